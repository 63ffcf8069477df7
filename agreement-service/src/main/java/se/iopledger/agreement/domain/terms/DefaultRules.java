package se.iopledger.agreement.domain.terms;

import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.ChosenDefault;
import se.iopledger.contracts.terms.DefaultRule;
import se.iopledger.contracts.terms.Interval;
import se.iopledger.contracts.terms.Manner;
import se.iopledger.contracts.terms.PaymentTerms;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.terms.YearKind;

/** A default may only stand where the paper is silent, and once. */
final class DefaultRules {
    private DefaultRules() {}

    static List<Rejection> check(Terms terms) {
        Breaches breaches = new Breaches();
        breaches.whenRepeated(
                terms.defaults(),
                ChosenDefault::rule,
                ChosenDefault::clauses,
                new Breaches.Repeated("/defaults/%d", "DefaultMustBeChosenOnce", "the rule is chosen already"));
        for (int index = 0; index < terms.defaults().size(); index++) {
            ChosenDefault chosen = terms.defaults().get(index);
            breaches.when(
                    !fillsASilence(chosen.rule(), terms),
                    "/defaults/" + index + "/rule",
                    "DefaultMustFillASilence",
                    chosen.rule() + " does not fit what the terms themselves say of payment and years",
                    chosen.clauses());
        }
        return breaches.found();
    }

    private static boolean fillsASilence(DefaultRule rule, Terms terms) {
        PaymentTerms payment = terms.funding().payment();
        return switch (rule) {
            case CONTRACT_YEARS -> terms.funding().years() == YearKind.CONTRACT;
            case EQUAL_TRANCHES, FIRST_DAY_OR_NEXT_BANK_DAY -> payment != null;
            case TERTIALS_FROM_JANUARY_MAY_SEPTEMBER -> isSilentOnMonths(payment, Interval.TERTIAL);
            case HALF_YEARS_FROM_JANUARY_AND_JULY -> isSilentOnMonths(payment, Interval.HALF_YEAR);
            case MONTHS_FROM_FIRST_DAY -> isSilentOnMonths(payment, Interval.MONTH);
            case THIRTY_DAYS_FROM_INVOICE ->
                payment != null && payment.dueDays() == null && payment.manner() == Manner.AGAINST_INVOICE;
        };
    }

    private static boolean isSilentOnMonths(@Nullable PaymentTerms payment, Interval interval) {
        return payment != null
                && payment.interval() == interval
                && payment.months().isEmpty();
    }
}
