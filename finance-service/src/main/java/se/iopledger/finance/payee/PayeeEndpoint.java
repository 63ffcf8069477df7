package se.iopledger.finance.payee;

import io.swagger.v3.oas.annotations.Operation;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.contracts.BankAccount;
import se.iopledger.contracts.OrganisationNumber;
import se.iopledger.contracts.finance.PayeeEvent.PartyKey;
import se.iopledger.contracts.finance.PayeeEvent.Role;
import se.iopledger.contracts.terms.Party;
import se.iopledger.finance.desk.FinanceDesk;
import se.iopledger.finance.domain.payee.PayeeCommand.HoldRecipient;
import se.iopledger.finance.domain.payee.PayeeCommand.RegisterAccount;
import se.iopledger.finance.domain.payee.PayeeCommand.RegisterPayee;
import se.iopledger.finance.domain.payee.PayeeCommand.ReleaseRecipient;
import se.iopledger.finance.domain.payee.PayeeCommand.VerifyAccount;
import se.iopledger.finance.domain.payee.PayeeCommand.WithdrawAccount;
import se.iopledger.finance.domain.payee.PayeeId;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.command.RequestKey;
import se.iopledger.shell.http.BadRequest;
import se.iopledger.shell.http.InputProblem;

/** Records payees, their accounts, and what holds up payments to them. */
@RestController
final class PayeeEndpoint {
    private final PayeeDesk desk;
    private final FinanceDesk agreements;
    private final int waitingDays;

    /** @param waitingDays how long an account waits that replaces another, so that a fraud is noticed before it pays */
    PayeeEndpoint(PayeeDesk desk, FinanceDesk agreements, @Value("${iop.payees.waiting-days:10}") int waitingDays) {
        this.desk = desk;
        this.agreements = agreements;
        this.waitingDays = waitingDays;
        if (waitingDays < 0) {
            throw new IllegalArgumentException("iop.payees.waiting-days is not below 0");
        }
    }

    /**
     * A payee, or the municipality itself as one that pays.
     *
     * @param municipality four-digit code
     * @param name as bank files name it
     * @param organisationNumber left out where no paper states it
     * @param party which party of which agreement it is, where it has no organisation number
     */
    record NewPayee(
            String municipality,
            Role role,
            String name,
            @Nullable OrganisationNumber organisationNumber,
            @Nullable PartyKey party) {}

    /**
     * An account.
     *
     * @param number with or without hyphens and spaces
     * @param holder the account's holder as the evidence names it
     * @param bic needed where the account is debited
     * @param customerId what the bank knows the payer by, where it asks for it
     * @param from first day on which it is asked to be in force; today if left out
     * @param madeUp whether the account does not exist, as those of a demonstration; no if left out
     */
    record NewAccount(
            BankAccount.Kind kind,
            String number,
            String holder,
            @Nullable String bic,
            @Nullable String customerId,
            @Nullable LocalDate from,
            @Nullable Boolean madeUp,
            @Nullable String reason) {}

    /** @param evidence what shows whose account it is, as a certificate's reference */
    record Verification(String evidence, @Nullable String reason) {}

    /** @param from first day on which it is not used; today if left out */
    record Withdrawal(@Nullable LocalDate from, String reason) {}

    /**
     * A hold.
     *
     * @param from first day of it; today if left out
     * @param clauses the clauses that allow it; none where it rests on something else
     */
    record NewHold(
            String reason,
            @Nullable List<String> clauses,
            @Nullable LocalDate from) {}

    record Release(String reason) {}

    @Operation(
            operationId = "registerPayee",
            summary = "Register one who is paid, or the municipality as one that pays",
            description =
                    "It is told by its organisation number, or where the papers state none by its party in an agreement: a second registration meets the first.")
    @PayeeOperation
    @PostMapping("/payees")
    ResponseEntity<?> register(@RequestBody NewPayee payee, SignedIn user, RequestKey key) {
        Rights.mayRegister(user);
        user.mustActFor(payee.municipality());
        return desk.register(
                new RegisterPayee(
                        idOf(payee),
                        payee.municipality(),
                        payee.role(),
                        payee.name(),
                        payee.organisationNumber(),
                        payee.party(),
                        statedNumber(payee),
                        desk.mandate(user, null, null)),
                key);
    }

    /** What the agreement states of the party that is named, where it is one of the municipality's. */
    private @Nullable OrganisationNumber statedNumber(NewPayee payee) {
        PartyKey named = payee.party();
        return named == null
                ? null
                : agreements
                        .find(named.agreementId())
                        .filter(known -> known.municipality().equals(payee.municipality()))
                        .flatMap(known -> known.terms().parties().stream()
                                .filter(party -> party.id().equals(named.party()))
                                .findFirst())
                        .map(Party::organisationNumber)
                        .orElse(null);
    }

