package se.iopledger.finance.schedule;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import se.iopledger.contracts.model.Cause;
import se.iopledger.contracts.model.Caused;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.eventlog.EntryAttributes;
import se.iopledger.shell.command.CommandGate;
import se.iopledger.shell.command.Outcome;
import se.iopledger.shell.subscription.Received;
import se.iopledger.shell.time.BusinessClock;

/**
 * In whose name this feature's automations act, and what becomes of a command of theirs that is refused: it is kept with
 * the agreement for a person to see. It must not be tried for ever, since every agreement behind it would wait.
 */
@Component
final class Automations {
    private static final Logger LOG = LoggerFactory.getLogger(Automations.class);

    private final CommandGate gate;
    private final BusinessClock clock;

    /**
     * Refusals between a command and the effects of the same event. If the process ends in between, the event comes
     * again, the command is refused again, and nothing is lost.
     */
    private final Map<Cause, Rejection> refusals = new ConcurrentHashMap<>();

    Automations(CommandGate gate, BusinessClock clock) {
        this.gate = gate;
        this.clock = clock;
    }

    /** The automation is the actor; what it does holds from when the event that it heard holds. */
    Mandate mandate(Class<?> automation, Received event) {
        LocalDate today = clock.today();
        LocalDate effectiveOn = event.entry()
                .attribute(EntryAttributes.EFFECTIVE)
                .map(LocalDate::parse)
                .orElse(today);
        return Mandate.ofAutomation(automation.getSimpleName(), effectiveOn, today);
    }

    /** Carries the command out, or remembers by which rule it was refused until {@link #refusalOf} asks. */
    void send(Caused command, Received event) {
        switch (gate.execute(command, event.municipality())) {
            case Outcome.Done _ -> {
                // The log has it.
            }
            case Outcome.Refused(Rejection rejection) -> refuse(event, rejection);
            case Outcome.KeyReused reused ->
                throw new IllegalStateException("an automation's command carries no key, this one " + reused.key());
        }
    }

    /** Remembers by which rule what was heard has no effect, until {@link #refusalOf} asks. */
    void refuse(Received event, Rejection rejection) {
        LOG.error("{} asks for what {} forbids: {}", event.entry(), rejection.rule(), rejection.detail());
        refusals.put(event.cause(), rejection);
    }

    /** By which rule the event's command was refused, told once. */
    Optional<Rejection> refusalOf(Received event) {
        return Optional.ofNullable(refusals.remove(event.cause()));
    }
}
