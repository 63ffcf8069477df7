package se.iopledger.reporting.domain;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import se.iopledger.contracts.reporting.DatedObligation;
import se.iopledger.contracts.reporting.DatedObligation.Dating;
import se.iopledger.contracts.terms.Obligation;
import se.iopledger.contracts.terms.Phase;
import se.iopledger.contracts.terms.Recurrence;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.terms.YearKind;

/**
 * Dates every report, meeting and evaluation that terms ask for (UPP-12 to -14, LUN-6 to -8, NOR-7, -9, -10, LIN-7,
 * STO-10, -11).
 *
 * <p>Three rules by name settle what the papers leave open; each derived obligation says in its calculation which one
 * it rests on.
 *
 * <ul>
 *   <li><b>TheYearsLastDayKeepsIt</b>: "at least n times a year" without a date is kept by the year's last day, for
 *       every one of the n. An earlier date would call a party late that has broken nothing; the even spread is shown
 *       as a proposal only.
 *   <li><b>APartYearAsksInProportion</b>: a year or span only partly inside the agreement asks for so many as its
 *       share of days gives, rounded down; where that is none, one undated obligation shows that the paper is silent.
 *   <li><b>AnAccountReachesToTheMonthBefore</b>: an account due in a month covers the whole months since the one before
 *       it, without gap or overlap; the one in whose month the agreement ends covers the rest too (NOR-10).
 * </ul>
 */
@CheckReturnValue
public final class ReportingCalendar {
    /** More than this of one agreement is refused: no paper asks for it, and somebody would have to follow it up. */
    public static final int MOST_OBLIGATIONS = 2_000;

