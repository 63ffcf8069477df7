package se.iopledger.agreement.domain.need;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.agreement.domain.Story.REGISTRAR;
import static se.iopledger.agreement.domain.Story.given;
import static se.iopledger.agreement.domain.Story.givenActive;
import static se.iopledger.agreement.domain.Story.register;
import static se.iopledger.agreement.testing.Five.LUN;
import static se.iopledger.agreement.testing.Five.NOR;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.AgreementId;
import se.iopledger.agreement.domain.AmendmentCommand.CallForRenegotiation;
import se.iopledger.agreement.domain.NeedCommand.AnalyseNeeds;
import se.iopledger.agreement.domain.Story;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.agreement.AmendmentEvent.Cause;
import se.iopledger.contracts.agreement.AmendmentEvent.RenegotiationCalled;
import se.iopledger.contracts.agreement.NeedEvent.NeedsAnalysed;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.Phase;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;

/** Norrtälje's parties analyse the needs together after the first year, and may adjust the agreement where they changed. */
final class NeedsTest {
    private static final List<String> BOTH = List.of("kommun", "stadsmission");

    @Test
    @Clause("NOR-12")
    void thePeriodHasItsPhasesAndTheAnalysisComesAfterTheFirstYear() {
        assertThat(NOR.phases().stream().map(Phase::first))
                .containsExactly(day("2021-09-15"), day("2022-01-01"), day("2022-09-15"));
        assertThat(NOR.phases().stream().limit(2).map(Phase::last))
                .containsExactly(day("2021-12-31"), day("2022-04-30"));
        Story active = givenActive(NOR);
        active.when(analysis("2022-09-14", "2022-09-20", BOTH, true))
                .thenRejected("AnalysisMustFallInItsPhase")
                .satisfies(refused -> assertThat(refused.clauses()).containsExactly("NOR-12"));
        active.when(analysis("2022-09-15", "2022-09-20", BOTH, true)).then(NeedsAnalysed.class);
    }

    @Test
    @Clause("NOR-12")
    void changedNeedsGiveARightToAdjust() {
        Story active = givenActive(NOR);
        active.when(call("2022-10-01"))
                .thenRejected("RenegotiationMustBeInTheTerms")
                .satisfies(refused -> assertThat(refused.clauses()).containsExactly("NOR-12"));
        Story unchanged =
                active.when(analysis("2022-10-01", "2022-10-01", BOTH, false)).then(NeedsAnalysed.class);
        unchanged.when(call("2022-10-01")).thenRejected("RenegotiationMustBeInTheTerms");
        Story changed =
                active.when(analysis("2022-10-01", "2022-10-03", BOTH, true)).then(NeedsAnalysed.class);
        assertThat(changed.when(call("2022-10-03"))
                        .then(RenegotiationCalled.class)
                        .history()
                        .getLast())
                .isInstanceOfSatisfying(RenegotiationCalled.class, called -> {
                    assertThat(called.cause()).isEqualTo(Cause.NEEDS_CHANGED);
                    assertThat(called.clauses()).containsExactly("NOR-12");
                });
        // What was found last counts, whatever was recorded first.
        changed.when(analysis("2023-10-01", "2023-10-01", BOTH, false))
                .happens()
                .when(call("2023-10-02"))
                .thenRejected("RenegotiationMustBeInTheTerms");
        changed.when(analysis("2022-09-20", "2023-10-01", BOTH, false))
                .happens()
                .when(call("2023-10-02"))
                .then(RenegotiationCalled.class);
        // A mistaken analysis gives no right.
        changed.whenVoided(NeedsAnalysed.class)
                .happens()
                .when(call("2022-10-03"))
                .thenRejected("RenegotiationMustBeInTheTerms");
    }

    @Test
    @Clause("NOR-12")
    void theAnalysisIsMadeTogether() {
        for (List<String> some : List.of(List.of("kommun"), List.<String>of(), List.of("kommun", "nobody"))) {
            givenActive(NOR)
                    .when(analysis("2022-10-01", "2022-10-01", some, true))
                    .thenRejected("AnalysisMustBeJoint")
                    .satisfies(refused -> assertThat(refused.clauses()).containsExactly("NOR-12"));
        }
    }

    @Test
    @Clause("NOR-12")
    void theAnalysisComesInItsPhaseAndCountsFromItsDay() {
        Terms bounded = Paper.of("NOR").with("/phases/2/last", "\"2022-12-31\"").terms();
        givenActive(bounded)
                .when(analysis(bounded, "2023-01-01", "2023-01-01", BOTH, true))
                .thenRejected("AnalysisMustFallInItsPhase")
                .satisfies(refused ->
                        assertThat(refused.detail()).contains("begins on 2022-09-15 and ends on 2022-12-31, this"));
        givenActive(bounded)
                .when(analysis(bounded, "2022-12-31", "2023-01-01", BOTH, true))
                .then(NeedsAnalysed.class);
        givenActive(NOR)
                .when(analysis("2022-09-14", "2022-09-20", BOTH, true))
                .thenRejected("AnalysisMustFallInItsPhase")
                .satisfies(refused -> assertThat(refused.detail()).contains("begins on 2022-09-15, this"));
        givenActive(NOR)
                .when(analysis("2022-10-01", "2022-10-03", BOTH, true))
                .happens()
                .when(call("2022-09-30"))
                .thenRejected("RenegotiationMustBeInTheTerms");
    }

    @Test
    @Clause({"NOR-7", "NOR-12"})
    void whatElseHasAPhaseIsNoAnalysis() {
        Terms inspected = Paper.of("NOR")
                .with("/obligations/1/title", "\"Phase 1, mapping of needs\"")
                .terms();
        givenActive(inspected)
                .when(analysis(inspected, "2022-10-01", "2022-10-01", BOTH, true))
                .then(NeedsAnalysed.class);
    }

    @Test
    void whereThePaperAsksForNoneThereIsNone() {
        givenActive(LUN)
                .when(analysis(LUN, "2022-10-01", "2022-10-01", BOTH, true))
                .thenRejected("AnalysisMustBeInTheTerms");
        given(register(NOR))
                .when(analysis("2022-10-01", "2022-10-01", BOTH, true))
                .thenRejected("AgreementMustHaveBeenInForce");
        givenActive(NOR)
                .when(analysis("2022-10-02", "2022-10-01", BOTH, true))
                .thenRejected("DateMustNotBeInTheFuture");
    }

    private static AnalyseNeeds analysis(String on, String today, List<String> by, boolean changed) {
        return analysis(NOR, on, today, by, changed);
    }

    private static AnalyseNeeds analysis(Terms terms, String on, String today, List<String> by, boolean changed) {
        return new AnalyseNeeds(
                AgreementId.of(terms),
                day(on),
                by,
                changed,
                "more families than single persons (simulated)",
                Mandate.of(REGISTRAR, day(today)));
    }

    private static CallForRenegotiation call(String on) {
        return new CallForRenegotiation(
                AgreementId.of(NOR),
                "stadsmission",
                day(on),
                Cause.NEEDS_CHANGED,
                "the activities",
                Mandate.of(REGISTRAR, day(on)));
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }
}
