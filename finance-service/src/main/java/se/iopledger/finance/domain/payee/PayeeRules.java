package se.iopledger.finance.domain.payee;

import com.google.errorprone.annotations.CheckReturnValue;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.BankAccount;
import se.iopledger.contracts.OrganisationNumber;
import se.iopledger.contracts.finance.PayeeEvent.Role;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.finance.domain.payee.Payee.Account;
import se.iopledger.finance.domain.payee.Payee.Hold;
import se.iopledger.finance.domain.payee.Payee.Known;
import se.iopledger.finance.domain.payee.PayeeCommand.ConfirmLine;
import se.iopledger.finance.domain.payee.PayeeCommand.RegisterAccount;
import se.iopledger.finance.domain.payee.PayeeCommand.RegisterPayee;
import se.iopledger.finance.domain.payee.PayeeCommand.VerifyAccount;
import se.iopledger.finance.domain.payee.PayeeCommand.WithdrawAccount;

/** What must hold of payees and their accounts. */
public final class PayeeRules {
    /** What Swedish banks take of a name. */
    private static final int LONGEST_NAME = 70;

    private static final int LONGEST_CUSTOMER_ID = 35;
    private static final int FARTHEST_YEARS = 2;

    private PayeeRules() {}

    static Optional<Rejection> brokenBy(RegisterPayee command) {
        return first(
                payeeMustBeToldByOneKey(command),
                payeeMustBeToldByItsStatedNumber(command),
                nameMustBeWritableInABankFile(command));
    }

    static Optional<Rejection> brokenBy(RegisterAccount command, Known payee) {
        return first(
                accountMustBeInThePartysOwnName(command, payee),
                accountMustBeRegisteredOnce(command, payee),
                debitedAccountMustNameItsBank(command, payee),
                bicMustHaveItsForm(command),
                dayMustBeNear("/from", command.from(), command.mandate().today()));
    }

    static Optional<Rejection> brokenBy(VerifyAccount command, Account account) {
        return first(
                accountMustNotBeWithdrawn(account),
                accountMustBeVerifiedOnce(account),
                anotherPersonMustVerifyTheAccount(command, account));
    }

    static Optional<Rejection> brokenBy(WithdrawAccount command, Account account) {
        return first(
                accountMustNotBeWithdrawn(account),
                dayMustBeNear("/from", command.from(), command.mandate().today()));
    }

    static Optional<Rejection> brokenBy(ConfirmLine command, Known payee) {
        return first(
                payeeMustBeARecipient(payee),
                recipientMustNotBeHeld(command, payee),
                accountMustBeInForceOnThePaymentDate(command, payee),
                madeUpAccountsMustNotBePaidTo(command, payee),
                whoAttestedMustNotHaveBroughtInTheAccount(command, payee),
                whoAttestedMustNotHaveReleasedTheRecipient(command.attestedBy(), payee));
    }

    private static Optional<Rejection> payeeMustBeToldByOneKey(RegisterPayee command) {
        return command.organisationNumber() == null && command.party() == null
                ? Optional.of(
                        Rejection.at(
                                "/organisationNumber",
                                "PayeeMustBeToldByOneKey",
                                "a payee is told by its organisation number, or where the papers state none by the agreement and its party there"))
                : Optional.empty();
    }

    /** Under two keys, a hold on the one would not stop a payment to the other. */
    private static Optional<Rejection> payeeMustBeToldByItsStatedNumber(RegisterPayee command) {
        OrganisationNumber stated = command.stated();
        return command.organisationNumber() == null && stated != null
                ? Optional.of(Rejection.at(
                        "/organisationNumber",
                        "PayeeMustBeToldByItsStatedNumber",
                        "the agreement states " + stated.value()
                                + " as the party's organisation number: register the payee by it"))
                : Optional.empty();
    }

    private static Optional<Rejection> nameMustBeWritableInABankFile(RegisterPayee command) {
        return BankCharacters.flawOf("the name", command.name(), LONGEST_NAME)
                .map(flaw -> Rejection.at("/name", "NameMustBeWritableInABankFile", flaw));
    }

