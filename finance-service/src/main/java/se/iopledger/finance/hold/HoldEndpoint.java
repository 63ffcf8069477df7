package se.iopledger.finance.hold;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.finance.desk.CommandOperation;
import se.iopledger.finance.desk.FinanceDesk;
import se.iopledger.finance.domain.AgreementMoney;
import se.iopledger.finance.domain.PaymentCommand.HoldPayments;
import se.iopledger.finance.domain.PaymentCommand.ReleasePayments;
import se.iopledger.finance.domain.pay.Payments.Hold;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.aggregate.AggregateRuntime.Versioned;
import se.iopledger.shell.command.RequestKey;
import se.iopledger.shell.http.Problems;

/** Stops payments of an agreement and lets them go on. */
@RestController
class HoldEndpoint {
    private final FinanceDesk desk;

    HoldEndpoint(FinanceDesk desk) {
        this.desk = desk;
    }

    /**
     * A stop.
     *
     * @param recipient id of the party in the terms whose payments are stopped; left out for all
     * @param clauses those of the agreement that let payments be stopped; empty where it rests on none
     * @param reason why
     */
    record Stop(@Nullable String recipient, List<String> clauses, String reason) {}

    /** Why payments go on. */
    record Release(String reason) {}

    /** All that ever stopped payments of the agreement. */
    record HoldsOfAgreement(String agreementId, List<Hold> holds) {}

    @Operation(
            operationId = "listHolds",
            summary = "What stops payments of an agreement, and what stopped them before",
            description = "Each with the clause that allows it, where one does, and why.")
    @GetMapping("/agreements/{agreementId}/holds")
    ResponseEntity<?> holds(@PathVariable String agreementId, SignedIn user) {
        if (desk.find(agreementId, user).isEmpty()) {
            return Problems.notFound("agreement");
        }
        Versioned<AgreementMoney> money = desk.moneyOf(agreementId);
        return ResponseEntity.ok()
                .eTag(Long.toString(money.version()))
                .body(new HoldsOfAgreement(agreementId, money.state().payments().holds()));
    }

    @Operation(
            operationId = "holdPayments",
            summary = "Stop payments of an agreement",
            description =
                    "What is released to the bank already is not stopped by it; everything else is, and stays due and"
                            + " visible. A clause that is cited must be one that lets payments be stopped.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/holds")
    ResponseEntity<?> hold(@PathVariable String agreementId, @RequestBody Stop stop, SignedIn user, RequestKey key) {
        user.mustBe(Role.FINANCE_OFFICER);
        return desk.carryOut(
                agreementId,
                user,
                key,
                known -> new HoldPayments(
                        agreementId,
                        stop.recipient(),
                        stop.clauses(),
                        known.terms().remedies(),
                        desk.mandate(user, stop.reason())));
    }

    @Operation(
            operationId = "releasePayments",
            summary = "Lift a stop of payments",
            description = "Who has attested a payment that it keeps back does not lift it.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/holds/{holdId}/release")
    ResponseEntity<?> release(
            @PathVariable String agreementId,
            @PathVariable String holdId,
            @RequestBody Release release,
            SignedIn user,
            RequestKey key) {
        user.mustBe(Role.FINANCE_OFFICER);
        return desk.carryOut(new ReleasePayments(agreementId, holdId, desk.mandate(user, release.reason())), user, key);
    }
}
