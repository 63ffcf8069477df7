package se.iopledger.finance.order;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.finance.domain.order.OrderCommand.ConfirmSettlement;
import se.iopledger.finance.domain.order.OrderCommand.ProposeSettlement;
import se.iopledger.finance.domain.order.OrderCommand.RefuseSettlement;
import se.iopledger.finance.domain.order.PaymentOrder.Known;
import se.iopledger.finance.domain.order.PaymentOrder.Settlement;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.command.RequestKey;

/** Settles by hand what an agreement does not take in of a payment: one person says how, another confirms it. */
@RestController
final class SettlementEndpoint {
    private final OrderDesk desk;
    private final OrderDriver driver;

    SettlementEndpoint(OrderDesk desk, OrderDriver driver) {
        this.desk = desk;
        this.driver = driver;
    }

    /**
     * How it was settled.
     *
     * @param line number of the payment
     * @param decision what was decided, and what it rests on, without naming anybody
     */
    record NewSettlement(int line, String decision) {}

    /** @param reason why it is not settled so */
    record Refusal(String reason) {}

    /** @param settlements what was settled of the order's payments by hand so far */
    record Settled(String orderId, List<Settlement> settlements) {}

    @Operation(
            operationId = "proposeSettlement",
            summary = "Say how that was settled by hand which an agreement does not take in",
            description =
                    "As money that the bank sent back after its recipient had repaid it. The order says what waits; nothing"
                            + " changes until somebody else has confirmed it, and nothing in the agreement then.")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Settled.class)))
    @PostMapping("/payment-orders/{orderId}/settlements")
    ResponseEntity<?> propose(
            @PathVariable String orderId, @RequestBody NewSettlement settlement, SignedIn user, RequestKey key) {
        Rights.mayOrder(user);
        return desk.carryOut(
                new ProposeSettlement(orderId, settlement.line(), settlement.decision(), desk.mandate(user)),
                user,
                key,
                HttpStatus.CREATED,
                SettlementEndpoint::view);
    }

    @Operation(
            operationId = "confirmSettlement",
            summary = "Confirm how somebody else settled by hand what an agreement does not take in",
            description = "It waits for nobody from here on.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Settled.class)))
    @PostMapping("/payment-orders/{orderId}/settlements/{settlementId}/confirmation")
    ResponseEntity<?> confirm(
            @PathVariable String orderId, @PathVariable String settlementId, SignedIn user, RequestKey key) {
        Rights.mayConfirm(user);
        return desk.carryOut(
                new ConfirmSettlement(orderId, settlementId, desk.mandate(user)),
                user,
                key,
                HttpStatus.OK,
                SettlementEndpoint::view,
                driver::tryAgain);
    }

    @Operation(operationId = "refuseSettlement", summary = "Say that it is not settled so")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Settled.class)))
    @PostMapping("/payment-orders/{orderId}/settlements/{settlementId}/refusal")
    ResponseEntity<?> refuse(
            @PathVariable String orderId,
            @PathVariable String settlementId,
            @RequestBody Refusal refusal,
            SignedIn user,
            RequestKey key) {
        Rights.mayConfirm(user);
        return desk.carryOut(
                new RefuseSettlement(orderId, settlementId, desk.mandate(user, refusal.reason())),
                user,
                key,
                HttpStatus.OK,
                SettlementEndpoint::view);
    }

    private static Settled view(Known order) {
        return new Settled(order.orderId(), order.settlements());
    }
}
