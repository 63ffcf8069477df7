package se.iopledger.agreement.desk;

import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import se.iopledger.agreement.domain.Agreement;
import se.iopledger.agreement.domain.AgreementCommand;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.aggregate.AggregateRuntime;
import se.iopledger.shell.command.CommandGate;
import se.iopledger.shell.command.Outcome;
import se.iopledger.shell.command.RequestKey;
import se.iopledger.shell.http.Problems;
import se.iopledger.shell.time.BusinessClock;

/** Where requests on agreements are handled. */
@Component
public class AgreementDesk {
    private final AggregateRuntime aggregates;
    private final CommandGate gate;
    private final BusinessClock clock;

    AgreementDesk(AggregateRuntime aggregates, CommandGate gate, BusinessClock clock) {
        this.aggregates = aggregates;
        this.gate = gate;
        this.clock = clock;
    }

    /** An agreement as it stands, and its version. */
    public record Standing(Agreement.Known agreement, long version) {
        public String municipality() {
            return agreement.terms().municipality();
        }
    }

    /** What was accepted. */
    public record Accepted(String agreementId, long version) {}

    /** The agreement, if there is one and it belongs to one of the user's municipalities. */
    public Optional<Standing> find(String agreementId, SignedIn user) {
        return aggregates
                .stateOf(agreementId, Agreement.class)
                .filter(found -> found.state() instanceof Agreement.Known)
                .map(found -> new Standing((Agreement.Known) found.state(), found.version()))
                .filter(found -> user.mayActFor(found.municipality()));
    }

    /** Shows something of an agreement that the user may see, with its version as the ETag; anything else is not found. */
    public ResponseEntity<?> show(String agreementId, SignedIn user, Function<Standing, ?> view) {
        return find(agreementId, user)
                .<ResponseEntity<?>>map(found ->
                        ResponseEntity.ok().eTag(Long.toString(found.version())).body(view.apply(found)))
                .orElseGet(() -> Problems.notFound("agreement"));
    }

    /**
     * A mandate of the user, decided on today's business date.
     *
     * @param effectiveOn from when what is recorded holds; null for today
     */
    public Mandate mandate(SignedIn user, @Nullable LocalDate effectiveOn, @Nullable String reason) {
        LocalDate today = clock.today();
        return new Mandate(user.actor(), effectiveOn == null ? today : effectiveOn, today, reason);
    }

    /** Carries out a command on an agreement that the user may see; anything else is not found. */
    public ResponseEntity<?> carryOut(
            String agreementId, SignedIn user, RequestKey key, Function<String, AgreementCommand> command) {
        return find(agreementId, user)
                .<ResponseEntity<?>>map(found ->
                        answer(gate.execute(command.apply(agreementId), found.municipality(), key), HttpStatus.OK))
                .orElseGet(() -> Problems.notFound("agreement"));
    }

    /** Carries out a command on behalf of a municipality that the user is known to act for. */
    public Outcome carryOut(AgreementCommand command, String municipality, RequestKey key) {
        return gate.execute(command, municipality, key);
    }

    /** @param status for what was done, now or by an earlier request with the same key */
    public static ResponseEntity<?> answer(Outcome outcome, HttpStatus status) {
        return switch (outcome) {
            case Outcome.Done done ->
                ResponseEntity.status(status)
                        .eTag(Long.toString(done.version()))
                        .header("Location", "/agreements/" + done.streamId())
                        .body(new Accepted(done.streamId(), done.version()));
            case Outcome.Refused refused -> Problems.of(refused.rejection());
            case Outcome.KeyReused reused -> Problems.of(reused);
        };
    }
}
