package se.iopledger.reporting.obligation;

import java.time.LocalDate;
import java.util.List;
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
import se.iopledger.contracts.agreement.AgreementEvent.AgreementRegistered;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementVoided;
import se.iopledger.contracts.agreement.AgreementLife;
import se.iopledger.contracts.agreement.FactEvent;
import se.iopledger.contracts.agreement.LifeEvent;
import se.iopledger.contracts.model.Cause;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.eventlog.EntryAttributes;
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

    /** Another name than in releases that kept no life of agreements: it reads the topic from its beginning. */
    @Override
    public String name() {
        return "reporting-follows-agreements";
    }

    @Override
    public Set<String> topics() {
        return Set.of(EventCatalogue.AGREEMENTS_TOPIC);
    }

    @Override
    public void command(Received event) {
        switch ((AgreementEvent) event.payload()) {
            case LifeEvent life -> follow(life, event);
            case AgreementVoided voided -> follow(voided, event);
            case AgreementRegistered _, FactEvent _ -> {
                // Nothing is owed by these.
            }
        }
    }

    private void follow(AgreementEvent told, Received event) {
        Optional<AgreementLife> before = known.lifeOf(told.agreementId());
        Optional<Rejection> broken = AgreementLife.brokenRule(before, told);
        if (broken.isPresent()) {
            refuse(event, broken.get());
            return;
        }
        if (gate.execute(
                        WhenAgreementChangesThenObligationsFollow.command(told, before, mandate(event), event.cause()),
                        event.municipality())
                instanceof Outcome.Refused(Rejection rejection)) {
            refuse(event, rejection);
        }
    }

    private void refuse(Received event, Rejection rejection) {
        LOG.error("{} makes a command necessary that is refused by {}", event.entry(), rejection.rule());
        refusals.put(event.cause(), rejection);
    }

    @Override
    public List<String> tables() {
        return List.of("known_agreement");
    }

    @Override
    public void apply(Received event, JdbcClient tables) {
        known.take((AgreementEvent) event.payload(), event.municipality(), tables);
    }

    @Override
    public void note(Received event, JdbcClient tables) {
        known.begunAnew((AgreementEvent) event.payload(), tables);
        Rejection refused = refusals.remove(event.cause());
        if (refused != null) {
            known.refused(event.streamId(), refused, tables);
        }
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
