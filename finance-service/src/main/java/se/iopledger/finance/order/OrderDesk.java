package se.iopledger.finance.order;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.finance.domain.order.OrderCommand;
import se.iopledger.finance.domain.order.PaymentOrder.Known;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.command.CommandGate;
import se.iopledger.shell.command.Outcome;
import se.iopledger.shell.command.RequestKey;
import se.iopledger.shell.http.Problems;
import se.iopledger.shell.time.BusinessClock;

/** Where requests on payment orders are handled that persons decide about: finds the order, says in whose name, and answers. */
@Component
final class OrderDesk {
    private final Streams streams;
    private final CommandGate gate;
    private final BusinessClock clock;

    OrderDesk(Streams streams, CommandGate gate, BusinessClock clock) {
        this.streams = streams;
        this.gate = gate;
        this.clock = clock;
    }

    /** A mandate of the user on today's business date, without a reason. */
    Mandate mandate(SignedIn user) {
        return Mandate.of(user.actor(), clock.today());
    }

    Mandate mandate(SignedIn user, String reason) {
        return new Mandate(user.actor(), clock.today(), clock.today(), reason);
    }

    /**
     * Carries out a command on an order that the user may see; anything else is not found.
     *
     * @param done of the answer where it was carried out
     * @param body of that answer, from the order as it stands then
     */
    ResponseEntity<?> carryOut(
            OrderCommand command, SignedIn user, RequestKey key, HttpStatus done, Function<Known, Object> body) {
        return carryOut(command, user, key, done, body, orderId -> {});
    }

    /** @param before done first, with the id of an order that the user may see */
    ResponseEntity<?> carryOut(
            OrderCommand command,
            SignedIn user,
            RequestKey key,
            HttpStatus done,
            Function<Known, Object> body,
            Consumer<String> before) {
        String orderId = command.orderId();
        Optional<Known> order = known(orderId).filter(known -> user.mayActFor(known.municipality()));
        if (order.isEmpty()) {
            return Problems.notFound("payment order");
        }
        before.accept(orderId);
        return switch (gate.execute(command, order.get().municipality(), key)) {
            case Outcome.Done carried ->
                ResponseEntity.status(done)
                        .eTag(Long.toString(carried.version()))
                        .body(known(orderId).map(body).orElseThrow());
            case Outcome.Refused refused -> Problems.of(refused.rejection());
            case Outcome.KeyReused reused -> Problems.of(reused);
        };
    }

    private Optional<Known> known(String orderId) {
        return streams.order(orderId) instanceof Known known ? Optional.of(known) : Optional.empty();
    }
}
