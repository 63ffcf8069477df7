package se.iopledger.finance.schedule;

import java.time.LocalDate;
import org.springframework.stereotype.Component;
import se.iopledger.contracts.model.Caused;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.eventlog.EntryAttributes;
import se.iopledger.shell.command.CommandGate;
import se.iopledger.shell.command.Outcome;
import se.iopledger.shell.subscription.Received;
import se.iopledger.shell.time.BusinessClock;

/** In whose name this feature's automations act, and what becomes of a command of theirs that is refused. */
@Component
final class Automations {
    private final CommandGate gate;
    private final BusinessClock clock;

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

    /** @throws IllegalStateException if the command is refused, so that the event is not taken for handled */
    void send(Caused command, Received event) {
        switch (gate.execute(command, event.municipality())) {
            case Outcome.Done _ -> {
                // The log has it.
            }
            case Outcome.Refused(Rejection rejection) ->
                throw new IllegalStateException(
                        event.entry() + " asks for what " + rejection.rule() + " forbids: " + rejection.detail());
            case Outcome.KeyReused reused ->
                throw new IllegalStateException("an automation's command carries no key, this one " + reused.key());
        }
    }
}
