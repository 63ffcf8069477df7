package se.iopledger.finance.order;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.OrderEvent.LineStatus;
import se.iopledger.finance.domain.order.OrderCommand.ConfirmOutcome;
import se.iopledger.finance.domain.order.OrderCommand.RefuseOutcome;
import se.iopledger.finance.domain.order.OrderCommand.StateOutcome;
import se.iopledger.finance.domain.order.PaymentOrder.Known;
import se.iopledger.finance.domain.order.PaymentOrder.Statement;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.command.RequestKey;
import se.iopledger.shell.time.BusinessClock;

/** Takes in what became of payments where no file of the bank tells it: one person says it, another confirms it. */
@RestController
final class OutcomeEndpoint {
    private final OrderDesk desk;
    private final BusinessClock clock;

    OutcomeEndpoint(OrderDesk desk, BusinessClock clock) {
        this.desk = desk;
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
        return desk.carryOut(
                new StateOutcome(
                        orderId,
                        LineStatus.valueOf(statement.status().name()),
                        Objects.requireNonNullElse(statement.lines(), List.of()),
                        statement.amount(),
                        on == null ? clock.today() : on,
                        statement.evidence(),
                        desk.mandate(user)),
                user,
                key,
                HttpStatus.CREATED,
                OutcomeEndpoint::view);
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
        return desk.carryOut(
                new ConfirmOutcome(orderId, statementId, desk.mandate(user)),
                user,
                key,
                HttpStatus.OK,
                OutcomeEndpoint::view);
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
        return desk.carryOut(
                new RefuseOutcome(orderId, statementId, desk.mandate(user, refusal.reason())),
                user,
                key,
                HttpStatus.OK,
                OutcomeEndpoint::view);
    }

    private static Said view(Known order) {
        return new Said(order.orderId(), order.statements());
    }
}
