package se.iopledger.finance.domain.plan;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.Share;
import se.iopledger.contracts.finance.Share.Rule;

/** {@link Rule#BROKEN_PERIOD_BY_ACTUAL_DAYS}: what of an amount for a time belongs to some of its days. */
@CheckReturnValue
public record BrokenPeriod(LocalDate first, LocalDate last) {
    public long days() {
        return ChronoUnit.DAYS.between(first, last) + 1;
    }

    /** The part of the amount that belongs to the days from one to another, both inside the time. */
    public Money part(Money whole, LocalDate from, LocalDate to) {
        return grownBy(whole, to.plusDays(1)).minus(grownBy(whole, from));
    }

    /** What the amount has grown to before a day: rounded to the öre, half up. */
    private Money grownBy(Money whole, LocalDate day) {
        long passed = ChronoUnit.DAYS.between(first, day);
        long twice = Math.multiplyExact(Math.multiplyExact(whole.ore(), passed), 2L);
        return new Money(Math.floorDiv(Math.addExact(twice, days()), 2 * days()));
    }

    /** A version's share of a tranche that pays for this time, for the days on which the version holds. */
    public Share share(int termsVersion, Money whole, LocalDate from, LocalDate to) {
        boolean all = from.equals(first) && to.equals(last);
        return new Share(
                termsVersion,
                from,
                to,
                Math.toIntExact(new BrokenPeriod(from, to).days()),
                Math.toIntExact(days()),
                whole,
                part(whole, from, to),
                all ? Rule.WHOLE_PERIOD : Rule.BROKEN_PERIOD_BY_ACTUAL_DAYS);
    }
}
