package se.iopledger.finance.payee;

import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.finance.domain.payee.Payee;
import se.iopledger.finance.domain.payee.PayeeCommand;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.aggregate.AggregateRuntime;
import se.iopledger.shell.command.CommandGate;
import se.iopledger.shell.command.Outcome;
import se.iopledger.shell.command.RequestKey;
import se.iopledger.shell.http.Problems;
import se.iopledger.shell.time.BusinessClock;

/** Where requests on payees are handled. */
@Component
final class PayeeDesk {
    private final AggregateRuntime aggregates;
    private final CommandGate gate;
    private final BusinessClock clock;

    PayeeDesk(AggregateRuntime aggregates, CommandGate gate, BusinessClock clock) {
        this.aggregates = aggregates;
        this.gate = gate;
        this.clock = clock;
    }

    /** A payee as it stands, and its version. */
    record Standing(Payee.Known payee, long version) {}

    /** What was accepted. */
    record Accepted(String payeeId, long version) {}

    LocalDate today() {
        return clock.today();
    }

    /** The payee, if there is one and it belongs to one of the user's municipalities. */
    Optional<Standing> find(String payeeId, SignedIn user) {
        return aggregates
                .stateOf(payeeId, Payee.class)
                .filter(found -> found.state() instanceof Payee.Known)
                .map(found -> new Standing((Payee.Known) found.state(), found.version()))
                .filter(found -> user.mayActFor(found.payee().municipality()));
    }

    /** @param effectiveOn from when what is recorded holds; null for today */
    Mandate mandate(SignedIn user, @Nullable LocalDate effectiveOn, @Nullable String reason) {
        LocalDate today = clock.today();
        return new Mandate(user.actor(), effectiveOn == null ? today : effectiveOn, today, reason);
    }

    /** Carries out a command on a payee that the user may see; anything else is not found. */
    ResponseEntity<?> carryOut(String payeeId, SignedIn user, RequestKey key, Function<String, PayeeCommand> command) {
        return find(payeeId, user)
                .<ResponseEntity<?>>map(found -> answer(
                        gate.execute(command.apply(payeeId), found.payee().municipality(), key), HttpStatus.OK))
                .orElseGet(() -> Problems.notFound("payee"));
    }

    /** Carries out a registration for a municipality that the user acts for. */
    ResponseEntity<?> register(PayeeCommand.RegisterPayee command, RequestKey key) {
        return answer(gate.execute(command, command.municipality(), key), HttpStatus.CREATED);
    }

    private static ResponseEntity<?> answer(Outcome outcome, HttpStatus status) {
        return switch (outcome) {
            case Outcome.Done done ->
                ResponseEntity.status(status)
                        .eTag(Long.toString(done.version()))
                        .header("Location", "/payees/" + done.streamId())
                        .body(new Accepted(done.streamId(), done.version()));
            case Outcome.Refused refused -> Problems.of(refused.rejection());
            case Outcome.KeyReused reused -> Problems.of(reused);
        };
    }
}
