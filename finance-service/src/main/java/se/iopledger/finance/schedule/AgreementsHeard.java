package se.iopledger.finance.schedule;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.iopledger.contracts.EventCatalogue;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementActivated;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementApproved;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementRegistered;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementSigned;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementVoided;
import se.iopledger.contracts.agreement.AgreementEvent.FindingsRaised;
import se.iopledger.contracts.agreement.AmendmentEvent;
import se.iopledger.contracts.agreement.ArchiveEvent;
import se.iopledger.contracts.agreement.ConductEvent;
import se.iopledger.contracts.agreement.ContactEvent;
import se.iopledger.contracts.agreement.CorrectionEvent.CorrectionApproved;
import se.iopledger.contracts.agreement.CorrectionEvent.CorrectionProposed;
import se.iopledger.contracts.agreement.CorrectionEvent.CorrectionRefused;
import se.iopledger.contracts.agreement.CorrectionEvent.CorrectionWithdrawn;
import se.iopledger.contracts.agreement.DocumentEvent;
import se.iopledger.contracts.agreement.ExitEvent;
import se.iopledger.contracts.agreement.ExtensionEvent;
import se.iopledger.contracts.agreement.FactEvent;
import se.iopledger.contracts.agreement.FundingEvent.FundingDecided;
import se.iopledger.contracts.agreement.GovernanceEvent;
import se.iopledger.contracts.agreement.LifeEvent;
import se.iopledger.contracts.agreement.NeedEvent;
import se.iopledger.contracts.agreement.SettlementEvent.FindingSettled;
import se.iopledger.contracts.agreement.SettlementEvent.SettlementWithdrawn;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.finance.claim.WaysOutUsed;
import se.iopledger.finance.domain.FundingCommand.FactChange;
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
            case LifeEvent life -> whenAgreementChanges.hears(life, new FactChange.None(), event);
            case AgreementVoided voided -> whenAgreementChanges.hears(voided, new FactChange.AllVoided(), event);
            case AgreementRegistered _ -> {
                // Nothing is paid by a draft.
            }
            case FactEvent fact -> {
                changeBy(fact, Math.toIntExact(event.entry().streamSequence()))
                        .ifPresent(change -> whenAgreementChanges.hears(fact, change, event));
                whenAPartyFallsShort.hears(fact);
            }
        }
    }

    /** What a fact changes of that which a plan is reckoned from; empty where it changes nothing of it. */
    private static Optional<FactChange> changeBy(FactEvent fact, int number) {
        return switch (fact) {
            case FundingDecided decided -> Optional.of(new FactChange.Decided(number, decided));
            case FindingSettled settled -> Optional.of(new FactChange.Settled(number, settled));
            case SettlementWithdrawn withdrawn -> Optional.of(new FactChange.SettlementTakenBack(number, withdrawn));
            case CorrectionApproved approved -> Optional.of(new FactChange.Voided(approved.fact()));
            case CorrectionProposed _, CorrectionRefused _, CorrectionWithdrawn _ -> Optional.empty();
            // What follows from these is told as the agreement's life.
            case FindingsRaised _,
                    AgreementApproved _,
                    AgreementSigned _,
                    ContactEvent _,
                    ExitEvent _,
                    AmendmentEvent _,
                    ExtensionEvent _,
                    ConductEvent _,
                    GovernanceEvent _,
                    DocumentEvent _,
                    NeedEvent _,
                    ArchiveEvent _ -> Optional.empty();
        };
    }

    @Override
    public List<String> tables() {
        return List.of("heard_agreement", "way_out_used");
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
        heard.followed(event.streamId(), event.entry().streamSequence(), tables);
    }

    @Override
    public void note(Received event, JdbcClient tables) {
        heard.begunAnew((AgreementEvent) event.payload(), tables);
        automations.refusalOf(event).ifPresent(refusal -> heard.refused(event.streamId(), refusal, tables));
    }

    private void remember(AgreementEvent told, int termsVersion, Terms terms, Received event, JdbcClient tables) {
        heard.remember(told.agreementId(), event.municipality(), termsVersion, terms, tables);
    }
}
