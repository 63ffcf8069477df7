package se.iopledger.agreement.domain.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.agreement.domain.finding.Found.found;
import static se.iopledger.agreement.domain.finding.Found.idsOf;
import static se.iopledger.agreement.testing.Five.LIN;
import static se.iopledger.agreement.testing.Five.LUN;
import static se.iopledger.agreement.testing.Five.NOR;
import static se.iopledger.agreement.testing.Five.STO;
import static se.iopledger.agreement.testing.Five.UPP;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.testing.Five;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.agreement.Evidence;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.agreement.Finding.Affects;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;

/** Every gap, contradiction, slip and assumption of the five agreements is found, and nothing that is none. */
final class FindingsOfTheFiveTest {
    @Test
    @Clause({"UPP-1", "UPP-4"})
    void uppsalaDecisionTextSaysThousandsOfKronorAndNoYear() {
        found(UPP, "StatementsMustAgree:the-funding-decided", "UPP-1", "UPP-4")
                .returns(Affects.SCHEDULE, Finding::affects)
                .satisfies(finding -> assertThat(finding.text())
                        .contains("factor of 1 000", "first place", "second place", "3500000000.00", "3500000.00"));
        found(UPP, "DecisionMustNameTheYearItFunds", "UPP-1");
        found(UPP, "ProposedDecisionMustBeAtHand", "UPP-1");
        found(UPP, "DocumentLabelMustNameOneDocument:annex-1", "UPP-1");
        assertThat(idsOf(UPP))
                .filteredOn(id -> id.startsWith("DocumentLabelMustNameOneDocument"))
                .hasSize(1);
    }

    @Test
    @Clause({"UPP-7", "UPP-8"})
    void uppsalaIncomeDoesNotSumInTwoYearsOfThree() {
        found(UPP, "BudgetLinesMustSumToTheStatedTotal:budget-annex-income-2019", "UPP-7")
                .satisfies(finding ->
                        assertThat(finding.text()).contains("income lines of 2019", "7477000.00", "7478000.00"));
        found(UPP, "BudgetLinesMustSumToTheStatedTotal:budget-annex-income-2020", "UPP-7")
                .satisfies(finding -> assertThat(finding.text()).contains("7628000.00", "7627000.00"));
        assertThat(idsOf(UPP)).filteredOn(id -> id.startsWith("BudgetLines")).hasSize(2);
        found(UPP, "SharesMustTotalOneHundredPercent:shares-of-the-income", "UPP-7")
                .satisfies(finding -> assertThat(finding.text()).contains("101 %"));
    }

    @Test
    @Clause({"UPP-7", "UPP-8", "UPP-9"})
    void uppsalaMemoReckonsItsOwnContributionWrongly() {
        found(UPP, "StatedSumMustBeTheSum:the-organisation-s-own-contribution", "UPP-7", "UPP-9")
                .satisfies(finding -> assertThat(finding.text()).contains("3977000.00", "3978000.00"));
        found(UPP, "StatedShareMustBeTheShare:the-organisation-s-share-of-the-total-cost", "UPP-8", "UPP-9")
                .satisfies(finding -> assertThat(finding.text()).contains("53.2 %", "54 %"));
        found(UPP, "StatementsMustAgree:the-organisation-s-own-contribution", "UPP-7", "UPP-9")
                .satisfies(finding -> assertThat(finding.text())
                        .contains("870000.00", "3978000.00", "including state grants")
                        .doesNotContain("factor"));
    }

