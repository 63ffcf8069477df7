package se.iopledger.agreement.domain.exit;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Optional;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.extend.Extending;
import se.iopledger.contracts.terms.ExitRule;
import se.iopledger.contracts.terms.ExtensionRule;
import se.iopledger.contracts.terms.Terms;

/**
 * The last day by a notice, from the terms and the day of the notice alone: it is the same whenever the notice is
 * recorded.
 *
 * @param calculation how it was reckoned, for a person
 */
@CheckReturnValue
record LastDayByNotice(LocalDate lastDay, String calculation) {
    /** Empty where the rule states no period, or no end is left that the notice could still bring about. */
    static Optional<LastDayByNotice> of(Known known, ExitRule exit, LocalDate givenOn) {
        Integer months = exit.noticeMonths();
        MonthDay noticeBy = exit.noticeBy();
        if (months != null) {
            // A time in months ends on the day with the same number, or on the month's last (SFS 1930:173, section 1).
            LocalDate lastDay = givenOn.plusMonths(months);
            return Optional.of(new LastDayByNotice(lastDay, months + " months from " + givenOn + " is " + lastDay));
        }
        return noticeBy == null ? Optional.empty() : atTheEndOfARun(known.termsOn(givenOn), noticeBy, givenOn);
    }

    /** STO-3: by the day of notice before it, the first end that an extension would otherwise carry further. */
    private static Optional<LastDayByNotice> atTheEndOfARun(Terms terms, MonthDay noticeBy, LocalDate givenOn) {
        ExtensionRule rule = terms.extension();
        LocalDate end = terms.period().last();
        while (rule != null && Extending.reachesBeyond(end, rule)) {
            LocalDate latest = NoticeDays.latestOnOrBefore(end, noticeBy);
            if (!givenOn.isAfter(latest)) {
                return Optional.of(new LastDayByNotice(
                        end, "given on " + givenOn + ", by " + latest + ": no extension after " + end));
            }
            end = Extending.lastDayOfExtension(rule, end.plusDays(1));
        }
        return Optional.empty();
    }
}
