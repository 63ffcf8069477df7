package se.iopledger.reporting.domain;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.Obligation;
import se.iopledger.contracts.terms.Recurrence;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.terms.YearKind;

/**
 * Terms that obligations can be derived from. They come from another service's log, so that a rule broken here is no
 * fault of the caller; it is refused all the same rather than derived wrongly.
 */
@CheckReturnValue
public final class DerivableTerms {
    private static final int MOST_TIMES = 366;

    private DerivableTerms() {}

    /**
     * The first rule that the terms break, with the place.
     *
     * @param until the agreement's last day
     */
    public static Optional<Rejection> brokenRule(Terms terms, LocalDate until) {
        if (until.isBefore(terms.period().first())) {
            return Optional.of(Rejection.at(
                    "/period",
                    "AgreementMustNotEndBeforeItStarts",
                    "The last day, " + until + ", lies before the first, "
                            + terms.period().first() + "."));
        }
        return IntStream.range(0, terms.obligations().size())
                .mapToObj(index -> brokenBy(index, terms.obligations()))
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> tooMany(terms, until));
    }

    private static Optional<Rejection> tooMany(Terms terms, LocalDate until) {
        return ReportingCalendar.of(terms, until).size() > ReportingCalendar.MOST_OBLIGATIONS
                ? Optional.of(Rejection.at(
                        "/obligations",
                        "ObligationsMustBeCountable",
                        "The terms ask for more than " + ReportingCalendar.MOST_OBLIGATIONS + " reports and meetings."))
                : Optional.empty();
    }

    private static Optional<Rejection> brokenBy(int index, List<Obligation> obligations) {
        Obligation obligation = obligations.get(index);
        String field = "/obligations/" + index;
        Set<String> earlier = new HashSet<>(
                obligations.subList(0, index).stream().map(Obligation::id).toList());
        if (earlier.contains(obligation.id())) {
            return Optional.of(Rejection.at(
                    field + "/id", "ObligationIdsMustDiffer", "Two obligations have the id " + obligation.id() + "."));
        }
        return Optional.ofNullable(brokenBy(obligation.due(), field + "/due"));
    }

    private static @Nullable Rejection brokenBy(Recurrence due, String field) {
        return switch (due) {
            case Recurrence.TimesAYear(int times, YearKind years) -> timesMustBePossible(times, field);
            case Recurrence.TimesInPeriod(int times) -> timesMustBePossible(times, field);
            case Recurrence.EveryMonths(int months)
            when months < 1 ->
                Rejection.at(
                        field + "/months", "SpanMustBeAtLeastOneMonth", "A span of " + months + " months never ends.");
            case Recurrence.EveryMonths everyMonths -> null;
            case Recurrence.InMonths(List<Integer> months)
            when months.isEmpty() || months.stream().anyMatch(month -> month < 1 || month > 12) ->
                Rejection.at(
                        field + "/months",
                        "MonthsMustBeOneToTwelve",
                        "Months are 1 to 12, at least one: " + months + ".");
            case Recurrence.InMonths inMonths -> null;
            case Recurrence.OnceBy onceBy -> null;
            case Recurrence.BeforeStart beforeStart -> null;
            case Recurrence.Regularly regularly -> null;
        };
    }

    private static @Nullable Rejection timesMustBePossible(int times, String field) {
        return times < 1 || times > MOST_TIMES
                ? Rejection.at(
                        field + "/times",
                        "TimesMustBePossible",
                        "Asked for " + times + " times; 1 to " + MOST_TIMES + " can be followed up.")
                : null;
    }
}
