package se.iopledger.finance.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import se.iopledger.contracts.finance.IndexEvent;
import se.iopledger.contracts.finance.IndexEvent.IndexCeased;
import se.iopledger.contracts.finance.IndexEvent.IndexResumed;
import se.iopledger.contracts.finance.IndexValue;
import se.iopledger.contracts.finance.IndexValue.Status;
import se.iopledger.contracts.finance.PriceIndex;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.testing.Clause;
import se.iopledger.finance.domain.index.IndexCommand;
import se.iopledger.finance.domain.index.IndexCommand.CeaseIndex;
import se.iopledger.finance.domain.index.IndexCommand.RecordIndexValues;
import se.iopledger.finance.domain.index.IndexCommand.ResumeIndex;
import se.iopledger.finance.domain.index.IndexDecider;
import se.iopledger.finance.domain.index.IndexId;
import se.iopledger.finance.domain.index.IndexSeries;

/** A price index as it becomes known, one edition after the other. OPI's percentages are SKR's where nothing else is said. */
class IndexDeciderTest {
    private static final String OPI = IndexId.of("0580", PriceIndex.OPI);

    @Clause("LIN-6")
    @Test
    void theYearsOfOpiAreRecordedAsTheyWerePublished() {
        IndexSeries opi = given(record(
                value(2016, "2015-12", "2.6"),
                value(2017, "2016-12", "2.7"),
                value(2018, "2017-12", "2.6"),
                value(2019, "2018-12", "2.7"),
                value(2020, "2019-12", "3.0"),
                value(2021, "2020-12", "1.5"),
                value(2022, "2021-12", "1.9")));

        assertThat(opi.values())
                .extracting(value -> value.percent().toPlainString())
                .containsExactly("2.6", "2.7", "2.6", "2.7", "3.0", "1.5", "1.9");
    }

    /** Both percentages are made up. */
    @Clause("LIN-6")
    @Test
    void aFinalValueTakesThePlaceOfAPreliminaryOneAndALaterEditionThatOfAFinalOne() {
        IndexSeries opi = given(
                record(preliminary(2022, "2021-12", "1.5")),
                record(value(2022, "2021-12", "1.9")),
                record(value(2022, "2022-10", "2.0")));

        assertThat(opi.of(2022)).hasValueSatisfying(value -> {
            assertThat(value.edition()).isEqualTo("2022-10");
            assertThat(value.percent()).isEqualTo("2.0");
        });
        assertThat(opi.recorded()).hasSize(3);
    }

    @Test
    void anEarlierEditionThatIsRecordedLateIsKeptAndDoesNotHold() {
        IndexSeries opi = given(record(value(2022, "2022-10", "2.0")), record(preliminary(2022, "2021-12", "1.5")));

        assertThat(opi.of(2022))
                .hasValueSatisfying(value -> assertThat(value.percent()).isEqualTo("2.0"));
        assertThat(opi.recorded()).hasSize(2);
    }

    @Test
    void whatIsRecordedAlreadyIsNoEvent() {
        IndexSeries opi = given(record(value(2022, "2021-12", "1.9")));

        assertThat(accepted(record(value(2022, "2021-12", "1.90")), opi)).isEmpty();
    }

    @Test
    void oneValueThatIsRefusedKeepsOutAllOthers() {
        refused(
                record(value(2021, "2020-12", "1.5"), value(2022, "2021-12", "1e9")),
                IndexSeries.NONE,
                "PercentMustBeReasonable",
                "/values/1/percent");
    }

    @Test
    void everyFieldHasItsRule() {
        refused(record(), IndexSeries.NONE, "ValuesMustBeGiven", "/values");
        refused(
                record(IntStream.range(0, 201)
                        .mapToObj(number -> value(1990, "2021-12", "1.5"))
                        .toArray(IndexValue[]::new)),
                IndexSeries.NONE,
                "ValuesMustBeGiven",
                "/values");
        refused(record(value(1979, "2021-12", "1.5")), IndexSeries.NONE, "YearMustBeReasonable", "/values/0/year");
        refused(record(value(2101, "2021-12", "1.5")), IndexSeries.NONE, "YearMustBeReasonable", "/values/0/year");
        for (String edition : List.of("december", "2021-13", "2022-13", "2022-12", "1979-12")) {
            refused(
                    record(value(2022, edition, "1.5")),
                    IndexSeries.NONE,
                    "EditionMustBeAMonthThatHasCome",
                    "/values/0/edition");
        }
        for (String percent : List.of("100.1", "-50.1", "1.00001", "1e999999999")) {
            refused(
                    record(value(2022, "2021-12", percent)),
                    IndexSeries.NONE,
                    "PercentMustBeReasonable",
                    "/values/0/percent");
        }
        refused(
                record(new IndexValue(2022, "2021-12", Status.FINAL, BigDecimal.ONE, " ")),
                IndexSeries.NONE,
                "SourceMustBeGiven",
                "/values/0/source");
        refused(
                record(new IndexValue(2022, "2021-12", Status.FINAL, BigDecimal.ONE, "x".repeat(501))),
                IndexSeries.NONE,
                "SourceMustBeGiven",
                "/values/0/source");
    }