    /** STO-12 asks for a giro in the organisation's own name; against fraud it holds for every account. */
    private static Optional<Rejection> accountMustBeInThePartysOwnName(RegisterAccount command, Known payee) {
        return normalised(command.holder()).equals(normalised(payee.name()))
                ? Optional.empty()
                : Optional.of(Rejection.at(
                        "/holder",
                        "AccountMustBeInThePartysOwnName",
                        "the account's holder is \"" + command.holder() + "\", the payee is \"" + payee.name()
                                + "\": nothing is paid to an account in another's name"));
    }

    private static Optional<Rejection> accountMustBeRegisteredOnce(RegisterAccount command, Known payee) {
        return payee.accounts().stream()
                .filter(account ->
                        account.withdrawnFrom() == null && account.account().equals(command.account()))
                .findFirst()
                .map(account -> Rejection.conflict(
                        "AccountMustBeRegisteredOnce",
                        command.account() + " is registered already, as " + account.id()));
    }

    private static Optional<Rejection> debitedAccountMustNameItsBank(RegisterAccount command, Known payee) {
        return payee.role() == Role.PAYER && command.bic() == null
                ? Optional.of(
                        Rejection.at(
                                "/bic",
                                "DebitedAccountMustNameItsBank",
                                "an account that is debited names its bank by the identifier code (BIC), which stands in the bank file"))
                : Optional.empty();
    }

    private static Optional<Rejection> bicMustHaveItsForm(RegisterAccount command) {
        String bic = command.bic();
        if (bic != null && !bic.matches("[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?")) {
            return Optional.of(Rejection.at(
                    "/bic", "BicMustHaveItsForm", "a bank identifier code has eight or eleven capitals and digits"));
        }
        @Nullable String customer = command.customerId();
        return customer == null
                ? Optional.empty()
                : BankCharacters.flawOf("the customer id", customer, LONGEST_CUSTOMER_ID)
                        .map(flaw -> Rejection.at("/customerId", "CustomerIdMustBeWritableInABankFile", flaw));
    }

    /** A day far off is a slip of the pen. */
    private static Optional<Rejection> dayMustBeNear(String field, LocalDate day, LocalDate today) {
        return day.isAfter(today.plusYears(FARTHEST_YEARS)) || day.isBefore(today.minusYears(FARTHEST_YEARS))
                ? Optional.of(Rejection.at(
                        field, "DayMustBeNear", day + " is more than " + FARTHEST_YEARS + " years from today"))
                : Optional.empty();
    }

    private static Optional<Rejection> accountMustNotBeWithdrawn(Account account) {
        return account.withdrawnFrom() == null
                ? Optional.empty()
                : Optional.of(Rejection.conflict(
                        "AccountMustNotBeWithdrawn",
                        account.account() + " is not used from " + account.withdrawnFrom()
                                + "; register it anew to use it again"));
    }

    private static Optional<Rejection> accountMustBeVerifiedOnce(Account account) {
        return account.isVerified()
                ? Optional.of(Rejection.conflict(
                        "AccountMustBeVerifiedOnce", account.account() + " has been verified already"))
                : Optional.empty();
    }

    private static Optional<Rejection> anotherPersonMustVerifyTheAccount(VerifyAccount command, Account account) {
        return account.registeredBy().equals(command.mandate().actor())
                ? Optional.of(Rejection.forbidden(
                        "AnotherPersonMustVerifyTheAccount", "whoever registered an account does not verify it"))
                : Optional.empty();
    }

    private static Optional<Rejection> payeeMustBeARecipient(Known payee) {
        return payee.role() == Role.RECIPIENT
                ? Optional.empty()
                : Optional.of(Rejection.of("PayeeMustBeARecipient", payee.name() + " pays, and is not paid"));
    }

    private static Optional<Rejection> recipientMustNotBeHeld(ConfirmLine command, Known payee) {
        return payee.holdOn(dayOfPayment(command)).map(PayeeRules::held);
    }

