package se.iopledger.finance.domain.pay;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.Tranche;
import se.iopledger.contracts.finance.Tranche.Settlement;
import se.iopledger.contracts.finance.Tranche.Standing;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.finance.domain.pay.Payable.Attest;
import se.iopledger.finance.domain.pay.Payments.Hold;
import se.iopledger.finance.domain.plan.SettledSoFar;

/** What must hold for anything to be paid. Empty where it holds. */
@CheckReturnValue
public final class PaymentRules {
    /** What it forbids is judged by a person. */
    public static final String INVOICE_MUST_NOT_BE_A_DUPLICATE = "InvoiceMustNotBeADuplicate";

    private PaymentRules() {}

    /** Looked at in turn: a later one may count on the ones before it. */
    @FunctionalInterface
    public interface Rule {
        Optional<Rejection> broken();
    }

    public static Optional<Rejection> first(Rule... rules) {
        return Stream.of(rules).map(Rule::broken).flatMap(Optional::stream).findFirst();
    }

    static Rejection payableMustExist(String payableId) {
        return Rejection.unknown(
                "PayableMustExist",
                payableId + " is no tranche of the schedule in force that can be paid, and no invoice on one");
    }

    /** Whether this ledger may pay it at all, and anything of it is open. */
    static Optional<Rejection> mayBePaid(OpenPayable payable, LocalDate lastDay) {
        return first(
                () -> whatIsSettledElsewhereMustNotBePaid(payable.tranche()),
                () -> onlyATrancheWithoutInvoiceIsPaidAsSuch(payable),
                () -> timeAfterTheLastDayMustNotBePaid(payable.tranche(), lastDay),
                () -> onlyWhatIsDatedMayBePaid(payable.tranche()),
                () -> plansMustNotBePaidBeyondWhatIsGuaranteed(payable.tranche()),
                () -> invoiceMustNotBeTakenBack(payable),
                () -> nothingMayBePaidTwice(payable));
    }

    static Optional<Rejection> whatIsSettledElsewhereMustNotBePaid(Tranche tranche) {
        return tranche.settlement() == Settlement.HERE
                ? Optional.empty()
                : Optional.of(Rejection.conflict(
                        "WhatIsSettledElsewhereMustNotBePaid",
                        tranche.trancheId() + " was due before the takeover and is settled elsewhere"));
    }

    static Optional<Rejection> onlyATrancheWithoutInvoiceIsPaidAsSuch(OpenPayable payable) {
        return OpenPayable.isPaidAgainstInvoice(payable.tranche())
                        && payable.payable().invoice() == null
                ? Optional.of(by(
                        Rejection.conflict(
                                "TrancheMustAwaitItsInvoice",
                                payable.payableId() + " is paid against invoice, and this is none"),
                        payable.tranche()))
                : Optional.empty();
    }

    static Optional<Rejection> timeAfterTheLastDayMustNotBePaid(Tranche tranche, LocalDate lastDay) {
        return tranche.periodLast().isAfter(lastDay)
                ? Optional.of(by(
                        Rejection.conflict(
                                "TimeAfterTheLastDayMustNotBePaid",
                                tranche.trancheId() + " pays for days to " + tranche.periodLast()
                                        + ", the agreement's last day is " + lastDay),
                        tranche))
                : Optional.empty();
    }

    static Optional<Rejection> onlyWhatIsDatedMayBePaid(Tranche tranche) {
        return tranche.dueDate() == null
                ? Optional.of(by(
                        Rejection.conflict(
                                "OnlyWhatIsDatedMayBePaid",
                                tranche.trancheId() + " is not dated: " + tranche.calculation()),
                        tranche))
                : Optional.empty();
    }

    static Optional<Rejection> plansMustNotBePaidBeyondWhatIsGuaranteed(Tranche tranche) {
        return tranche.standing() == Standing.PROVISIONAL
                        && OpenPayable.payableOf(tranche).equals(Money.ZERO)
                ? Optional.of(by(
                        Rejection.conflict(
                                "PlansMustNotBePaidBeyondWhatIsGuaranteed",
                                tranche.trancheId() + " is a plan of " + tranche.amount()
                                        + ", of which nothing is guaranteed"),
                        tranche))
                : Optional.empty();
    }

    private static Optional<Rejection> invoiceMustNotBeTakenBack(OpenPayable payable) {
        return payable.payable().isTakenBack()
                ? Optional.of(Rejection.conflict(
                        "InvoiceMustNotBeTakenBack", payable.payableId() + " was taken back and is not to be paid"))
                : Optional.empty();
    }

    static Optional<Rejection> nothingMayBePaidTwice(OpenPayable payable) {
        return payable.isOpen()
                ? Optional.empty()
                : Optional.of(Rejection.conflict(
                        "NothingMayBePaidTwice",
                        "nothing of " + payable.payableId() + " is open: "
                                + payable.payable().settled() + " is settled"));
    }

    /**
     * Several invoices may share a tranche, and together pay no more than it gives.
     *
     * @param others kronor that other payables of the tranche have in orders, beside what is settled
     */
    static Optional<Rejection> nothingMayBePaidBeyondTheTranche(OpenPayable payable, Money others) {
        Money left = payable.leftOfTranche().minus(others);
        return payable.open().compareTo(left) > 0
                ? Optional.of(by(
                        Rejection.conflict(
                                "NothingMayBePaidBeyondTheTranche",
                                payable.payableId() + " is " + payable.open() + ", and of its tranche " + left
                                        + " is left to be paid"),
                        payable.tranche()))
                : Optional.empty();
    }

    /** A payment that came to nothing cannot have been repaid: one of the two is told wrongly. */
    static Optional<Rejection> whatWasRepaidMustNotComeBackTwice(String trancheId, Money amount, SettledSoFar settled) {
        return amount.compareTo(settled.of(trancheId)) > 0
                ? Optional.of(Rejection.conflict(
                        "WhatWasRepaidMustNotComeBackTwice",
                        amount + " is said to have come back of " + trancheId + ", of which " + settled.of(trancheId)
                                + " is settled: the rest was repaid on a claim"))
                : Optional.empty();
    }

    static Optional<Rejection> paymentMustBeApproved(OpenPayable payable) {
        Attest attest = payable.payable().attest();
        return attest != null && attest.approval() != null && attest.what().equals(payable.toAttest())
                ? Optional.empty()
                : Optional.of(Rejection.conflict(
                        "PaymentMustBeApproved",
                        payable.payableId() + " is not approved as it stands: " + payable.open() + " to "
                                + payable.tranche().recipient()));
    }

    static Optional<Rejection> heldPaymentsMustNotBeOrdered(OpenPayable payable, List<Hold> stopping) {
        return stopping.stream()
                .findFirst()
                .map(hold -> new Rejection(
                        Rejection.Kind.CONFLICT,
                        "HeldPaymentsMustNotBeOrdered",
                        "payments to " + payable.tranche().recipient() + " are stopped by " + hold.holdId() + ": "
                                + hold.why(),
                        null,
                        hold.clauses()));
    }

    public static Optional<Rejection> dateMustNotLieAhead(LocalDate day, LocalDate today) {
        return day.isAfter(today)
                ? Optional.of(Rejection.of("DateMustNotLieAhead", day + " lies after today, " + today))
                : Optional.empty();
    }

    static Rejection by(Rejection rejection, Tranche tranche) {
        return rejection.by(tranche.clauses().toArray(String[]::new));
    }
}