    @Test
    void aFinalValueIsCorrectedByALaterEditionOnly() {
        IndexSeries opi = given(record(value(2022, "2021-12", "1.9")));

        refused(record(value(2022, "2021-12", "2.0")), opi, "FinalValueMustOnlyBeCorrectedByALaterEdition", null);
        refused(record(preliminary(2022, "2021-12", "1.9")), opi, "FinalValueMustNotBecomePreliminary", null);
    }

    @Clause("LIN-6")
    @Test
    void anIndexThatCeasedHasNoLaterValuesUntilItIsPublishedAfterAll() {
        IndexSeries opi = given(record(value(2022, "2021-12", "1.9")), ceased(2022));
        assertThat(opi.lastYear()).isEqualTo(2022);
        refused(record(preliminary(2023, "2021-12", "1.0")), opi, "IndexMustBePublishedForTheYear", null);
        assertThat(accepted(ceased(2022), opi)).isEmpty();

        IndexSeries again = after(opi, new ResumeIndex(OPI, PriceIndex.OPI, "SKR", mandate()));

        assertThat(again.lastYear()).isNull();
        assertThat(accepted(new ResumeIndex(OPI, PriceIndex.OPI, "SKR", mandate()), again))
                .isEmpty();
        refused(ceased(2021), again, "NothingMustBeRecordedAfterTheLastYear", null);
        refused(ceased(1900), again, "YearMustBeReasonable", "/lastYear");
        refused(new ResumeIndex(OPI, PriceIndex.OPI, " ", mandate()), again, "SourceMustBeGiven", "/source");
        refused(new CeaseIndex(OPI, PriceIndex.OPI, 2023, " ", mandate()), again, "SourceMustBeGiven", "/source");
    }

    @Test
    void whatNeverCeasedIsNotResumed() {
        assertThatThrownBy(() -> IndexSeries.NONE
                        .after(new IndexResumed(OPI, PriceIndex.OPI, "SKR"))
                        .lastYear())
                .hasMessageContaining("published all the time");
        assertThat(IndexSeries.NONE
                        .after(new IndexCeased(OPI, PriceIndex.OPI, 2022, "SKR"))
                        .lastYear())
                .isEqualTo(2022);
    }

    @Test
    void eachMunicipalityKeepsItsOwn() {
        assertThat(IndexId.of("0580", PriceIndex.OPI))
                .isEqualTo(OPI)
                .isNotEqualTo(IndexId.of("0380", PriceIndex.OPI))
                .isNotEqualTo(IndexId.of("0580", PriceIndex.PKV));
    }

    private static IndexValue value(int year, String edition, String percent) {
        return new IndexValue(year, edition, Status.FINAL, new BigDecimal(percent), "SKR");
    }

    private static IndexValue preliminary(int year, String edition, String percent) {
        return new IndexValue(year, edition, Status.PRELIMINARY, new BigDecimal(percent), "SKR");
    }

    private static IndexCommand record(IndexValue... values) {
        return new RecordIndexValues(OPI, PriceIndex.OPI, List.of(values), mandate());
    }

    private static IndexCommand ceased(int lastYear) {
        return new CeaseIndex(OPI, PriceIndex.OPI, lastYear, "SKR", mandate());
    }

    /** Editions up to October 2022 have come, except where a test says that they have not. */
    private static Mandate mandate() {
        return Mandate.of("officer", LocalDate.parse("2022-11-15"));
    }

    private static IndexSeries given(IndexCommand... commands) {
        IndexSeries series = IndexSeries.NONE;
        for (IndexCommand command : commands) {
            series = after(series, command);
        }
        return series;
    }

    private static IndexSeries after(IndexSeries before, IndexCommand command) {
        IndexSeries series = before;
        for (IndexEvent event : accepted(command, before)) {
            series = series.after(event);
        }
        return series;
    }

    private static List<IndexEvent> accepted(IndexCommand command, IndexSeries series) {
        Decision<IndexEvent> decision = IndexDecider.decide(command, series);
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        return new ArrayList<>(((Decision.Accepted<IndexEvent>) decision).events());
    }

    private static void refused(IndexCommand command, IndexSeries series, String rule, @Nullable String field) {
        Decision<IndexEvent> decision = IndexDecider.decide(command, series);
        assertThat(decision).as(rule).isInstanceOf(Decision.Rejected.class);
        assertThat(((Decision.Rejected<IndexEvent>) decision).rejection().rule())
                .isEqualTo(rule);
        assertThat(((Decision.Rejected<IndexEvent>) decision).rejection().field())
                .isEqualTo(field);
    }
}
