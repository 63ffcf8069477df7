package se.iopledger.finance.attest;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.model.Command;
import se.iopledger.finance.desk.CommandOperation;
import se.iopledger.finance.desk.FinanceDesk;
import se.iopledger.finance.desk.FinanceDesk.Known;
import se.iopledger.finance.domain.AgreementMoney;
import se.iopledger.finance.domain.PaymentCommand.ApprovePayable;
import se.iopledger.finance.domain.PaymentCommand.ExaminePayable;
import se.iopledger.finance.domain.PaymentCommand.RefuseAttest;
import se.iopledger.finance.domain.pay.AttestRight;
import se.iopledger.finance.domain.pay.OpenPayable;
import se.iopledger.finance.domain.pay.Payable;
import se.iopledger.finance.invoice.OpenCredits;
import se.iopledger.finance.payee.StoppedRecipients;
import se.iopledger.finance.right.Registers;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.aggregate.AggregateRuntime.Versioned;
import se.iopledger.shell.command.RequestKey;
import se.iopledger.shell.http.Problems;

/** Examines, approves and refuses what is to be paid. No role is asked for: the register of rights says who may. */
@RestController
class AttestEndpoint {
    private final FinanceDesk desk;
    private final Registers registers;
    private final OpenCredits credits;
    private final StoppedRecipients stopped;

    AttestEndpoint(FinanceDesk desk, Registers registers, OpenCredits credits, StoppedRecipients stopped) {
        this.desk = desk;
        this.registers = registers;
        this.credits = credits;
        this.stopped = stopped;
    }

    /**
     * What is attested: as the user saw it.
     *
     * @param payableId the tranche, or {@code <tranche>/<invoice number>}
     * @param recipient id of the party in the terms
     * @param amount kronor
     */
    record Attest(String payableId, String recipient, Money amount) {}

    /**
     * What is not attested, and why.
     *
     * @param payableId the tranche, or {@code <tranche>/<invoice number>}
     * @param recipient id of the party in the terms
     * @param amount kronor
     */
    record Refusal(String payableId, String recipient, Money amount, String reason) {}

    /** What can be paid under an agreement. */
    record PayablesOfAgreement(String agreementId, List<PayableView> payables) {}

    @Operation(
            operationId = "listPayables",
            summary = "What can be paid under an agreement, and how far it has come",
            description =
                    "Tranches that need no invoice, and the invoices on the others, by the day by which each is to be"
                            + " paid; with who attested what, in which payment orders it stood, and what stops it.")
    @GetMapping("/agreements/{agreementId}/payables")
    ResponseEntity<?> payables(@PathVariable String agreementId, SignedIn user) {
        Optional<Known> agreement = desk.find(agreementId, user);
        if (agreement.isEmpty()) {
            return Problems.notFound("agreement");
        }
        Versioned<AgreementMoney> money = desk.moneyOf(agreementId);
        StoppedRecipients.Stops stops = stopped.of(Set.of(agreement.get().municipality()), Set.of(agreementId));
        return ResponseEntity.ok()
                .eTag(Long.toString(money.version()))
                .body(new PayablesOfAgreement(
                        agreementId,
                        OpenPayable.of(money.state()).stream()
                                .map(payable -> PayableView.of(
                                        agreementId, payable, money.state().payments(), stops))
                                .toList()));
    }

    @Operation(
            operationId = "examinePayable",
            summary = "Examine that a payment is owed",
            description = "By a right of the register. Advances are examined like invoices.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/attest/examinations")
    ResponseEntity<?> examine(
            @PathVariable String agreementId, @RequestBody Attest attest, SignedIn user, RequestKey key) {
        return carryOut(
                agreementId,
                attest.payableId(),
                user,
                key,
                by -> new ExaminePayable(
                        agreementId,
                        attest.payableId(),
                        attest.recipient(),
                        attest.amount(),
                        by.rights(),
                        by.unit(),
                        by.openCredits(),
                        desk.mandate(user, null)));
    }

    @Operation(
            operationId = "approvePayable",
            summary = "Approve a payment that somebody else examined",
            description =
                    "By a right of the register. Who examined it, or registered its invoice, does not approve it.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/attest/approvals")
    ResponseEntity<?> approve(
            @PathVariable String agreementId, @RequestBody Attest attest, SignedIn user, RequestKey key) {
        return carryOut(
                agreementId,
                attest.payableId(),
                user,
                key,
                by -> new ApprovePayable(
                        agreementId,
                        attest.payableId(),
                        attest.recipient(),
                        attest.amount(),
                        by.rights(),
                        by.unit(),
                        by.openCredits(),
                        desk.mandate(user, null)));
    }

    @Operation(
            operationId = "refuseAttest",
            summary = "Refuse to attest a payment",
            description = "What was attested of it before is so no longer; it waits for an examination anew.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/attest/refusals")
    ResponseEntity<?> refuse(
            @PathVariable String agreementId, @RequestBody Refusal refusal, SignedIn user, RequestKey key) {
        return carryOut(
                agreementId,
                refusal.payableId(),
                user,
                key,
                by -> new RefuseAttest(
                        agreementId,
                        refusal.payableId(),
                        refusal.recipient(),
                        refusal.amount(),
                        by.rights(),
                        by.unit(),
                        desk.mandate(user, refusal.reason())));
    }

    /** What the register gives the user, whose payment it is, and what its seller has given back besides. */
    private record By(List<AttestRight> rights, @Nullable String unit, List<String> openCredits) {}

    private ResponseEntity<?> carryOut(
            String agreementId, String payableId, SignedIn user, RequestKey key, Function<By, Command> command) {
        return desk.carryOut(agreementId, user, key, known -> command.apply(by(payableId, user, known)));
    }

    private By by(String payableId, SignedIn user, Known known) {
        Optional<OpenPayable> payable =
                OpenPayable.of(payableId, desk.moneyOf(known.agreementId()).state());
        Payable.Invoice invoice = payable.map(open -> open.payable().invoice()).orElse(null);
        return new By(
                registers.heldBy(user.actor(), known.municipality()),
                payable.map(open -> known.unitOf(open.tranche().payer())).orElse(null),
                invoice == null ? List.of() : credits.ofTheSellerOf(invoice.invoiceId()));
    }
}
