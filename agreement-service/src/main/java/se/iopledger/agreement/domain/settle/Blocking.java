package se.iopledger.agreement.domain.settle;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.finding.Findings;
import se.iopledger.agreement.domain.settle.Blocked.Until;
import se.iopledger.agreement.domain.settle.Blocked.What;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.terms.DefaultRule;
import se.iopledger.contracts.terms.ExitKind;
import se.iopledger.contracts.terms.PaymentTerms;
import se.iopledger.contracts.terms.Terms;

/**
 * What an open finding stands in the way of. Most findings stand in the way of nothing: the paper can be carried out, and
 * the finding says what is odd about it. Whatever has a rule of its own goes on by that rule, as a default chosen at
 * registration, until a decision replaces it.
 */
@CheckReturnValue
public final class Blocking {
    private Blocking() {}

    /** Whether a finding still asks for something. */
    public sealed interface Standing {
        /** @param blocked what waits for it; null where nothing does */
        record Open(@Nullable Blocked blocked) implements Standing {}

        /** A decision says how it is to be taken. */
        record Settled(Settlements.Settlement by) implements Standing {}

        /** What was missing or odd is no more: other terms, or what was recorded since, answer it. */
        record Answered() implements Standing {}
    }

    /** How a finding of the agreement stands on a day, by all that is recorded now. */
    public static Standing standing(Known known, Finding finding, LocalDate day) {
        return known.settlements()
                .holding(finding.id())
                .<Standing>map(Standing.Settled::new)
                .orElseGet(() -> Answers.answer(known, finding, day)
                        ? new Standing.Answered()
                        : new Standing.Open(
                                of(Arising.in(known, finding, day), finding).orElse(null)));
    }

    /** All that cannot be done on a day, by the findings that are open. */
    public static List<Blocked> all(Known known, LocalDate day) {
        return known.findings().stream()
                .map(finding -> standing(known, finding, day))
                .flatMap(standing -> standing instanceof Standing.Open(Blocked blocked) && blocked != null
                        ? Stream.of(blocked)
                        : Stream.empty())
                .distinct()
                .toList();
    }

    /** What depends on a finding while it is open; empty where nothing does. */
    public static Optional<Blocked> of(Terms terms, Finding finding) {
        return switch (finding.rule()) {
            case "AdjustmentMustHaveOneStart", "AdjustmentMustSayWhenItStarts", "AdjustmentMustHaveOneScope" ->
                blocked(
                        What.ADJUSTED_AMOUNT,
                        Until.DECIDED,
                        "the adjusted amount; what is paid stands at its unadjusted amount, and each reading's is shown");
            case "YearlyDecisionMustBeRecorded" ->
                blocked(
                        What.ADJUSTED_AMOUNT,
                        Until.REGISTERED,
                        "the year's amount above what is guaranteed; the yearly decision brings it");
            case "AmountsMustBeRegistered" ->
                blocked(What.SCHEDULE, Until.REGISTERED, "all payments, until the amounts are registered");
            case "DocumentMustBeAtHand" ->
                finding.affects() == Finding.Affects.SCHEDULE
                        ? blocked(What.SCHEDULE, Until.REGISTERED, "all payments, until the document is registered")
                        : Optional.empty();
            case "PaymentMonthsMustBeStated" ->
                monthsAreChosen(terms)
                        ? Optional.empty()
                        : blocked(What.DUE_DATES, Until.REGISTERED, "the days of payment; no default was chosen");
            case "NoticePeriodMustBeStated" -> exitWithoutAPeriod(terms, finding);
            case "RepaymentMustBeRegulated", "RepaymentMustSayWhoRepays", "RepaymentMustSayWhichShare" ->
                blocked(What.REPAYMENT_CLAIM, Until.DECIDED, "a claim for repayment");
            case "ObligationMustSayHowOften" -> obligationWithoutDates(terms, finding);
            default -> Optional.empty();
        };
    }

    private static Optional<Blocked> blocked(What what, Until until, String text) {
        return Optional.of(new Blocked(what, null, until, text));
    }

    private static boolean monthsAreChosen(Terms terms) {
        PaymentTerms payment = terms.funding().payment();
        return payment != null
                && switch (payment.interval()) {
                    case TERTIAL -> terms.chose(DefaultRule.TERTIALS_FROM_JANUARY_MAY_SEPTEMBER);
                    case HALF_YEAR -> terms.chose(DefaultRule.HALF_YEARS_FROM_JANUARY_AND_JULY);
                    // Of a payment each month no finding asks for months; for one a year there is no default.
                    case MONTH, YEAR -> false;
                };
    }

    /** A notice needs a period to reckon by; a revocation in dialogue (LIN-8) can be decided without one. */
    private static Optional<Blocked> exitWithoutAPeriod(Terms terms, Finding finding) {
        return terms.exits().stream()
                .filter(exit -> Findings.concerns(finding, exit.id()))
                .findFirst()
                .map(exit -> new Blocked(
                        What.EXIT,
                        exit.id(),
                        exit.kind() == ExitKind.REVOCATION ? Until.DECIDED : Until.REGISTERED,
                        "this way out, whose period is not stated"));
    }

    private static Optional<Blocked> obligationWithoutDates(Terms terms, Finding finding) {
        return terms.obligations().stream()
                .filter(obligation -> Findings.concerns(finding, obligation.id()))
                .findFirst()
                .map(obligation -> new Blocked(
                        What.OBLIGATION_DATES,
                        obligation.id(),
                        Until.DECIDED,
                        "the dates of \"" + obligation.title() + "\""));
    }
}
