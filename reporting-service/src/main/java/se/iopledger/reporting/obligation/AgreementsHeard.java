package se.iopledger.reporting.obligation;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
import se.iopledger.contracts.model.Cause;
import se.iopledger.contracts.model.Caused;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.eventlog.EntryAttributes;
import se.iopledger.reporting.agreement.KnownAgreement;
import se.iopledger.reporting.agreement.KnownAgreements;
import se.iopledger.shell.command.CommandGate;
import se.iopledger.shell.command.Outcome;
import se.iopledger.shell.subscription.Received;
import se.iopledger.shell.subscription.Subscription;
import se.iopledger.shell.time.BusinessClock;

/** Hears what happens to agreements: sends the commands that follow from it, and keeps what was heard. */
@Component
class AgreementsHeard implements Subscription {
    /** Actor of what this service does by itself. */
    static final String ACTOR = "reporting-service";

    private static final Logger LOG = LoggerFactory.getLogger(AgreementsHeard.class);

    private final CommandGate gate;
    private final KnownAgreements known;
    private final BusinessClock clock;

    /**
     * Refusals between a command and the effects of the same event. If the process ends in between, the event comes
     * again, the command is refused again, and nothing is lost.
     */
    private final Map<Cause, Rejection> refusals = new ConcurrentHashMap<>();

    AgreementsHeard(CommandGate gate, KnownAgreements known, BusinessClock clock) {
        this.gate = gate;
        this.known = known;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "reporting-obligations";
    }

    @Override
    public Set<String> topics() {
        return Set.of(EventCatalogue.AGREEMENTS_TOPIC);
    }

    @Override
    public void command(Received event) {
        commandFor(event)
                .map(command -> gate.execute(command, event.municipality()))
                .ifPresent(outcome -> {
                    if (outcome instanceof Outcome.Refused(Rejection rejection)) {
                        LOG.error(
                                "{} makes a command necessary that is refused by {}", event.entry(), rejection.rule());
                        refusals.put(event.cause(), rejection);
                    }
                });
    }

    @Override
    public void apply(Received event, JdbcClient tables) {
        if (event.payload() instanceof AgreementEvent agreementEvent) {
            known.take(agreementEvent, event.municipality(), tables);
        }
        Rejection refused = refusals.remove(event.cause());
        if (refused != null) {
            known.refused(event.streamId(), refused, tables);
        }
    }

    private Optional<Caused> commandFor(Received event) {
        if (!(event.payload() instanceof AgreementEvent agreementEvent)) {
            return Optional.empty();
        }
        Mandate mandate = mandate(event);
        Cause cause = event.cause();
        return switch (agreementEvent) {
            case LifeEvent life -> commandFor(life, event, mandate, cause);
            case AgreementVoided voided ->
                Optional.of(WhenAgreementVoidedThenObligationsAreWithdrawn.command(voided, mandate, cause));
            case AgreementRegistered _, FactEvent _ -> Optional.empty();
        };
    }

    private Optional<Caused> commandFor(LifeEvent life, Received event, Mandate mandate, Cause cause) {
        return switch (life) {
            case AgreementActivated activated ->
                Optional.of(WhenAgreementActivatedThenObligationsAreDerived.command(activated, mandate, cause));
            case AgreementExtended extended ->
                Optional.of(WhenAgreementExtendedThenObligationsAreExtended.command(
                        extended, heardOf(event), mandate, cause));
            case AgreementExpired _ -> Optional.empty();
            // No request can bring these about yet.
            case ActivationReversed _,
                    ExtensionReversed _,
                    EndReversed _,
                    LastDayChanged _,
                    AgreementEnded _,
                    TermsChanged _,
                    TermsChangeReversed _ -> Optional.empty();
        };
    }

    /** An extension comes after the activation, in the same partition: its terms are known. */
    private KnownAgreement heardOf(Received event) {
        return known.find(event.streamId())
                .orElseThrow(() -> new IllegalStateException(event.entry() + " is about an agreement never heard of"));
    }

    /** What follows from an event holds from when the event does. */
    private Mandate mandate(Received event) {
        LocalDate today = clock.today();
        LocalDate effectiveOn = event.entry()
                .attribute(EntryAttributes.EFFECTIVE)
                .map(LocalDate::parse)
                .orElse(today);
        return Mandate.ofAutomation(ACTOR, effectiveOn, today);
    }
}
