package se.iopledger.agreement.domain.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.agreement.domain.finding.Found.found;
import static se.iopledger.agreement.domain.finding.Found.rulesOf;

import org.junit.jupiter.api.Test;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.agreement.Finding.Affects;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;

/** Papers that differ from the five in one thing, and with it in what is found. */
final class NearlyTheFiveTest {
    @Test
    @Clause({"NOR-9", "NOR-17", "LUN-8"})
    void whatIsSaidInOnePlaceOnlyContradictsNothing() {
        assertThat(rulesOf(Paper.of("NOR").without("/statements/1").terms())).doesNotContain("StatementsMustAgree");
        assertThat(rulesOf(Paper.of("LUN").without("/statements/1").terms())).doesNotContain("TextMustHaveOneReading");
    }

    @Test
    @Clause("LUN-2")
    void twoPlacesWithOneDateAgreeAndWithTwoDatesDoNot() {
        Paper one = Paper.of("LUN").with("/statements/-", lastDay("the heading", "2023-12-31"));
        assertThat(rulesOf(one.with("/statements/-", lastDay("the clause on time", "2023-12-31"))
                        .terms()))
                .doesNotContain("StatementsMustAgree");
        Terms two = one.with("/statements/-", lastDay("the clause on time", "2023-06-30"))
                .terms();
        found(two, "StatementsMustAgree:the-last-day", "LUN-2")
                .satisfies(finding -> assertThat(finding.text())
                        .contains("2023-12-31 (the heading)", "2023-06-30 (the clause on time)"));
    }

    private static String lastDay(String place, String date) {
        return """
                {"kind": "DATE", "subject": "the last day", "place": "%s", "date": "%s", "clauses": ["LUN-2"]}
                """.formatted(place, date);
    }

    @Test
    @Clause({"UPP-7", "UPP-8", "UPP-9"})
    void sumsAndSharesThatAreReckonedRightAreNoFindings() {
        Paper right = Paper.of("UPP")
                .with("/statements/5/stated", "\"3977000.00\"")
                .with("/statements/7/percentTotal", "100");
        for (String asExact : new String[] {"53", "53.2", "53.20"}) {
            assertThat(rulesOf(
                            right.with("/statements/6/statedPercent", asExact).terms()))
                    .as("%s %%", asExact)
                    .doesNotContain(
                            "StatedSumMustBeTheSum", "StatedShareMustBeTheShare", "SharesMustTotalOneHundredPercent");
        }
        assertThat(rulesOf(right.with("/statements/6/whole", "\"0.00\"").terms()))
                .as("nothing has no shares")
                .doesNotContain("StatedShareMustBeTheShare");
    }

    @Test
    @Clause("NOR-8")
    void aReferenceThatLeadsSomewhereIsNoFinding() {
        Terms found = Paper.of("NOR").with("/statements/2/found", "true").terms();
        assertThat(rulesOf(found)).doesNotContain("ReferenceMustLeadSomewhere");
    }

    @Test
    @Clause({"LUN-9", "LUN-10"})
    void aNoticeInTheCaseForWhichOneMayRescindIsToldApartFromRescinding() {
        Terms oneForBreach = Paper.of("LUN")
                .with("/exits/0/kind", "\"NOTICE\"")
                .with("/exits/0/inCaseOf", "\"breach not remedied without delay\"")
                .terms();
        assertThat(rulesOf(oneForBreach)).doesNotContain("ExitsMustBeToldApart");
    }

    @Test
    @Clause({"NOR-5", "NOR-6"})
    void premisesWithAValueOrInTheBudgetOfWhoProvidesThemAreNoFinding() {
        Terms valued = Paper.of("NOR")
                .with("/contributions/0/valueAYear", "\"9000.00\"")
                .terms();
        assertThat(rulesOf(valued)).doesNotContain("ContributionInKindMustHaveAValue");
        Terms itsOwn = Paper.of("NOR").with("/budgets/0/party", "\"kommun\"").terms();
        assertThat(rulesOf(itsOwn)).doesNotContain("CostMustNotBeBorneTwice");
    }

    @Test
    @Clause("LIN-6")
    void anIndexWithOneScopeAndNoDayHasNothingToChooseBetween() {
        Terms undated = Paper.of("LIN")
                .without("/funding/adjustment/scopeReadings/1")
                .without("/funding/adjustment/startReadings/0/from")
                .without("/funding/adjustment/startReadings/1/from")
                .terms();
        found(undated, "AdjustmentMustSayWhenItStarts", "LIN-6").returns(Affects.ADJUSTED_AMOUNT, Finding::affects);
        assertThat(rulesOf(undated)).doesNotContain("AdjustmentMustHaveOneStart", "AdjustmentMustHaveOneScope");
    }

    @Test
    @Clause({"LIN-3", "LIN-4", "UPP-4"})
    void theFloorOfOneRecipientIsNotThatOfAnother() {
        Terms floored = Paper.of("LIN")
                .with("/funding/adjustment/neverBelowYearBefore", "true")
                .terms();
        assertThat(rulesOf(floored)).doesNotContain("PlanMustNotFallBelowTheFloor");
    }

    @Test
    @Clause({"NOR-2", "NOR-10"})
    void onlyTheEndOfThePeriodThatCutsAMonthIsNamed() {
        Paper wholeStart = Paper.of("NOR").with("/period/first", "\"2021-09-01\"");
        Paper wholeEnd = Paper.of("NOR").with("/period/last", "\"2024-08-31\"");
        String account = "ReportMonthMustNotStraddleStartOrEnd:half-yearly-account";
        found(wholeEnd.terms(), account, "NOR-10")
                .satisfies(finding -> assertThat(finding.text()).contains("the agreement's start 2021-09-15 cut:"));
        found(wholeStart.terms(), account, "NOR-10")
                .satisfies(finding -> assertThat(finding.text()).contains("the agreement's end 2024-09-14 cut:"));
        assertThat(rulesOf(wholeStart.with("/period/last", "\"2024-08-31\"").terms()))
                .doesNotContain("ReportMonthMustNotStraddleStartOrEnd");
    }

    @Test
    @Clause({"LUN-5", "LUN-8", "LUN-11", "LUN-12"})
    void undertakingsThatAreNotStatedMayStandInADocumentThatIsMissing() {
        Terms none = Paper.of("LUN").with("/commitments", "[]").terms();
        found(none, "UndertakingsMustBeStated", "LUN-5", "LUN-8", "LUN-11");
    }

    @Test
    @Clause({"LUN-5", "LUN-10"})
    void aStopOfPaymentsIsNoRuleOnRepayment() {
        Terms stop =
                Paper.of("LUN").with("/remedies/0/kind", "\"PAYMENT_STOP\"").terms();
        found(stop, "RepaymentMustBeRegulated", "LUN-5");
        assertThat(rulesOf(stop)).noneMatch(rule -> rule.startsWith("RepaymentMustSay"));
    }
}