    @Test
    @Clause({"UPP-2", "UPP-5", "UPP-6", "UPP-10", "UPP-13", "UPP-18"})
    void whatUppsalaLeavesOpen() {
        found(UPP, "RepaymentMustBeRegulated", "UPP-6")
                .satisfies(finding -> assertThat(finding.text()).contains("in advance"));
        found(UPP, "NoticeFormMustBeStated:notice", "UPP-10");
        found(UPP, "UndertakingMustNotStartBeforeThePeriod:interactive-lessons", "UPP-18");
        found(UPP, "DeadlineMustSayFromWhen:youth-meeting-place", "UPP-18");
        found(UPP, "PartyMustStateOrganisationNumber:kommun", "UPP-2");
        found(UPP, "PartyMustStateOrganisationNumber:stadsmission", "UPP-2");
        found(UPP, "SignatureLineMustBeDated:uppsala-kommun", "UPP-2")
                .satisfies(finding -> assertThat(finding.text()).contains("is blank"));
        found(UPP, "SignatureLineMustBeDated:uppsala-stadsmission", "UPP-2");
        found(UPP, "ObligationMustSayHowOften:cooperation-meeting", "UPP-13", "UPP-22");
        found(UPP, "PaymentMonthsMustBeStated", "UPP-6")
                .satisfies(finding -> assertThat(finding.text()).contains("per tertial"));
        found(UPP, "YearlyDecisionMustBeRecorded:2020-stadsmission", "UPP-4", "UPP-5", "UPP-20");
        found(UPP, "YearlyDecisionMustBeRecorded:2021-stadsmission", "UPP-4", "UPP-5", "UPP-20");
    }

    @Test
    @Clause({"UPP-12", "UPP-14", "UPP-16"})
    void whatUppsalaRegulatesIsNoFinding() {
        assertThat(idsOf(UPP))
                .doesNotContain(
                        "FinancialReportingMustBeRegulated",
                        "SteeringGroupMustSayHowItDecides:steering",
                        "BreachMustBeRegulated",
                        "ExitWithoutCauseMustBeRegulated",
                        "ExtensionMustBeRegulated",
                        "FormOfAmendmentsMustBeStated",
                        "AdjustmentMustSayWhenItStarts",
                        "PaymentMustSayAdvanceOrArrears");
    }

    @Test
    @Clause({"LUN-1", "LUN-5"})
    void whatLundLeavesOpenOfPartiesPaymentAndSignatures() {
        found(LUN, "PaymentMonthsMustBeStated", "LUN-5");
        found(LUN, "SignatureLineMustBeDated:socialforvaltningen-i-lund", "LUN-1")
                .satisfies(finding -> assertThat(finding.text()).contains("\"Lund 2020-\""));
        found(LUN, "SignatureLineMustBeDated:kvinnojouren-lund", "LUN-1");
        found(LUN, "PartyMustStateOrganisationNumber:kommun", "LUN-1");
        found(LUN, "PartyMustStateOrganisationNumber:kvinnojouren", "LUN-1");
        found(LUN, "PaymentTermsMustBeStated", "LUN-5");
    }

    @Test
    @Clause({"LUN-8", "LUN-9"})
    void lundHasNoOrdinaryExitAndTwoOrThreeReports() {
        found(LUN, "ExitWithoutCauseMustBeRegulated", "LUN-9", "LUN-10").returns(Affects.EXIT, Finding::affects);
        found(LUN, "TextMustHaveOneReading:the-number-of-reports-a-year", "LUN-8")
                .returns(Affects.OBLIGATIONS, Finding::affects)
                .satisfies(finding -> assertThat(finding.text()).contains("two,", "three,"));
        found(LUN, "ReportMustHaveADate:half-year-report", "LUN-8");
        found(LUN, "ReportMustHaveADate:yearly-report", "LUN-8");
        found(LUN, "ObligationMustSayWhoAnswersForIt:yearly-report", "LUN-8");
    }

    @Test
    @Clause({"LUN-9", "LUN-10"})
    void lundsTwoExitsAreToldApartByTheirCases() {
        assertThat(idsOf(LUN)).doesNotContain("ExitsMustBeToldApart");
        Terms sameCase = Paper.of("LUN")
                .with("/exits/1/inCaseOf", "\"Breach or significantly changed circumstances\"")
                .terms();
        found(sameCase, "ExitsMustBeToldApart", "LUN-9", "LUN-10");
    }

    @Test
    @Clause({"STO-2", "STO-12", "LUN-2"})
    void conditionsThatActivationDoesNotCheckMustBeConfirmed() {
        found(LUN, "ConditionMustBeConfirmed:funds-exist", "LUN-2").returns(Affects.EVIDENCE, Finding::affects);
        found(STO, "ConditionMustBeConfirmed:funds-exist", "STO-2");
        found(STO, "ConditionMustBeConfirmed:prerequisites-remain", "STO-2");
        found(STO, "ConditionMustBeConfirmed:requirement-on-organisation", "STO-12")
                .satisfies(
                        finding -> assertThat(finding.text()).contains("democratic values", "a bankgiro or plusgiro"));
        // LIN-2 asks for the signatures of all, which activation waits for.
        for (Terms terms : List.of(UPP, NOR, LIN)) {
            assertThat(idsOf(terms)).noneMatch(id -> id.startsWith("ConditionMustBeConfirmed"));
        }
    }

