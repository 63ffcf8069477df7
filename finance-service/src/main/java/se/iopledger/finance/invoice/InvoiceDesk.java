package se.iopledger.finance.invoice;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.finance.domain.invoice.InvoiceCommand;
import se.iopledger.finance.domain.invoice.InvoiceState;
import se.iopledger.finance.domain.invoice.InvoiceState.Nothing;
import se.iopledger.finance.domain.invoice.InvoiceState.Received;
import se.iopledger.finance.domain.invoice.InvoiceState.Unread;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.aggregate.AggregateRuntime;
import se.iopledger.shell.command.CommandGate;
import se.iopledger.shell.command.Outcome;
import se.iopledger.shell.command.RequestKey;
import se.iopledger.shell.http.Problems;
import se.iopledger.shell.time.BusinessClock;

/** Where requests on invoices are handled: finds what the user may see, carries out, and goes on to what follows. */
@Component
final class InvoiceDesk {
    private final AggregateRuntime aggregates;
    private final CommandGate gate;
    private final InvoiceSteps steps;
    private final InvoiceViews views;
    private final BusinessClock clock;

    InvoiceDesk(
            AggregateRuntime aggregates,
            CommandGate gate,
            InvoiceSteps steps,
            InvoiceViews views,
            BusinessClock clock) {
        this.aggregates = aggregates;
        this.gate = gate;
        this.steps = steps;
        this.views = views;
        this.clock = clock;
    }

    /** An invoice as it stands, and its version. */
    record Found(InvoiceState state, long version, String municipality) {}

    /** The invoice, if there is one and it belongs to one of the user's municipalities. */
    Optional<Found> find(String invoiceId, SignedIn user) {
        return aggregates
                .stateOf(invoiceId, InvoiceState.class)
                .flatMap(found -> municipalityOf(found.state())
                        .map(municipality -> new Found(found.state(), found.version(), municipality)))
                .filter(found -> user.mayActFor(found.municipality()));
    }

    private static Optional<String> municipalityOf(InvoiceState state) {
        return switch (state) {
            case Nothing _ -> Optional.empty();
            case Received received -> Optional.of(received.received().municipality());
            case Unread unread -> Optional.of(unread.document().municipality());
        };
    }

    /** A mandate of the user, decided on and holding from today's business date. */
    Mandate mandate(SignedIn user, @Nullable String reason) {
        return new Mandate(user.actor(), clock.today(), clock.today(), reason);
    }

    /** Carries out a command on an invoice that the user may see; anything else is not found. */
    ResponseEntity<?> carryOut(
            String invoiceId, SignedIn user, RequestKey key, Function<Found, InvoiceCommand> command) {
        Optional<Found> found = find(invoiceId, user);
        if (found.isEmpty()) {
            return Problems.notFound("invoice");
        }
        String municipality = found.get().municipality();
        return answer(execute(command.apply(found.get()), municipality, key), municipality, HttpStatus.OK);
    }

    /** Carries out a command on behalf of a municipality that the user is known to act for. */
    Outcome execute(InvoiceCommand command, String municipality, RequestKey key) {
        Outcome outcome = gate.execute(command, municipality, key);
        if (outcome instanceof Outcome.Done) {
            steps.followAtOnce(command.invoiceId(), municipality);
        }
        return outcome;
    }

    /** @param status for what was done, now or by an earlier request with the same key */
    ResponseEntity<?> answer(Outcome outcome, String municipality, HttpStatus status) {
        return switch (outcome) {
            case Outcome.Done done -> answer(done.streamId(), status);
            case Outcome.Refused refused -> Problems.of(refused.rejection());
            case Outcome.KeyReused reused -> Problems.of(reused);
        };
    }

    /** The invoice after what was done and what followed at once. */
    private ResponseEntity<?> answer(String invoiceId, HttpStatus status) {
        AggregateRuntime.Versioned<InvoiceState> now = aggregates
                .stateOf(invoiceId, InvoiceState.class)
                .orElseThrow(
                        () -> new IllegalStateException("what was stored a moment ago is not there: " + invoiceId));
        return ResponseEntity.status(status)
                .eTag(Long.toString(now.version()))
                .header("Location", "/invoices/" + invoiceId)
                .body(views.of(invoiceId, now.state(), now.version()));
    }

    /** The invoice as it stands; not found where the user may not see it. */
    ResponseEntity<?> show(String invoiceId, SignedIn user) {
        return find(invoiceId, user)
                .<ResponseEntity<?>>map(found -> ResponseEntity.ok()
                        .eTag(Long.toString(found.version()))
                        .body(views.of(invoiceId, found.state(), found.version())))
                .orElseGet(() -> Problems.notFound("invoice"));
    }
}
