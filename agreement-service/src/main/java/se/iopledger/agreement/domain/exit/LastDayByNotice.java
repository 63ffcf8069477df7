package se.iopledger.agreement.domain.exit;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Optional;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.extend.Run;
import se.iopledger.contracts.terms.ExitRule;

/**
 * The last day by a notice, from the day of the notice and what the parties had agreed on by then: it is the same whenever
 * the notice is recorded.
 *
 * @param calculation how it was reckoned, for a person
 */
@CheckReturnValue
record LastDayByNotice(LocalDate lastDay, String calculation) {
    /**
     * The way out with this id, by what the parties had agreed on by a day: an amendment that was signed before a notice
     * gives its period, also where it was recorded later, and one that was signed after it does not.
     */
    static Optional<ExitRule> rule(Known known, String exit, LocalDate day) {
        return Run.asOf(known, day).known().termsOn(day).exits().stream()
                .filter(rule -> rule.id().equals(exit))
                .findFirst();
    }

    /** Empty where the rule states no period, or no end is left that the notice could still bring about. */
    static Optional<LastDayByNotice> of(Known known, ExitRule exit, LocalDate givenOn) {
        Integer months = exit.noticeMonths();
        MonthDay noticeBy = exit.noticeBy();
        if (months != null) {
            // A time in months ends on the day with the same number, or on the month's last (SFS 1930:173, section 1).
            LocalDate lastDay = givenOn.plusMonths(months);
            return Optional.of(new LastDayByNotice(lastDay, months + " months from " + givenOn + " is " + lastDay));
        }
        return noticeBy == null ? Optional.empty() : atTheEndOfARun(Run.asOf(known, givenOn), noticeBy, givenOn);
    }

    /** STO-3: by the day of notice before it, the first end that an extension would otherwise carry further. */
    private static Optional<LastDayByNotice> atTheEndOfARun(Run asItStood, MonthDay noticeBy, LocalDate givenOn) {
        Run run = asItStood;
        for (Optional<Run> next = run.extended(); next.isPresent(); next = run.extended()) {
            LocalDate latest = NoticeDays.latestOnOrBefore(run.end(), noticeBy);
            if (!givenOn.isAfter(latest)) {
                return Optional.of(new LastDayByNotice(
                        run.end(), "given on " + givenOn + ", by " + latest + ": no extension after " + run.end()));
            }
            run = next.get();
        }
        return Optional.empty();
    }
}