    @Test
    @Clause({"NOR-7", "NOR-9", "NOR-10", "NOR-14"})
    void norrtaljeDoesNotSayWhoAccountsReportsPlansAndEvaluates() {
        assertThat(idsOf(NOR))
                .filteredOn(id -> id.startsWith("ObligationMustSayWhoAnswersForIt"))
                .containsExactlyInAnyOrder(
                        "ObligationMustSayWhoAnswersForIt:boundary-list",
                        "ObligationMustSayWhoAnswersForIt:move-in-inspection",
                        "ObligationMustSayWhoAnswersForIt:evaluation",
                        "ObligationMustSayWhoAnswersForIt:half-yearly-account",
                        "ObligationMustSayWhoAnswersForIt:annual-report",
                        "ObligationMustSayWhoAnswersForIt:activity-plan",
                        "ObligationMustSayWhoAnswersForIt:satisfaction-survey");
    }

    @Test
    @Clause({"LUN-5", "LUN-8", "LUN-11"})
    void lundRefersToDocumentsThatAreNotThere() {
        found(LUN, "DocumentMustBeAtHand:budget", "LUN-11");
        found(LUN, "DocumentMustBeAtHand:plan", "LUN-11");
        found(LUN, "DocumentMustBeAtHand:template-of-the-half-year-report", "LUN-8");
        found(LUN, "DocumentMustBeAtHand:template-of-the-yearly-report", "LUN-8");
        found(LUN, "DocumentMustBeAtHand:invoice-routine", "LUN-5");
        assertThat(idsOf(LUN))
                .filteredOn(id -> id.startsWith("DocumentMustBeAtHand"))
                .as("the agreement itself is at hand")
                .hasSize(5);
    }

    @Test
    @Clause({"LUN-4", "LUN-10"})
    void lundDoesNotSayWhenAdjustmentStartsNorWhoRepaysWhat() {
        found(LUN, "AdjustmentMustSayWhenItStarts", "LUN-4").returns(Affects.ADJUSTED_AMOUNT, Finding::affects);
        found(LUN, "RepaymentMustSayWhoRepays:rescission-for-breach-not-remedied-without-delay", "LUN-10");
        found(LUN, "RepaymentMustSayWhichShare:rescission-for-breach-not-remedied-without-delay", "LUN-10");
        assertThat(idsOf(LUN)).doesNotContain("RepaymentCausesMustBeToldApart");
    }

    @Test
    @Clause("NOR-13")
    void norrtaljesSignaturesHoldAStrangerAndTwoDates() {
        found(NOR, "SignatureMustBelongToAParty:stadsmissionens-skolstiftelse", "NOR-13");
        found(NOR, "SignatureDatesMustAgree:norrtalje-kommun", "NOR-13")
                .satisfies(finding -> assertThat(finding.text()).contains("2021-06-23", "2021-06-24"));
        assertThat(idsOf(NOR)).noneMatch(id -> id.startsWith("SignatureLineMustBeDated"));
    }

    @Test
    @Clause({"NOR-4", "NOR-5", "NOR-6"})
    void norrtaljesPremisesAndMonths() {
        found(NOR, "ContributionInKindMustHaveAValue:kommun-premises", "NOR-6");
        found(NOR, "CostMustNotBeBorneTwice:premises", "NOR-5", "NOR-6");
        assertThat(idsOf(NOR))
                .filteredOn(id -> id.startsWith("CostMustNotBeBorneTwice"))
                .as("of the five lines of the budget")
                .hasSize(1);
        found(NOR, "ContractMonthsMustBeCalendarMonths", "NOR-4")
                .satisfies(finding -> assertThat(finding.text()).contains("36 months", "37 calendar months"));
        found(NOR, "PaymentMustSayAdvanceOrArrears", "NOR-4");
    }