    static final Comparator<DatedObligation> BY_DUE_DATE_UNDATED_LAST = Comparator.comparing(
                    DatedObligation::dueDate, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(DatedObligation::obligationId);

    private ReportingCalendar() {}

    /**
     * What the terms ask for from the agreement's first day to a last one.
     *
     * <p>Only for terms that keep the rules of {@link DerivableTerms}.
     *
     * @param until the agreement's last day: that of its period, or of its latest extension
     * @return in order of due date, the undated ones last; one more than {@link #MOST_OBLIGATIONS} where there are more
     */
    public static List<DatedObligation> of(Terms terms, LocalDate until) {
        return of(terms, until, terms.takeoverDate());
    }

    /** @param takeoverDate what is due before it is settled elsewhere */
    static List<DatedObligation> of(Terms terms, LocalDate until, LocalDate takeoverDate) {
        var agreement = new Span(terms.period().first(), until);
        return terms.obligations().stream()
                .flatMap(obligation -> dueDays(obligation, terms.phaseOf(obligation), agreement)
                        .map(dueDay -> dueDay.of(obligation, takeoverDate)))
                .limit(MOST_OBLIGATIONS + 1L)
                .sorted(BY_DUE_DATE_UNDATED_LAST)
                .toList();
    }

    private static Stream<DueDay> dueDays(Obligation obligation, Optional<Phase> phase, Span agreement) {
        return switch (obligation.due()) {
            case Recurrence.TimesAYear(int times, YearKind years) -> timesAYear(times, years, agreement);
            case Recurrence.InMonths(List<Integer> months) ->
                StatedMonths.dueDays(obligation.kind(), months, agreement);
            case Recurrence.EveryMonths(int months) -> everyMonths(months, agreement);
            case Recurrence.TimesInPeriod(int times) ->
                phase.map(its -> timesInPhase(times, its, agreement)).orElseGet(() -> timesInPeriod(times, agreement));
            case Recurrence.OnceBy(LocalDate date) -> Stream.of(onceBy(date));
            case Recurrence.BeforeStart() -> Stream.of(beforeStart(agreement));
            case Recurrence.Regularly() -> Stream.of(regularly(agreement));
        };
    }

    private static Stream<DueDay> timesAYear(int times, YearKind kind, Span agreement) {
        return years(kind, agreement).flatMap(year -> timesInOneYear(times, year, agreement));
    }

    private static Stream<Year> years(YearKind kind, Span agreement) {
        return switch (kind) {
            case CALENDAR ->
                IntStream.rangeClosed(
                                agreement.first().getYear(), agreement.last().getYear())
                        .mapToObj(year -> new Year(String.valueOf(year), "calendar year " + year, Span.ofYear(year)));
            case CONTRACT ->
                IntStream.iterate(1, number -> number + 1)
                        .mapToObj(number -> Year.contractYear(number, agreement.first()))
                        .takeWhile(year -> !year.whole().first().isAfter(agreement.last()));
        };
    }

    private static Stream<DueDay> timesInOneYear(int times, Year year, Span agreement) {
        Span inside = year.whole().within(agreement).orElseThrow();
        boolean whole = inside.equals(year.whole());
        int asked = whole ? times : (int) (times * inside.days() / year.whole().days());
        if (asked == 0) {
            return Stream.of(DueDay.undated(
                    year.key(),
                    inside,
                    "The paper asks for " + timesInWords(times) + " a year. Of " + year.label() + " only " + inside
                            + " lies within the agreement, and the paper does not say what a part of a year asks for"
                            + " (APartYearAsksInProportion): nothing is dated."));
        }
        String proportion = whole
                ? ""
                : " Only " + inside + " of it lies within the agreement, so that " + asked + " of " + times
                        + (asked == 1 ? " is" : " are") + " asked for (APartYearAsksInProportion).";
        return IntStream.rangeClosed(1, asked)
                .mapToObj(number -> new DueDay(
                        year.key() + "-" + number,
                        number,
                        asked,
                        Optional.of(inside),
                        inside.last(),
                        Dating.LATEST_POSSIBLE,
                        "The paper asks for " + timesInWords(times) + " a year and states no date. " + year.label()
                                + ": the last day that keeps it is " + inside.last() + " (TheYearsLastDayKeepsIt)."
                                + proportion + evenSpread(number, asked, inside)));
    }

    private static String evenSpread(int number, int of, Span span) {
        return number == of
                ? ""
                : " Spread evenly it would fall by " + span.first().plusDays(span.days() * number / of - 1)
                        + ", as a proposal.";
    }

    private static Stream<DueDay> everyMonths(int months, Span agreement) {
        return IntStream.iterate(0, number -> number + 1)
                .mapToObj(number -> new Span(
                        agreement.first().plusMonths((long) number * months),
                        agreement.first().plusMonths((number + 1L) * months).minusDays(1)))
                .takeWhile(span -> !span.first().isAfter(agreement.last()))
                .map(span -> onceIn(span, months, agreement));
    }

    private static DueDay onceIn(Span span, int months, Span agreement) {
        String asked = "The paper asks for at least once in every " + months + " months from " + agreement.first()
                + " and states no date. ";
        Span inside = span.within(agreement).orElseThrow();
        String key = span.first().toString();
        return inside.equals(span)
                ? DueDay.once(
                        key,
                        Optional.of(span),
                        span.last(),
                        Dating.LATEST_POSSIBLE,
                        asked + "Of " + span + " the last day that keeps it is " + span.last() + ".")
                : DueDay.undated(
                        key,
                        inside,
                        asked + "Of " + span + " only " + inside
                                + " lies within the agreement (APartYearAsksInProportion): nothing is dated.");
    }

    private static Stream<DueDay> timesInPeriod(int times, Span agreement) {
        return IntStream.rangeClosed(1, times)
                .mapToObj(number -> new DueDay(
                        agreement.first() + "-" + number,
                        number,
                        times,
                        Optional.of(agreement),
                        agreement.last(),
                        Dating.LATEST_POSSIBLE,
                        "The paper asks for " + timesInWords(times)
                                + " during the agreement and states no date: the last day that keeps it is the agreement's, "
                                + agreement.last() + "." + evenSpread(number, times, agreement)));
    }

    /** An agreement that ends before the phase begins has none: then nothing is asked for. */
    private static Stream<DueDay> timesInPhase(int times, Phase phase, Span agreement) {
        LocalDate last = phase.last() == null ? agreement.last() : phase.last();
        if (last.isBefore(phase.first())) {
            return Stream.empty();
        }
        return new Span(phase.first(), last)
                .within(agreement).stream()
                        .flatMap(inside -> IntStream.rangeClosed(1, times)
                                .mapToObj(number -> new DueDay(
                                        inside.first() + "-" + number,
                                        number,
                                        times,
                                        Optional.of(inside),
                                        inside.last(),
                                        Dating.LATEST_POSSIBLE,
                                        "The paper asks for " + timesInWords(times) + " in \"" + phase.title()
                                                + "\", which begins on " + phase.first()
                                                + (phase.last() == null
                                                        ? " and for which it states no end: the last day that keeps it is the agreement's, "
                                                        : ": the last day that keeps it is ")
                                                + inside.last() + ".")));
    }

    private static DueDay onceBy(LocalDate date) {
        return DueDay.once(
                date.toString(), Optional.empty(), date, Dating.STATED, "The paper states the day: by " + date + ".");
    }

    private static DueDay beforeStart(Span agreement) {
        LocalDate dayBefore = agreement.first().minusDays(1);
        return DueDay.once(
                dayBefore.toString(),
                Optional.empty(),
                dayBefore,
                Dating.STATED,
                "The paper says before the start: the last day before " + agreement.first() + " is " + dayBefore + ".");
    }

    private static DueDay regularly(Span agreement) {
        return DueDay.undated(
                agreement.first().toString(),
                agreement,
                "The paper says regularly, without number or date: nothing can be dated.");
    }

    private static String timesInWords(int times) {
        return times == 1 ? "at least once" : "at least " + times + " times";
    }

    /**
     * @param key what it is called in ids
     * @param whole all of it, also outside the agreement
     */
    private record Year(String key, String label, Span whole) {
        /** Twelve months from the agreement's first day, or from its anniversary. */
        static Year contractYear(int number, LocalDate firstDay) {
            return new Year(
                    String.valueOf(number),
                    "contract year " + number,
                    new Span(
                            firstDay.plusYears(number - 1L),
                            firstDay.plusYears(number).minusDays(1)));
        }
    }
}
