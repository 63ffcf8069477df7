package se.iopledger.agreement.domain.terms;

import java.util.List;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.Commitment;
import se.iopledger.contracts.terms.ExitKind;
import se.iopledger.contracts.terms.ExitRule;
import se.iopledger.contracts.terms.Figure;
import se.iopledger.contracts.terms.Obligation;
import se.iopledger.contracts.terms.Recurrence;
import se.iopledger.contracts.terms.Terms;

/** Rules on undertakings, obligations and exits. */
final class ContentRules {
    /** More often than daily is no obligation that a steering group ever agreed on. */
    private static final int MOST_TIMES = 366;

    private static final int LONGEST_MONTHS = 600;

    private ContentRules() {}

    static List<Rejection> check(Terms terms) {
        Breaches breaches = new Breaches();
        for (int index = 0; index < terms.obligations().size(); index++) {
            recurrence(terms.obligations().get(index), "/obligations/" + index + "/due", breaches);
        }
        for (int index = 0; index < terms.commitments().size(); index++) {
            commitment(terms.commitments().get(index), "/commitments/" + index, breaches);
        }
        for (int index = 0; index < terms.exits().size(); index++) {
            exit(terms.exits().get(index), "/exits/" + index, breaches);
        }
        return breaches.found();
    }

    private static void recurrence(Obligation obligation, String pointer, Breaches breaches) {
        switch (obligation.due()) {
            case Recurrence.TimesAYear due -> timesMustBeCountable(due.times(), pointer, obligation, breaches);
            case Recurrence.TimesInPeriod due -> timesMustBeCountable(due.times(), pointer, obligation, breaches);
            case Recurrence.EveryMonths due ->
                breaches.when(
                        due.months() < 1 || due.months() > LONGEST_MONTHS,
                        pointer + "/months",
                        "IntervalMustBeWholeMonths",
                        "an interval is from 1 to " + LONGEST_MONTHS + " months",
                        obligation.clauses());
            case Recurrence.InMonths due -> months(due, pointer, obligation, breaches);
            case Recurrence.OnceBy _, Recurrence.BeforeStart _, Recurrence.Regularly _ -> {
                // A day, or none: nothing to count.
            }
        }
    }

    private static void timesMustBeCountable(int times, String pointer, Obligation obligation, Breaches breaches) {
        breaches.when(
                times < 1 || times > MOST_TIMES,
                pointer + "/times",
                "TimesMustBeCountable",
                "from 1 to " + MOST_TIMES + " times, this is " + times,
                obligation.clauses());
    }

    private static void months(Recurrence.InMonths due, String pointer, Obligation obligation, Breaches breaches) {
        breaches.when(
                due.months().isEmpty(),
                pointer + "/months",
                "MonthsMustBeNamed",
                "name at least one month",
                obligation.clauses());
        for (int index = 0; index < due.months().size(); index++) {
            int month = due.months().get(index);
            breaches.when(
                    month < 1 || month > 12,
                    pointer + "/months/" + index,
                    "MonthMustBeFromOneToTwelve",
                    "a month is 1 to 12, this is " + month,
                    obligation.clauses());
        }
        breaches.whenRepeated(
                due.months(),
                month -> month,
                _ -> obligation.clauses(),
                new Breaches.Repeated(pointer + "/months/%d", "MonthMustNotBeRepeated", "a month is named once"));
    }

    private static void commitment(Commitment commitment, String pointer, Breaches breaches) {
        for (int index = 0; index < commitment.figures().size(); index++) {
            Figure figure = commitment.figures().get(index);
            breaches.when(
                    figure.to().compareTo(figure.from()) < 0,
                    pointer + "/figures/" + index + "/to",
                    "FigureMustNotEndBelowItsStart",
                    "a range goes from the lower number to the higher",
                    commitment.clauses());
        }
    }

    private static void exit(ExitRule exit, String pointer, Breaches breaches) {
        Integer months = exit.noticeMonths();
        breaches.when(
                months != null && (months < 0 || months > LONGEST_MONTHS),
                pointer + "/noticeMonths",
                "NoticeMonthsMustBeReasonable",
                "notice is from 0 to " + LONGEST_MONTHS + " months",
                exit.clauses());
        breaches.when(
                exit.kind() == ExitKind.NON_EXTENSION && exit.noticeBy() == null && months == null,
                pointer + "/noticeBy",
                "NonExtensionMustSayByWhen",
                "notice that stops an extension needs its last day",
                exit.clauses());
    }
}
