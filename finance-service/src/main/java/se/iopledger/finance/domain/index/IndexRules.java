package se.iopledger.finance.domain.index;

import com.google.errorprone.annotations.CheckReturnValue;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import se.iopledger.contracts.PersonalIdentityNumbers;
import se.iopledger.contracts.finance.IndexValue;
import se.iopledger.contracts.finance.IndexValue.Status;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.finance.domain.index.IndexCommand.CeaseIndex;
import se.iopledger.finance.domain.index.IndexCommand.RecordIndexValues;

/** What forbids an index value. */
@CheckReturnValue
final class IndexRules {
    private static final int FIRST_YEAR = 1980;
    private static final int LAST_YEAR = 2100;
    private static final int MOST_VALUES = 200;
    private static final int MOST_DECIMALS = 4;
    private static final int LONGEST_SOURCE = 500;
    private static final BigDecimal LOWEST = BigDecimal.valueOf(-50);
    private static final BigDecimal HIGHEST = BigDecimal.valueOf(100);

    private IndexRules() {}

    static Optional<Rejection> somethingMustBeRecorded(RecordIndexValues command) {
        int values = command.values().size();
        return when(
                values == 0 || values > MOST_VALUES,
                Rejection.at(
                        "/values", "ValuesMustBeGiven", "from 1 to " + MOST_VALUES + " values are recorded at once"));
    }

    /** @param pointer to the value in the request */
    static Optional<Rejection> brokenBy(IndexValue value, String pointer, Mandate mandate, IndexSeries series) {
        return yearMustBeReasonable(value, pointer)
                .or(() -> editionMustBeAMonth(value, pointer, mandate))
                .or(() -> percentMustBeReasonable(value, pointer))
                .or(() -> sourceMustBeGiven(pointer + "/source", value.source()))
                .or(() -> indexMustBePublishedForTheYear(value, pointer, series))
                .or(() -> finalValueMustOnlyBeCorrectedByALaterEdition(value, pointer, series))
                .or(() -> finalValueMustNotBecomePreliminary(value, pointer, series));
    }

    private static Optional<Rejection> yearMustBeReasonable(IndexValue value, String pointer) {
        return when(
                value.year() < FIRST_YEAR || value.year() > LAST_YEAR,
                Rejection.at(
                        pointer + "/year",
                        "YearMustBeReasonable",
                        "an index prices a year from " + FIRST_YEAR + " to " + LAST_YEAR + ", not " + value.year()));
    }

    private static Optional<Rejection> editionMustBeAMonth(IndexValue value, String pointer, Mandate mandate) {
        Rejection refusal = Rejection.at(
                pointer + "/edition",
                "EditionMustBeAMonthThatHasCome",
                "an edition is the year and month of the publication, as 2021-12, and no later than this month");
        if (!value.edition().matches("[0-9]{4}-[0-9]{2}")) {
            return Optional.of(refusal);
        }
        try {
            YearMonth edition = YearMonth.parse(value.edition());
            return when(edition.getYear() < FIRST_YEAR || edition.isAfter(YearMonth.from(mandate.today())), refusal);
        } catch (DateTimeParseException noMonth) {
            return Optional.of(refusal);
        }
    }

    private static Optional<Rejection> percentMustBeReasonable(IndexValue value, String pointer) {
        BigDecimal percent = value.percent();
        // By its digits first, so that 1e999999999 is never written out.
        boolean broken = percent.scale() > MOST_DECIMALS
                || percent.precision() - (long) percent.scale() > 3
                || percent.compareTo(LOWEST) < 0
                || percent.compareTo(HIGHEST) > 0;
        return when(
                broken,
                Rejection.at(
                        pointer + "/percent",
                        "PercentMustBeReasonable",
                        "a percentage is from " + LOWEST + " to " + HIGHEST + ", with at most " + MOST_DECIMALS
                                + " decimals"));
    }

    static Optional<Rejection> sourceMustBeGiven(String pointer, String source) {
        return when(
                        source.isBlank() || source.length() > LONGEST_SOURCE,
                        Rejection.at(
                                pointer,
                                "SourceMustBeGiven",
                                "say in at most " + LONGEST_SOURCE + " characters where it was read"))
                .or(() -> when(
                        PersonalIdentityNumbers.occurIn(source),
                        Rejection.at(
                                pointer,
                                "PersonalIdentityNumberMustNotBeGiven",
                                "the text holds what reads as a personal identity number; leave it out")));
    }

    private static Optional<Rejection> indexMustBePublishedForTheYear(
            IndexValue value, String pointer, IndexSeries series) {
        Integer lastYear = series.lastYear();
        return when(
                lastYear != null && value.year() > lastYear,
                Rejection.conflict(
                        "IndexMustBePublishedForTheYear",
                        pointer + ": it was recorded that the index is published for " + lastYear + " at the last"));
    }

    private static Optional<Rejection> finalValueMustOnlyBeCorrectedByALaterEdition(
            IndexValue value, String pointer, IndexSeries series) {
        boolean broken = series.of(value.year(), value.edition())
                .filter(known -> known.status() == Status.FINAL)
                .filter(known ->
                        value.status() == Status.FINAL && known.percent().compareTo(value.percent()) != 0)
                .isPresent();
        return when(
                broken,
                Rejection.conflict(
                        "FinalValueMustOnlyBeCorrectedByALaterEdition",
                        pointer + ": the final value of " + value.year() + " in edition " + value.edition()
                                + " is recorded already, with another percentage"));
    }

    private static Optional<Rejection> finalValueMustNotBecomePreliminary(
            IndexValue value, String pointer, IndexSeries series) {
        boolean broken = value.status() == Status.PRELIMINARY
                && series.recorded().stream()
                        .anyMatch(known -> known.year() == value.year()
                                && known.status() == Status.FINAL
                                && known.edition().compareTo(value.edition()) <= 0);
        return when(
                broken,
                Rejection.conflict(
                        "FinalValueMustNotBecomePreliminary",
                        pointer + ": a final value of " + value.year() + " is recorded already"));
    }

    static Optional<Rejection> lastYearMustBeReasonable(int lastYear) {
        return when(
                lastYear < FIRST_YEAR || lastYear > LAST_YEAR,
                Rejection.at(
                        "/lastYear",
                        "YearMustBeReasonable",
                        "an index is published for years from " + FIRST_YEAR + " to " + LAST_YEAR));
    }

    static Optional<Rejection> nothingMustBeRecordedAfterTheLastYear(CeaseIndex command, IndexSeries series) {
        return series.values().stream()
                .filter(value -> value.year() > command.lastYear())
                .findFirst()
                .map(later -> Rejection.conflict(
                        "NothingMustBeRecordedAfterTheLastYear",
                        "a value for " + later.year() + " is recorded; then the index is published for it"));
    }

    private static Optional<Rejection> when(boolean broken, Rejection rejection) {
        return broken ? Optional.of(rejection) : Optional.empty();
    }
}
