package se.iopledger.finance.order;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.OrderEvent.LineStatus;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.finance.domain.order.OrderCommand;
import se.iopledger.finance.domain.order.OrderCommand.ConfirmOutcome;
import se.iopledger.finance.domain.order.OrderCommand.RefuseOutcome;
import se.iopledger.finance.domain.order.OrderCommand.StateOutcome;
import se.iopledger.finance.domain.order.PaymentOrder;
import se.iopledger.finance.domain.order.PaymentOrder.Known;
import se.iopledger.finance.domain.order.PaymentOrder.Statement;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.command.CommandGate;
import se.iopledger.shell.command.Outcome;
import se.iopledger.shell.command.RequestKey;
import se.iopledger.shell.http.Problems;
import se.iopledger.shell.time.BusinessClock;

/** Takes in what became of payments where no file of the bank tells it: one person says it, another confirms it. */
@RestController
final class OutcomeEndpoint {
    private final Streams streams;
    private final CommandGate gate;
    private final BusinessClock clock;

    OutcomeEndpoint(Streams streams, CommandGate gate, BusinessClock clock) {
        this.streams = streams;
        this.gate = gate;
        this.clock = clock;
    }

    /** What became of payments. */
    enum Became {
        /** The file, or these payments of it, never reached the bank, or the bank will not pay them. */
        REJECTED,
        EXECUTED,
        RETURNED
    }

    /**
     * What is said.
     *
     * @param lines numbers of the payments; all that the bank has told nothing of if left out
     * @param amount kronor that came back, where it is part of one payment
     * @param on the day on which it became so; today if left out
     * @param evidence what it rests on, as the bank's letter, without naming anybody
     */
    record NewStatement(
            Became status,
            @Nullable List<Integer> lines,
            @Nullable Money amount,
            @Nullable LocalDate on,
            String evidence) {}

    /** @param reason why it does not hold */
    record Refusal(String reason) {}

    /** @param statements what was said of the order's payments so far */
    record Said(String orderId, List<Statement> statements) {}

    @Operation(
            operationId = "stateOutcome",
            summary = "Say what became of payments that no file tells of",
            description =
                    "Part of a payment came back, the file never reached the bank, the bank wrote a letter. Nothing changes until somebody else has confirmed it.")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Said.class)))
    @PostMapping("/payment-orders/{orderId}/statements")
    ResponseEntity<?> state(
            @PathVariable String orderId, @RequestBody NewStatement statement, SignedIn user, RequestKey key) {
        Rights.mayOrder(user);
        LocalDate on = statement.on();
        return carryOut(
                orderId,
                user,
                key,
                HttpStatus.CREATED,
                order -> new StateOutcome(
                        order,
                        LineStatus.valueOf(statement.status().name()),
                        Objects.requireNonNullElse(statement.lines(), List.of()),
                        statement.amount(),
                        on == null ? clock.today() : on,
                        statement.evidence(),
                        Mandate.of(user.actor(), clock.today())));
    }

    @Operation(
            operationId = "confirmOutcome",
            summary = "Confirm what somebody else said became of payments",
            description = "What was rejected or came back is open again from here on.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Said.class)))
    @PostMapping("/payment-orders/{orderId}/statements/{statementId}/confirmation")
    ResponseEntity<?> confirm(
            @PathVariable String orderId, @PathVariable String statementId, SignedIn user, RequestKey key) {
        Rights.mayConfirm(user);
        return carryOut(
                orderId,
                user,
                key,
                HttpStatus.OK,
                order -> new ConfirmOutcome(order, statementId, Mandate.of(user.actor(), clock.today())));
    }

    @Operation(operationId = "refuseOutcome", summary = "Say that what was said of payments does not hold")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Said.class)))
    @PostMapping("/payment-orders/{orderId}/statements/{statementId}/refusal")
    ResponseEntity<?> refuse(
            @PathVariable String orderId,
            @PathVariable String statementId,
            @RequestBody Refusal refusal,
            SignedIn user,
            RequestKey key) {
        Rights.mayConfirm(user);
        LocalDate today = clock.today();
        return carryOut(
                orderId,
                user,
                key,
                HttpStatus.OK,
                order -> new RefuseOutcome(
                        order, statementId, new Mandate(user.actor(), today, today, refusal.reason())));
    }

    private ResponseEntity<?> carryOut(
            String orderId, SignedIn user, RequestKey key, HttpStatus done, Function<String, OrderCommand> command) {
        Optional<Known> order = known(orderId).filter(known -> user.mayActFor(known.municipality()));
        if (order.isEmpty()) {
            return Problems.notFound("payment order");
        }
        return switch (gate.execute(command.apply(orderId), order.get().municipality(), key)) {
            case Outcome.Done carried ->
                ResponseEntity.status(done)
                        .eTag(Long.toString(carried.version()))
                        .body(new Said(
                                orderId, known(orderId).map(Known::statements).orElseThrow()));
            case Outcome.Refused refused -> Problems.of(refused.rejection());
            case Outcome.KeyReused reused -> Problems.of(reused);
        };
    }

    private Optional<Known> known(String orderId) {
        PaymentOrder order = streams.order(orderId);
        return order instanceof Known known ? Optional.of(known) : Optional.empty();
    }
}