    /** What is taken up late is paid on the day on which it is taken up, at the earliest. */
    private static LocalDate dayOfPayment(ConfirmLine command) {
        LocalDate today = command.mandate().today();
        return command.paymentDate().isBefore(today) ? today : command.paymentDate();
    }

    private static Rejection held(Hold hold) {
        return Rejection.conflict(
                        "RecipientMustNotBeHeld",
                        "payments to the recipient are held from " + hold.from() + " (" + hold.id() + "): "
                                + hold.reason())
                .by(hold.clauses().toArray(String[]::new));
    }

    private static Optional<Rejection> accountMustBeInForceOnThePaymentDate(ConfirmLine command, Known payee) {
        BankAccount named = command.account();
        Optional<Account> account = accountOf(command, payee);
        if (account.isEmpty()) {
            return Optional.of(Rejection.conflict(
                    "AccountMustBeInForceOnThePaymentDate", named + " is not registered as an account of the payee"));
        }
        if (!account.get().isInForceOn(dayOfPayment(command))) {
            return Optional.of(Rejection.conflict(
                    "AccountMustBeInForceOnThePaymentDate",
                    named + whyNot(account.get()) + ", and the day of payment is " + dayOfPayment(command)));
        }
        // The wait of a changed account is over when the payment leaves, and not only when it arrives.
        return account.get().isInForceOn(command.mandate().today())
                ? Optional.empty()
                : Optional.of(Rejection.conflict(
                        "AccountMustBeInForceToday",
                        named + whyNot(account.get()) + ", and today is "
                                + command.mandate().today()));
    }

    private static Optional<Account> accountOf(ConfirmLine command, Known payee) {
        return payee.account(command.accountId())
                .filter(found -> found.account().equals(command.account()));
    }

    private static Optional<Rejection> madeUpAccountsMustNotBePaidTo(ConfirmLine command, Known payee) {
        return accountOf(command, payee)
                .filter(account -> account.madeUp() && !command.demonstration())
                .map(account -> Rejection.conflict(
                        "MadeUpAccountsMustNotBePaidTo",
                        account.account() + " is registered as made up, and this installation is no demonstration"));
    }

    private static Optional<Rejection> whoAttestedMustNotHaveBroughtInTheAccount(ConfirmLine command, Known payee) {
        return accountOf(command, payee)
                .filter(account -> account.wasBroughtInBy(command.attestedBy()))
                .map(account -> Rejection.forbidden(
                        "WhoAttestedMustNotHaveBroughtInTheAccount",
                        "who examined or approved the payment also registered or verified " + account.account()
                                + ": somebody else attests the payment, or brings in the account"));
    }

    /** @param attestedBy who examined and who approved the payment */
    @CheckReturnValue
    public static Optional<Rejection> whoAttestedMustNotHaveReleasedTheRecipient(Set<String> attestedBy, Known payee) {
        return payee.releasedBy().stream().anyMatch(attestedBy::contains)
                ? Optional.of(
                        Rejection.forbidden(
                                "WhoAttestedMustNotHaveReleasedTheRecipient",
                                "who examined or approved the payment also ended a hold on the recipient: somebody else attests"))
                : Optional.empty();
    }

    private static String whyNot(Account account) {
        if (!account.isVerified()) {
            return " has not been verified by a second person";
        }
        return account.withdrawnFrom() != null
                ? " is not used from " + account.withdrawnFrom()
                : " is in force from " + account.inForceFrom();
    }

    /** Names that differ only in case, spacing or Unicode form are one name. */
    private static String normalised(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .strip()
                .replaceAll("\\s+", " ")
                .toLowerCase(Locale.ROOT);
    }

    @SafeVarargs
    private static Optional<Rejection> first(Optional<Rejection>... broken) {
        for (Optional<Rejection> rule : broken) {
            if (rule.isPresent()) {
                return rule;
            }
        }
        return Optional.empty();
    }
}
