package se.iopledger.finance.schedule;

import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.iopledger.contracts.EventCatalogue;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementActivated;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementRegistered;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementVoided;
import se.iopledger.contracts.agreement.FactEvent;
import se.iopledger.contracts.agreement.LifeEvent;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.finance.claim.WaysOutUsed;
import se.iopledger.finance.hold.WhenAPartyFallsShortThenPaymentsStop;
import se.iopledger.shell.subscription.Received;
import se.iopledger.shell.subscription.Subscription;

/** Listens to agreement-service: remembers what holds of each agreement, and lets its funding follow. */
@Component
final class AgreementsHeard implements Subscription {
    private final HeardAgreements heard;
    private final Automations automations;
    private final WhenAgreementChangesThenFundingFollows whenAgreementChanges;
    private final WhenAPartyFallsShortThenPaymentsStop whenAPartyFallsShort;
    private final WaysOutUsed waysOut;

    AgreementsHeard(
            HeardAgreements heard,
            Automations automations,
            WhenAgreementChangesThenFundingFollows whenAgreementChanges,
            WhenAPartyFallsShortThenPaymentsStop whenAPartyFallsShort,
            WaysOutUsed waysOut) {
        this.heard = heard;
        this.automations = automations;
        this.whenAgreementChanges = whenAgreementChanges;
        this.whenAPartyFallsShort = whenAPartyFallsShort;
        this.waysOut = waysOut;
    }

    /** Another name than in releases that kept no version of agreements: it reads the topic from its beginning. */
    @Override
    public String name() {
        return "finance-follows-agreements-by-version";
    }

    @Override
    public Set<String> topics() {
        return Set.of(EventCatalogue.AGREEMENTS_TOPIC);
    }

    @Override
    public void command(Received event) {
        switch ((AgreementEvent) event.payload()) {
            case LifeEvent life -> whenAgreementChanges.hears(life, event);
            case AgreementVoided voided -> whenAgreementChanges.hears(voided, event);
            case FactEvent fact -> whenAPartyFallsShort.hears(fact);
            case AgreementRegistered _ -> {
                // Nothing is paid by a draft.
            }
        }
    }

    @Override
    public void apply(Received event, JdbcClient tables) {
        switch ((AgreementEvent) event.payload()) {
            case AgreementRegistered registered -> {
                remember(registered, registered.termsVersion(), registered.terms(), event, tables);
                heard.live(registered, tables);
            }
            case AgreementActivated activated -> {
                remember(activated, activated.termsVersion(), activated.terms(), event, tables);
                heard.live(activated, tables);
            }
            case LifeEvent life -> heard.live(life, tables);
            case AgreementVoided voided -> {
                heard.markVoided(voided.agreementId(), tables);
                heard.live(voided, tables);
            }
            // What follows of the agreement's days is told as its life.
            case FactEvent fact -> waysOut.hears(fact, event.entry().streamSequence(), tables);
        }
        automations.refusalOf(event).ifPresent(refusal -> heard.refused(event.streamId(), refusal, tables));
        heard.followed(event.streamId(), event.entry().streamSequence(), tables);
    }

    private void remember(AgreementEvent told, int termsVersion, Terms terms, Received event, JdbcClient tables) {
        heard.remember(told.agreementId(), event.municipality(), termsVersion, terms, tables);
    }
}
