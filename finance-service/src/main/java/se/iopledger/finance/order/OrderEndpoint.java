package se.iopledger.finance.order;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.contracts.OcrReference;
import se.iopledger.contracts.finance.OrderEvent.Debit;
import se.iopledger.contracts.finance.PayeeEvent.Role;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.finance.domain.NameBased;
import se.iopledger.finance.domain.order.OrderCommand.RecordOrder;
import se.iopledger.finance.domain.payee.Payee;
import se.iopledger.finance.domain.payee.Payee.Account;
import se.iopledger.finance.order.Proposals.LeftOut;
import se.iopledger.finance.order.Proposals.Proposal;
import se.iopledger.finance.order.Proposals.Wish;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.aggregate.AggregateRuntime;
import se.iopledger.shell.aggregate.AggregateRuntime.Versioned;
import se.iopledger.shell.command.CommandGate;
import se.iopledger.shell.command.Outcome;
import se.iopledger.shell.command.RequestKey;
import se.iopledger.shell.http.Problems;
import se.iopledger.shell.time.BusinessClock;

/** Proposes payment orders and records them. */
@RestController
final class OrderEndpoint {
    private final Proposals proposals;
    private final AggregateRuntime aggregates;
    private final CommandGate gate;
    private final BusinessClock clock;
    private final boolean demonstration;

    /** @param demonstration whether nothing here is real, and made-up accounts are debited */
    OrderEndpoint(
            Proposals proposals,
            AggregateRuntime aggregates,
            CommandGate gate,
            BusinessClock clock,
            @Value("${iop.demonstration:false}") boolean demonstration) {
        this.demonstration = demonstration;
        this.proposals = proposals;
        this.aggregates = aggregates;
        this.gate = gate;
        this.clock = clock;
    }

    /**
     * An order.
     *
     * @param municipality four-digit code
     * @param paymentDate a Swedish bank day, today or later
     * @param payerId the municipality as one whose accounts are kept
     * @param debitAccountId the account that is debited; the one in force on the day if left out
     * @param payables what is to be paid, as the proposal has it
     */
    record NewOrder(
            String municipality,
            LocalDate paymentDate,
            String payerId,
            @Nullable String debitAccountId,
            List<OrderedPayable> payables) {}

    /**
     * What is to be paid.
     *
     * @param ocr reference of a giro payment; left out where it has none
     * @param message what the recipient sees; the agreement and the tranche if left out
     */
    record OrderedPayable(
            String agreementId,
            String payableId,
            @Nullable OcrReference ocr,
            @Nullable String message) {}

    /** What was accepted. */
    record Accepted(String orderId, long version) {}

    @Operation(
            operationId = "proposeOrder",
            summary = "What an order of a day might hold",
            description =
                    "All that is approved and due by the day, by due date; and what cannot stand in the order, each with the rule that keeps it out. Nothing is reserved by asking.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Proposal.class)))
    @GetMapping("/payment-orders/proposal")
    Proposal propose(@RequestParam String municipality, @RequestParam LocalDate paymentDate, SignedIn user) {
        user.mustActFor(municipality);
        return proposals.of(municipality, paymentDate);
    }

    @Operation(
            operationId = "recordOrder",
            summary = "Record a payment order",
            description =
                    "Each payment is then reserved and confirmed where it is guarded, and left out with a reason where that fails; when all are decided the order is released and its file can be fetched.")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Accepted.class)))
    @PostMapping("/payment-orders")
    ResponseEntity<?> record(@RequestBody NewOrder order, SignedIn user, RequestKey key) {
        Rights.mayOrder(user);
        user.mustActFor(order.municipality());
        // The same request meets the same order; another never does.
        String orderId = NameBased.id("payment-order", order.municipality(), user.actor(), key.key());
        Optional<Outcome> earlier = gate.earlier(order.municipality(), key);
        if (earlier.isPresent()) {
            return answer(earlier.get());
        }
        Optional<Debit> debit = debit(order);
        if (debit.isEmpty()) {
            return Problems.of(Rejection.at(
                    "/debitAccountId",
                    "DebitedAccountMustBeInForce",
                    "the municipality has no such account of its own that is verified, in force on "
                            + order.paymentDate() + (demonstration ? "" : " and not made up")));
        }
        Proposal proposal = proposals.of(
                order.municipality(),
                order.paymentDate(),
                order.payables().stream()
                        .map(payable ->
                                new Wish(payable.agreementId(), payable.payableId(), payable.ocr(), payable.message()))
                        .toList());
        return refusalOf(order, proposal)
                .<ResponseEntity<?>>map(Problems::of)
                .orElseGet(() -> answer(gate.execute(
                        new RecordOrder(
                                orderId,
                                order.municipality(),
                                order.paymentDate(),
                                debit.get(),
                                proposal.lines(),
                                Mandate.of(user.actor(), clock.today())),
                        order.municipality(),
                        key)));
    }

    /** What is asked for by name is ordered or refused: nothing is left out without a word. */
    private static Optional<Rejection> refusalOf(NewOrder order, Proposal proposal) {
        if (!proposal.leftOut().isEmpty()) {
            LeftOut first = proposal.leftOut().getFirst();
            return Optional.of(new Rejection(
                    Rejection.Kind.CONFLICT,
                    first.rule(),
                    first.payableId() + ": " + first.detail(),
                    "/payables",
                    first.clauses()));
        }
        return proposal.lines().size() == order.payables().size()
                ? Optional.empty()
                : Optional.of(new Rejection(
                        Rejection.Kind.CONFLICT,
                        "PayableMustBeApproved",
                        "one of the payables is not approved, or stands in an order already: ask for the proposal anew",
                        "/payables",
                        List.of()));
    }

    private Optional<Debit> debit(NewOrder order) {
        return aggregates
                .stateOf(order.payerId(), Payee.class)
                .map(Versioned::state)
                .filter(Payee.Known.class::isInstance)
                .map(Payee.Known.class::cast)
                .filter(payer ->
                        payer.role() == Role.PAYER && payer.municipality().equals(order.municipality()))
                .flatMap(payer -> payer.debitableOn(order.paymentDate(), order.debitAccountId(), demonstration)
                        .map(account -> debit(order.payerId(), payer, account)));
    }

    private static Debit debit(String payerId, Payee.Known payer, Account account) {
        String bic = account.bic();
        return new Debit(
                payerId, payer.name(), account.id(), account.account(), bic == null ? "" : bic, account.customerId());
    }

    private static ResponseEntity<?> answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done done ->
                ResponseEntity.status(HttpStatus.CREATED)
                        .eTag(Long.toString(done.version()))
                        .header("Location", "/payment-orders/" + done.streamId())
                        .body(new Accepted(done.streamId(), done.version()));
            case Outcome.Refused refused -> Problems.of(refused.rejection());
            case Outcome.KeyReused reused -> Problems.of(reused);
        };
    }
}