    @Test
    @Clause({"NOR-8", "NOR-9", "NOR-10", "NOR-14", "NOR-17"})
    void whatNorrtaljeLeavesOpenOrContradicts() {
        found(NOR, "StatementsMustAgree:the-steering-group-s-mandate", "NOR-9", "NOR-17")
                .satisfies(finding -> assertThat(finding.text())
                        .contains("\"discusses strongly changed conditions and proposes changes\""
                                + " (the clause on changed conditions)"));
        found(NOR, "PaymentTermsMustBeStated", "NOR-4");
        found(NOR, "ExtensionMustBeRegulated", "NOR-2");
        found(NOR, "FormOfAmendmentsMustBeStated");
        found(NOR, "ReferenceMustLeadSomewhere:early-termination", "NOR-8").returns(Affects.EXIT, Finding::affects);
        found(NOR, "ReportMonthMustNotStraddleStartOrEnd:half-yearly-account", "NOR-10")
                .satisfies(finding -> assertThat(finding.text()).contains("start 2021-09-15 and end 2024-09-14"));
        found(NOR, "ObligationMustSayHowOften:satisfaction-survey", "NOR-14");
    }

    @Test
    @Clause({"NOR-8", "NOR-11"})
    void whatNorrtaljeRegulatesIsNoFinding() {
        assertThat(idsOf(NOR))
                .doesNotContain(
                        "NoticeFormMustBeStated:notice",
                        "NoticePeriodMustBeStated:notice",
                        "RepaymentMustBeRegulated",
                        "FinancialReportingMustBeRegulated",
                        "ReportMonthMustNotStraddleStartOrEnd:annual-report")
                .noneMatch(id -> id.startsWith("RepaymentMust"))
                .noneMatch(id -> id.startsWith("ReportMustHaveADate"))
                .noneMatch(id -> id.startsWith("PartyMustStateOrganisationNumber"));
    }

    @Test
    @Clause({"LIN-3", "LIN-6"})
    void linkopingsIndexCanBeReadInTwoWaysTwice() {
        found(LIN, "AdjustmentMustHaveOneStart", "LIN-6")
                .returns(Affects.ADJUSTED_AMOUNT, Finding::affects)
                .satisfies(finding -> assertThat(finding.text()).contains("2022-07-01", "2022-10-01"));
        found(LIN, "AdjustmentMustHaveOneScope", "LIN-6", "LIN-3", "LIN-4")
                .satisfies(finding -> assertThat(finding.text()).contains("2 150 000"));
    }

    @Test
    @Clause({"LIN-3", "LIN-5", "LIN-9"})
    void linkopingsYearsDoNotFitItsPeriod() {
        found(LIN, "PaymentMonthMustFallInEveryYear", "LIN-5")
                .satisfies(finding -> assertThat(finding.text())
                        .contains("once a year: 2022-07 and 2023-07 fall in", "2021-07 falls outside"));
        found(LIN, "GoalMustBeReachableInThePeriod:long-term-effect-goals-over-2-years", "LIN-9");
        found(LIN, "BudgetMustCoverEveryYear:cost-table", "LIN-3")
                .satisfies(finding -> assertThat(finding.text()).contains("2021 only", "2022, 2023"));
    }

    @Test
    @Clause({"LIN-1", "LIN-7", "LIN-8"})
    void whatLinkopingLeavesOpen() {
        found(LIN, "NoticePeriodMustBeStated:changed-conditions", "LIN-8");
        found(LIN, "BreachMustBeRegulated", "LIN-8");
        found(LIN, "RepaymentMustBeRegulated", "LIN-5");
        found(LIN, "FinancialReportingMustBeRegulated", "LIN-3", "LIN-4", "LIN-5", "LIN-6");
        found(LIN, "FormOfAmendmentsMustBeStated");
        for (String party : List.of("kommun", "stadsmission", "pastorat")) {
            found(LIN, "PartyMustStateOrganisationNumber:" + party, "LIN-1");
        }
        assertThat(idsOf(LIN))
                .contains(
                        "SignatureLineMustBeDated:linkopings-kommun",
                        "SignatureLineMustBeDated:linkopings-stadsmission",
                        "SignatureLineMustBeDated:linkopings-domkyrkopastorat");
    }

