package se.iopledger.agreement.domain.fund;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.List;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.life.Life;
import se.iopledger.contracts.terms.AdjustmentBasis;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.terms.YearKind;

/** By which terms the funding of a year is: those that hold on some day of it, whatever was agreed for others. */
@CheckReturnValue
final class TermsOfYear {
    /** As the last day that anybody means; contract years are fewer. */
    private static final int LAST_YEAR = 2150;

    private TermsOfYear() {}

    /** In the order of the days from which they hold; those that were registered where the agreement has no such year. */
    static List<Terms> of(Known known, AdjustmentBasis basis, int year) {
        int meant = atTheLatest(year);
        LocalDate last = firstDay(known, basis, meant + 1).minusDays(1);
        List<Terms> held = known.life().holding(firstDay(known, basis, meant), last).stream()
                .map(Life.Version::terms)
                .toList();
        return held.isEmpty() ? List.of(known.registration().terms()) : held;
    }

    /** Whether years are counted from the agreement's first day: amounts may be by those, percentages never are. */
    static boolean isOfTheContract(Known known, AdjustmentBasis basis) {
        return basis == AdjustmentBasis.COUNCIL_BUDGET_DECISION
                && known.terms().funding().years() == YearKind.CONTRACT;
    }

    /** A year that nobody meant is refused by its own rule; the calendar is not counted up to it. */
    static int atTheLatest(int year) {
        return Math.clamp(year, 1, LAST_YEAR);
    }

    private static LocalDate firstDay(Known known, AdjustmentBasis basis, int year) {
        return isOfTheContract(known, basis)
                ? known.registration().terms().period().first().plusYears(year - 1L)
                : LocalDate.of(year, 1, 1);
    }
}