    private static String idOf(NewPayee payee) {
        OrganisationNumber number = payee.organisationNumber();
        if (number != null) {
            return PayeeId.of(payee.municipality(), number);
        }
        PartyKey party = payee.party();
        if (party == null) {
            throw new BadRequest(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    new InputProblem(
                            "/organisationNumber",
                            "PayeeMustBeToldByOneKey",
                            "a payee is told by its organisation number, or where the papers state none by the agreement and its party there"));
        }
        return PayeeId.of(payee.municipality(), party);
    }

    @Operation(
            operationId = "registerAccount",
            summary = "Register an account of a payee",
            description = "Nothing is paid to it before another person has verified it.")
    @PayeeOperation
    @PostMapping("/payees/{payeeId}/accounts")
    ResponseEntity<?> register(
            @PathVariable String payeeId, @RequestBody NewAccount account, SignedIn user, RequestKey key) {
        Rights.mayRegister(user);
        BankAccount number = valid(account);
        LocalDate from = account.from();
        return desk.carryOut(
                payeeId,
                user,
                key,
                id -> new RegisterAccount(
                        id,
                        number,
                        account.holder(),
                        account.bic(),
                        account.customerId(),
                        from == null ? desk.today() : from,
                        Objects.requireNonNullElse(account.madeUp(), false),
                        desk.mandate(user, null, account.reason())));
    }

    private static BankAccount valid(NewAccount account) {
        BankAccount.flawOf(account.kind(), account.number()).ifPresent(flaw -> {
            throw new BadRequest(
                    HttpStatus.UNPROCESSABLE_CONTENT, new InputProblem("/number", "AccountNumberMustBeValid", flaw));
        });
        return new BankAccount(account.kind(), account.number());
    }

    @Operation(
            operationId = "verifyAccount",
            summary = "Verify an account that somebody else registered",
            description =
                    "The first account of a payee is in force from the day asked for; one that replaces another waits the days that the installation is configured with.")
    @PayeeOperation
    @PostMapping("/payees/{payeeId}/accounts/{accountId}/verification")
    ResponseEntity<?> verify(
            @PathVariable String payeeId,
            @PathVariable String accountId,
            @RequestBody Verification verification,
            SignedIn user,
            RequestKey key) {
        Rights.mayVerify(user);
        return desk.carryOut(
                payeeId,
                user,
                key,
                id -> new VerifyAccount(
                        id,
                        accountId,
                        verification.evidence(),
                        waitingDays,
                        desk.mandate(user, null, verification.reason())));
    }

    @Operation(
            operationId = "withdrawAccount",
            summary = "Take an account out of use",
            description = "Also one that was never verified, and is not to be.")
    @PayeeOperation
    @PostMapping("/payees/{payeeId}/accounts/{accountId}/withdrawal")
    ResponseEntity<?> withdraw(
            @PathVariable String payeeId,
            @PathVariable String accountId,
            @RequestBody Withdrawal withdrawal,
            SignedIn user,
            RequestKey key) {
        Rights.mayVerify(user);
        LocalDate from = withdrawal.from();
        return desk.carryOut(
                payeeId,
                user,
                key,
                id -> new WithdrawAccount(
                        id,
                        accountId,
                        from == null ? desk.today() : from,
                        desk.mandate(user, null, withdrawal.reason())));
    }

    @Operation(
            operationId = "holdRecipient",
            summary = "Hold payments to a recipient, whatever the agreement",
            description = "A line of an order that is confirmed later is left out of it, with this reason.")
    @PayeeOperation
    @PostMapping("/payees/{payeeId}/holds")
    ResponseEntity<?> hold(@PathVariable String payeeId, @RequestBody NewHold hold, SignedIn user, RequestKey key) {
        Rights.mayVerify(user);
        List<String> clauses = hold.clauses();
        return desk.carryOut(
                payeeId,
                user,
                key,
                id -> new HoldRecipient(
                        id,
                        hold.reason(),
                        clauses == null ? List.of() : clauses,
                        desk.mandate(user, hold.from(), hold.reason())));
    }

    @Operation(operationId = "releaseRecipient", summary = "End a hold on a recipient")
    @PayeeOperation
    @PostMapping("/payees/{payeeId}/holds/{holdId}/release")
    ResponseEntity<?> release(
            @PathVariable String payeeId,
            @PathVariable String holdId,
            @RequestBody Release release,
            SignedIn user,
            RequestKey key) {
        Rights.mayVerify(user);
        return desk.carryOut(
                payeeId,
                user,
                key,
                id -> new ReleaseRecipient(id, holdId, release.reason(), desk.mandate(user, null, release.reason())));
    }
}