    @Test
    @Clause({"STO-1", "STO-4"})
    void stockholmsAnnexesAreMissingAndWithThemMoneyAndUndertakings() {
        found(STO, "AmountsMustBeRegistered", "STO-4").returns(Affects.SCHEDULE, Finding::affects);
        found(STO, "DocumentMustBeAtHand:annex-of-the-foundation", "STO-1", "STO-4")
                .returns(Affects.SCHEDULE, Finding::affects);
        found(STO, "DocumentMustBeAtHand:annex-of-the-board-s-units", "STO-1");
        found(STO, "UndertakingsMustBeStated", "STO-1", "STO-4");
        found(STO, "SignatureLineMustBeDated:stockholms-stad", "STO-1")
                .satisfies(finding -> assertThat(finding.text()).contains("\"den / 2021\""));
        found(STO, "SignatureMustBeForTheRepresentingBody:stockholms-stad", "STO-1")
                .satisfies(finding -> assertThat(finding.text()).contains("socialförvaltningen", "socialnämnden"));
    }

    @Test
    @Clause({"STO-2", "STO-3", "STO-7", "STO-8", "STO-9"})
    void stockholmHasSeveralExitsAndSeveralCausesOfRepayment() {
        found(STO, "ExitsMustBeToldApart", "STO-3", "STO-8", "STO-9", "STO-2")
                .satisfies(finding -> assertThat(finding.text())
                        .contains("4 ways out", "by 09-14", "4 months", "remediation plan", "funds"));
        found(STO, "RepaymentCausesMustBeToldApart", "STO-7", "STO-9");
        found(STO, "AutomaticExtensionMustCheckThatFundsExist", "STO-3", "STO-2");
    }

    @Test
    @Clause({"STO-10", "STO-11"})
    void whatStockholmLeavesOpenOfDecidingAndReporting() {
        found(STO, "SteeringGroupMustSayHowItDecides:steering", "STO-6", "STO-8", "STO-10", "STO-14", "STO-16");
        for (String report : List.of("cooperation-report", "development-report", "financial-account")) {
            assertThat(idsOf(STO)).contains("ReportMustHaveADate:" + report);
        }
        found(STO, "ReportMustHaveADate:yearly-compilation", "STO-11", "STO-18");
        found(STO, "ObligationMustSayHowOften:cooperation-meeting", "STO-10");
    }

    @Test
    @Clause({"UPP-6", "LUN-5", "NOR-3", "NOR-4", "LIN-5"})
    void everyChosenDefaultIsShownAsAnAssumption() {
        for (Terms terms : Five.ALL) {
            assertThat(Findings.of(terms))
                    .filteredOn(finding -> finding.rule().equals("AssumptionMustBeConfirmed"))
                    .hasSameSizeAs(terms.defaults())
                    .allSatisfy(finding -> assertThat(finding.affects()).isEqualTo(Affects.SCHEDULE));
        }
        found(NOR, "AssumptionMustBeConfirmed:contract-years", "NOR-3", "NOR-4")
                .satisfies(finding -> assertThat(finding.text())
                        .contains("a year is a contract year", "amounts are given for year 1"));
    }

    @Test
    void everyFindingIsAboutClausesThatTheAgreementHas() {
        for (Terms terms : Five.ALL) {
            Set<String> known = new HashSet<>();
            Pattern.compile("\\b" + terms.shortName() + "-[0-9]+\\b")
                    .matcher(Paper.text(terms.shortName() + ".yaml"))
                    .results()
                    .forEach(match -> known.add(match.group()));
            assertThat(Findings.of(terms)).isNotEmpty().allSatisfy(finding -> {
                assertThat(known).containsAll(finding.clauses());
                assertThat(finding.text()).isNotBlank().endsWith(".").doesNotContain("null", "..");
                assertThat(finding.id()).startsWith(finding.rule()).matches("[A-Za-z]+(:[a-z0-9]+(-[a-z0-9]+)*)?");
            });
        }
    }

    @Test
    void findingsHaveIdsOfTheirOwnAndAreTheSameEveryTime() {
        for (Terms terms : Five.ALL) {
            assertThat(Findings.of(terms)).extracting(Finding::id).doesNotHaveDuplicates();
            assertThat(Findings.of(terms)).isEqualTo(Findings.of(terms));
        }
        Terms twoBlankLines = Paper.of("UPP")
                .with("/signatureLines/-", "{\"organisation\":\"Uppsala kommun\",\"party\":\"kommun\",\"clauses\":[]}")
                .terms();
        assertThat(Findings.of(twoBlankLines))
                .extracting(Finding::id)
                .contains("SignatureLineMustBeDated:uppsala-kommun", "SignatureLineMustBeDated:uppsala-kommun-2");
    }

