package se.iopledger.finance.domain.plan;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.terms.AdjustmentBasis;
import se.iopledger.contracts.terms.DefaultRule;
import se.iopledger.contracts.terms.Interval;
import se.iopledger.contracts.terms.Manner;
import se.iopledger.contracts.terms.Standing;
import se.iopledger.contracts.terms.StartReading;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.terms.YearKind;

/** Terms by chance, with all that funding depends on. */
public final class AnyTerms {
    private AnyTerms() {}

    /** Agreements of up to four years, whatever they pay, when, to whom and by which rules. */
    public static Arbitrary<Terms> terms() {
        Arbitrary<LocalDate> first = Arbitraries.integers()
                .between(0, 2500)
                .map(days -> LocalDate.parse("2018-01-01").plusDays(days));
        Arbitrary<Set<Integer>> months =
                Arbitraries.integers().between(1, 12).set().ofMaxSize(4);
        Arbitrary<Set<DefaultRule>> defaults = Arbitraries.of(DefaultRule.class).set();
        Arbitrary<List<Long>> amounts = Arbitraries.longs()
                .between(0, 1_000_000_000_00L)
                .list()
                .ofMinSize(12)
                .ofMaxSize(12);
        return Combinators.combine(
                        first,
                        Arbitraries.integers().between(1, 1500),
                        Arbitraries.of(YearKind.class),
                        Arbitraries.of(Interval.class),
                        months,
                        defaults,
                        amounts,
                        Arbitraries.integers().between(0, 63))
                .as(AnyTerms::terms);
    }

    private static <E extends Enum<E>> E nth(int number, Class<E> values) {
        List<E> all = List.copyOf(EnumSet.allOf(values));
        return all.get(number % all.size());
    }

    private static Terms terms(
            LocalDate first,
            int days,
            YearKind years,
            Interval interval,
            Set<Integer> months,
            Set<DefaultRule> defaults,
            List<Long> amounts,
            int coins) {
        LocalDate last = first.plusDays(days);
        TermsOf terms = TermsOf.agreement("any", years, first.toString(), last.toString(), "P-1")
                .takenOver(first.plusDays(days * (coins & 3) / 4).toString())
                .paid(interval, nth(coins, Manner.class), List.copyOf(months), "P-2")
                .choosing(defaults.toArray(DefaultRule[]::new));
        int from = years == YearKind.CALENDAR ? first.getYear() : 1;
        int to = years == YearKind.CALENDAR
                ? last.getYear()
                : 1 + first.until(last).getYears();
        int index = 0;
        for (int year = from; year <= to; year++) {
            Standing standing = (coins & 4) != 0 && year > from ? Standing.PLANNED : Standing.COMMITTED;
            for (String recipient : List.of("förening", "stiftelse")) {
                String amount = new Money(amounts.get(index++)).toString();
                terms.grant(year, recipient, amount, standing, "P-3");
            }
        }
        if ((coins & 8) != 0 && interval != Interval.MONTH) {
            terms.inArrears();
        }
        if ((coins & 16) != 0) {
            terms.adjusted(
                    nth(coins, AdjustmentBasis.class),
                    (coins & 32) != 0,
                    List.of(
                            new StartReading("at once", first, List.of("P-4")),
                            new StartReading("later", first.plusMonths(14), List.of("P-4")),
                            new StartReading("not said", null, List.of("P-4"))),
                    "P-4");
        }
        return terms.build();
    }
}
