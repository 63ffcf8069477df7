package se.iopledger.finance.schedule;

import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.iopledger.contracts.EventCatalogue;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementActivated;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExpired;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExtended;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementRegistered;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementVoided;
import se.iopledger.contracts.agreement.FactEvent;
import se.iopledger.contracts.agreement.LifeEvent;
import se.iopledger.contracts.agreement.LifeEvent.ActivationReversed;
import se.iopledger.contracts.agreement.LifeEvent.AgreementEnded;
import se.iopledger.contracts.agreement.LifeEvent.EndReversed;
import se.iopledger.contracts.agreement.LifeEvent.ExtensionReversed;
import se.iopledger.contracts.agreement.LifeEvent.LastDayChanged;
import se.iopledger.contracts.agreement.LifeEvent.TermsChangeReversed;
import se.iopledger.contracts.agreement.LifeEvent.TermsChanged;
import se.iopledger.shell.subscription.Received;
import se.iopledger.shell.subscription.Subscription;

/** Listens to agreement-service: remembers terms for previews and lets the automations act. */
@Component
final class AgreementsHeard implements Subscription {
    private final HeardTerms terms;
    private final Automations automations;
    private final WhenAgreementActivatedThenScheduleIsDerived whenActivated;
    private final WhenAgreementExtendedThenScheduleIsExtended whenExtended;
    private final WhenAgreementVoidedThenScheduleIsWithdrawn whenVoided;

    AgreementsHeard(
            HeardTerms terms,
            Automations automations,
            WhenAgreementActivatedThenScheduleIsDerived whenActivated,
            WhenAgreementExtendedThenScheduleIsExtended whenExtended,
            WhenAgreementVoidedThenScheduleIsWithdrawn whenVoided) {
        this.terms = terms;
        this.automations = automations;
        this.whenActivated = whenActivated;
        this.whenExtended = whenExtended;
        this.whenVoided = whenVoided;
    }

    @Override
    public String name() {
        return "finance-hears-agreements";
    }

    @Override
    public Set<String> topics() {
        return Set.of(EventCatalogue.AGREEMENTS_TOPIC);
    }

    @Override
    public void command(Received event) {
        switch ((AgreementEvent) event.payload()) {
            case LifeEvent life -> command(life, event);
            case AgreementVoided voided -> whenVoided.hears(voided, event);
            case AgreementRegistered _, FactEvent _ -> {
                // Nothing to command.
            }
        }
    }

    private void command(LifeEvent life, Received event) {
        switch (life) {
            case AgreementActivated activated -> whenActivated.hears(activated, event);
            case AgreementExtended extended -> whenExtended.hears(extended, event);
            // What fell due while the agreement was in force stays owed after it.
            case AgreementExpired _ -> {}
            case ActivationReversed _,
                    ExtensionReversed _,
                    EndReversed _,
                    LastDayChanged _,
                    AgreementEnded _,
                    TermsChanged _,
                    TermsChangeReversed _ -> {
                // No request can bring these about yet.
            }
        }
    }

    @Override
    public void apply(Received event, JdbcClient tables) {
        switch ((AgreementEvent) event.payload()) {
            case AgreementRegistered registered ->
                terms.remember(
                        registered.agreementId(),
                        event.municipality(),
                        registered.termsVersion(),
                        registered.terms(),
                        tables);
            case LifeEvent life -> apply(life, event, tables);
            case AgreementVoided voided -> terms.markVoided(voided.agreementId(), tables);
            case FactEvent _ -> {
                // Changes no terms.
            }
        }
        automations.refusalOf(event).ifPresent(refusal -> terms.refused(event.streamId(), refusal, tables));
    }

    private void apply(LifeEvent life, Received event, JdbcClient tables) {
        switch (life) {
            case AgreementActivated activated ->
                terms.remember(
                        activated.agreementId(),
                        event.municipality(),
                        activated.termsVersion(),
                        activated.terms(),
                        tables);
            case AgreementExtended _,
                    AgreementExpired _,
                    ActivationReversed _,
                    ExtensionReversed _,
                    EndReversed _,
                    LastDayChanged _,
                    AgreementEnded _,
                    TermsChanged _,
                    TermsChangeReversed _ -> {
                // Changes none of the terms that are remembered.
            }
        }
    }
}