    @Test
    @Clause("UPP-4")
    void aPlanBelowTheFloorIsAFinding() {
        Terms lower = Paper.of("UPP")
                .with("/funding/grants/1/amount", "\"3499999.99\"")
                .terms();
        found(lower, "PlanMustNotFallBelowTheFloor:2020-stadsmission", "UPP-4", "UPP-5", "UPP-20");
        assertThat(idsOf(UPP)).noneMatch(id -> id.startsWith("PlanMustNotFall"));
    }

    @Test
    @Clause("UPP-4")
    void theFloorIsWhatWasDecidedAndNotWhatWasPlanned() {
        Paper belowThePlanOnly = Paper.of("UPP").with("/funding/grants/2/amount", "\"3500000.00\"");
        assertThat(idsOf(belowThePlanOnly.terms())).noneMatch(id -> id.startsWith("PlanMustNotFall"));
        Terms belowTheDecided = Paper.of("UPP")
                .with("/funding/grants/1/amount", "\"3400000.00\"")
                .with("/funding/grants/2/amount", "\"3450000.00\"")
                .terms();
        found(belowTheDecided, "PlanMustNotFallBelowTheFloor:2021-stadsmission", "UPP-4", "UPP-5", "UPP-20")
                .satisfies(finding -> assertThat(finding.text()).contains("3500000.00 decided for year 2019"));
        Terms belowALaterDecision = belowThePlanOnly
                .with("/funding/grants/1/standing", "\"COMMITTED\"")
                .terms();
        found(belowALaterDecision, "PlanMustNotFallBelowTheFloor:2021-stadsmission", "UPP-4", "UPP-5", "UPP-20")
                .satisfies(finding -> assertThat(finding.text()).contains("3570000.00 decided for year 2020"));
    }

    @Test
    @Clause("UPP-4")
    void anAmountStatedElsewhereIsComparedWithTheGrants() {
        Terms other =
                Paper.of("UPP").with("/statements/0/amount", "\"3600000.00\"").terms();
        found(other, "StatedAmountMustBeWhatIsGranted:the-funding-decided-the-agreement", "UPP-4")
                .satisfies(finding -> assertThat(finding.text())
                        .contains("states 3600000.00")
                        .contains("the grants of the agreement sum to 3500000.00"));
        assertThat(idsOf(UPP)).noneMatch(id -> id.startsWith("StatedAmountMustBe"));
    }

    @Test
    @Clause("UPP-1")
    void whatIsMendedInThePaperIsNoLongerFound() {
        Terms mended = Paper.of("UPP")
                .with("/decision/decidedOn", "\"2018-09-19\"")
                .with("/decision/fundingYear", "2019")
                .with("/parties/0/organisationNumber", "\"212000-0217\"")
                .with("/exits/0/form", "\"WRITTEN\"")
                .terms();
        assertThat(Findings.of(mended))
                .extracting(Finding::id)
                .doesNotContain(
                        "ProposedDecisionMustBeAtHand",
                        "DecisionMustNameTheYearItFunds",
                        "PartyMustStateOrganisationNumber:kommun",
                        "NoticeFormMustBeStated:notice");
    }

    @Test
    void onlyAssumedEvidenceIsAFinding() {
        Evidence document = new Evidence(Evidence.Kind.DOCUMENT, null, null, null);
        assertThat(Findings.ofApproval(UPP, document)).isEmpty();
        assertThat(Findings.ofSignature(UPP, "kommun", document)).isEmpty();
        Evidence assumed = new Evidence(Evidence.Kind.ASSUMED, "taken over", null, null);
        assertThat(Findings.ofApproval(UPP, assumed))
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).contains("taken over"));
        Terms linesInTwoPlaces = Paper.of("UPP")
                .with("/signatureLines/1/clauses", "[\"UPP-22\"]")
                .terms();
        assertThat(Findings.ofSignature(linesInTwoPlaces, "kommun", assumed))
                .singleElement()
                .returns(Affects.EVIDENCE, Finding::affects)
                .returns(List.of("UPP-2"), Finding::clauses);
    }
}
