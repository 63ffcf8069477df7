package se.iopledger.agreement.domain.fund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static se.iopledger.agreement.domain.Story.APPROVER;
import static se.iopledger.agreement.domain.Story.AT_LAST;
import static se.iopledger.agreement.domain.Story.given;
import static se.iopledger.agreement.domain.Story.givenActive;
import static se.iopledger.agreement.domain.Story.register;
import static se.iopledger.agreement.testing.Five.LIN;
import static se.iopledger.agreement.testing.Five.LUN;
import static se.iopledger.agreement.testing.Five.NOR;
import static se.iopledger.agreement.testing.Five.UPP;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.AgreementDecider;
import se.iopledger.agreement.domain.AgreementId;
import se.iopledger.agreement.domain.FundingCommand.DecideFunding;
import se.iopledger.agreement.domain.Story;
import se.iopledger.agreement.domain.settle.Blocking;
import se.iopledger.agreement.domain.settle.Blocking.Standing;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.agreement.AgreementEvent.FindingsRaised;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.agreement.FundingEvent.DecidedGrant;
import se.iopledger.contracts.agreement.FundingEvent.FundingDecided;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.AdjustmentBasis;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;

/** What is decided on the funding of a year, by each agreement's own rule. */
final class FundingDecisionTest {
    @Test
    @Clause({"UPP-4", "UPP-5"})
    void uppsalasYearsAreDecidedByTheCouncilsBudgetAndNeverBelowTheYearBefore() {
        Story active = givenActive(UPP);
        Story decided = active.when(budget(2020, 3_570_000)).then(FundingDecided.class);
        decided.when(budget(2021, 3_569_999))
                .thenRejected("YearMustNotBeBelowTheYearBefore")
                .satisfies(refused -> {
                    assertThat(refused.field()).isEqualTo("/grants/0/amount");
                    assertThat(refused.clauses()).containsExactly("UPP-4");
                });
        decided.when(budget(2021, 3_570_000)).then(FundingDecided.class);
        active.when(budget(2020, 3_499_999)).thenRejected("YearMustNotBeBelowTheYearBefore");
        active.when(budget(2020, 3_500_000)).then(FundingDecided.class);
        // The plan for 2020 is no floor: what was decided last is that of 2019.
        active.when(budget(2021, 3_500_000)).then(FundingDecided.class);
        active.when(budget(2021, 3_499_999)).thenRejected("YearMustNotBeBelowTheYearBefore");
    }

    @Test
    @Clause("UPP-4")
    void aLowerDecisionThatTheCouncilMadeAllTheSameIsAFindingAndLowersNoFloor() {
        Story active = givenActive(UPP);
        Story lower = active.when(budget(2020, 3_000_000, null, true, "2019-11-25", null))
                .then(FundingDecided.class, FindingsRaised.class);
        assertThat(lower.known().findings().getLast()).satisfies(finding -> {
            assertThat(finding.id()).isEqualTo("FundingMustNotBeDecidedBelowTheYearBefore:funding-1");
            assertThat(finding.affects()).isEqualTo(Finding.Affects.SCHEDULE);
            assertThat(finding.clauses()).containsExactly("UPP-4");
        });
        lower.when(budget(2021, 3_499_999)).thenRejected("YearMustNotBeBelowTheYearBefore");
        lower.when(budget(2021, 3_500_000)).then(FundingDecided.class);
        active.when(budget(2020, 3_500_000, null, true, "2019-11-25", null))
                .thenRejected("FloorMustBeBrokenToBeBelowIt");
    }

    @Test
    @Clause("UPP-4")
    void aLaterDecisionForTheSameYearHoldsInsteadAndBothStayKnown() {
        Story decided = givenActive(UPP).when(budget(2020, 3_570_000)).happens();
        decided.when(budget(2020, 3_600_000)).thenRejected("YearMustNotBeDecidedTwice");
        decided.when(budget(2020, 3_600_000, "funding-1", false, "2020-02-01", null))
                .thenRejected("ReplacementMustStateItsReason");
        decided.when(budget(2020, 3_600_000, "funding-1", false, "2019-11-24", "more"))
                .thenRejected("StepMustNotPrecedeTheLast");
        decided.when(budget(2021, 3_600_000, "funding-1", false, "2020-02-01", "more"))
                .thenRejected("ReplacedDecisionMustHoldForTheYear");
        Story replaced = decided.when(budget(2020, 3_600_000, "funding-1", false, "2020-02-01", "more"))
                .then(FundingDecided.class);
        FundingDecisions decisions = replaced.known().fundingDecisions();
        assertThat(decisions.all()).extracting(decisions::stands).containsExactly(false, true);
        assertThat(decisions.of(AdjustmentBasis.COUNCIL_BUDGET_DECISION, 2020))
                .get()
                .extracting(FundingDecided::decisionId)
                .isEqualTo("funding-2");
        replaced.when(budget(2021, 3_599_999)).thenRejected("YearMustNotBeBelowTheYearBefore");
        replaced.when(budget(2020, 3_700_000, "funding-1", false, "2020-03-01", "more"))
                .thenRejected("ReplacedDecisionMustHoldForTheYear");
        // Without the replacement the first one holds again.
        assertThat(replaced.whenVoided(FundingDecided.class)
                        .happens()
                        .known()
                        .fundingDecisions()
                        .of(AdjustmentBasis.COUNCIL_BUDGET_DECISION, 2020))
                .get()
                .extracting(FundingDecided::decisionId)
                .isEqualTo("funding-1");
    }

    @Test
    @Clause("UPP-4")
    void aYearThatAnotherDecisionLeavesLowerThanTheYearBeforeIsAFinding() {
        Story decided = givenActive(UPP)
                .when(budget(2020, 3_570_000))
                .happens()
                .when(budget(2021, 3_580_000))
                .happens();
        Story replaced = decided.when(budget(2020, 3_600_000, "funding-1", false, "2020-02-01", "more"))
                .then(FundingDecided.class, FindingsRaised.class);
        Finding finding = replaced.known().findings().getLast();
        assertThat(finding.id()).isEqualTo("FundingMustNotBeDecidedBelowTheYearBefore:funding-2");
        assertThat(Blocking.standing(replaced.known(), finding, AT_LAST)).isEqualTo(new Standing.Open(null));
        // Nothing is found twice, and a decision that gives the year its level answers what was found.
        Story again = replaced.when(budget(2020, 3_610_000, "funding-3", false, "2020-03-01", "more"))
                .then(FundingDecided.class);
        Story mended = again.when(budget(2021, 3_610_000, "funding-2", false, "2020-12-01", "the floor"))
                .then(FundingDecided.class);
        assertThat(Blocking.standing(mended.known(), finding, AT_LAST)).isEqualTo(new Standing.Answered());
        // As does taking the higher one back.
        assertThat(Blocking.standing(
                        replaced.whenVoided(FundingDecided.class).happens().known(), finding, AT_LAST))
                .isEqualTo(new Standing.Answered());
    }

    @Test
    @Clause("UPP-4")
    void whatIsFoundOfAYearIsAnsweredByThatYearsDecisionAlone() {
        Story lower = givenActive(UPP)
                .when(budget(2020, 3_400_000, null, true, "2019-11-25", null))
                .happens()
                .when(budget(2021, 3_300_000, null, true, "2020-11-23", null))
                .happens();
        Story mended = lower.when(budget(2021, 3_500_000, "funding-2", false, "2020-12-01", "the floor"))
                .happens();
        assertThat(mended.known().findings())
                .filteredOn(finding -> finding.rule().equals("FundingMustNotBeDecidedBelowTheYearBefore"))
                .extracting(Finding::id, finding -> Blocking.standing(mended.known(), finding, AT_LAST))
                .containsExactly(
                        tuple("FundingMustNotBeDecidedBelowTheYearBefore:funding-1", new Standing.Open(null)),
                        tuple("FundingMustNotBeDecidedBelowTheYearBefore:funding-2", new Standing.Answered()));
    }

    @Test
    @Clause("UPP-4")
    void theFloorIsTheSameWhicheverYearIsRecordedFirst() {
        Story laterFirst = givenActive(UPP)
                .when(budget(2021, 3_500_000))
                .then(FundingDecided.class)
                .when(budget(2020, 3_570_000))
                .then(FundingDecided.class, FindingsRaised.class);
        assertThat(laterFirst.known().findings().getLast().id())
                .isEqualTo("FundingMustNotBeDecidedBelowTheYearBefore:funding-1");
        Story inOrder = givenActive(UPP)
                .when(budget(2020, 3_570_000))
                .happens()
                .when(budget(2021, 3_500_000, null, true, "2019-11-25", null))
                .then(FundingDecided.class, FindingsRaised.class);
        assertThat(inOrder.known().findings().getLast().id())
                .isEqualTo("FundingMustNotBeDecidedBelowTheYearBefore:funding-2");
    }

    @Test
    @Clause("LUN-4")
    void lundsYearsFollowTheCouncilsPriceCompensation() {
        Story decided = givenActive(LUN)
                .when(percent(LUN, AdjustmentBasis.COUNCIL_PRICE_COMPENSATION, 2022, "2.3"))
                .then(FundingDecided.class);
        assertThat(decided.history().getLast()).isInstanceOfSatisfying(FundingDecided.class, told -> {
            assertThat(told.percent()).isEqualByComparingTo("2.3");
            assertThat(told.clauses()).containsExactly("LUN-4");
        });
        givenActive(LUN)
                .when(percent(LUN, AdjustmentBasis.OPI, 2022, "2.3"))
                .thenRejected("DecisionMustFollowTheAgreedRule")
                .satisfies(refused -> assertThat(refused.clauses()).containsExactly("LUN-4"));
        for (String outside : List.of("-0.1", "100.1", "2.34567", "1E+9", "1E-9")) {
            givenActive(LUN)
                    .when(percent(LUN, AdjustmentBasis.COUNCIL_PRICE_COMPENSATION, 2022, outside))
                    .thenRejected("PercentMustBeReasonable");
        }
        for (String inside : List.of("0", "100", "2.3456")) {
            givenActive(LUN)
                    .when(percent(LUN, AdjustmentBasis.COUNCIL_PRICE_COMPENSATION, 2022, inside))
                    .then(FundingDecided.class);
        }
    }

    @Test
    @Clause("LIN-6")
    void linkopingsIndexIsDecidedWhileBothReadingsStayOpen() {
        Story decided = givenActive(LIN)
                .when(percent(LIN, AdjustmentBasis.OPI, 2022, "3.1"))
                .then(FundingDecided.class);
        assertThat(decided.known().findings().stream()
                        .filter(finding -> finding.affects() == Finding.Affects.ADJUSTED_AMOUNT)
                        .filter(finding ->
                                Blocking.standing(decided.known(), finding, AT_LAST) instanceof Blocking.Standing.Open))
                .as("the decision settles neither from when nor what is indexed")
                .hasSizeGreaterThanOrEqualTo(2);
        assertThat(Objects.requireNonNull(decided.known().terms().funding().adjustment())
                        .startReadings())
                .hasSize(2);
    }

    @Test
    void aDecisionIsOnAYearOfAnAgreementThatAdjustsItsAmounts() {
        givenActive(NOR)
                .when(percent(NOR, AdjustmentBasis.OPI, 2022, "3.1"))
                .thenRejected("DecisionMustFollowTheAgreedRule");
        givenActive(UPP).when(budget(2018, 4_000_000)).thenRejected("YearMustBeOneOfTheAgreements");
        givenActive(UPP).when(budget(2022, 4_000_000)).thenRejected("YearMustBeOneOfTheAgreements");
        givenActive(UPP).when(budget(2019, 4_000_000)).then(FundingDecided.class);
        given(register(UPP)).when(budget(2020, 4_000_000)).thenRejected("AgreementMustHaveBeenInForce");
        givenActive(UPP)
                .when(budget(2020, 4_000_000, null, false, "2021-12-21", null))
                .thenRejected("DateMustNotBeInTheFuture");
    }

    @Test
    void aDecisionStatesAmountsOrAPercentage() {
        givenActive(UPP)
                .when(decide(UPP, AdjustmentBasis.COUNCIL_BUDGET_DECISION, 2020, null))
                .thenRejected("DecisionMustStateWhatItsRuleAsksFor")
                .satisfies(refused -> {
                    assertThat(refused.field()).isEqualTo("/grants");
                    assertThat(refused.detail()).startsWith("a budget decision states");
                });
        givenActive(UPP)
                .when(decide(
                        UPP, AdjustmentBasis.COUNCIL_BUDGET_DECISION, 2020, BigDecimal.ONE, grant("kommun", 3_600_000)))
                .thenRejected("DecisionMustStateWhatItsRuleAsksFor");
        givenActive(LUN)
                .when(decide(LUN, AdjustmentBasis.COUNCIL_PRICE_COMPENSATION, 2022, null))
                .thenRejected("DecisionMustStateWhatItsRuleAsksFor")
                .satisfies(refused -> {
                    assertThat(refused.field()).isEqualTo("/percent");
                    assertThat(refused.detail()).startsWith("this decision states a percentage");
                });
    }

    @Test
    void aDecisionIsOnWhatTheTermsHavePaid() {
        givenActive(UPP)
                .when(decide(
                        UPP,
                        AdjustmentBasis.COUNCIL_BUDGET_DECISION,
                        2020,
                        null,
                        grant("kommun", 3_600_000),
                        grant("kommun", 3_600_000)))
                .thenRejected("GrantMustBeStatedOnce")
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("/grants/1"));
        givenActive(UPP)
                .when(decide(
                        UPP, AdjustmentBasis.COUNCIL_BUDGET_DECISION, 2020, null, grant("stadsmission", 3_600_000)))
                .thenRejected("GrantMustBeInTheTerms");
        givenActive(UPP).when(budget(2020, -1)).thenRejected("AmountMustNotBeNegative");
    }

    @Test
    @Clause("UPP-4")
    void eachPayersMoneyHasAFloorOfItsOwn() {
        Terms both = Paper.of("UPP")
                .with("/funding/grants/-", grantJson("stadsmission", "kommun", 2019, "1000000.00", "COMMITTED"))
                .terms();
        Story decided = givenActive(both)
                .when(decide(
                        both,
                        AdjustmentBasis.COUNCIL_BUDGET_DECISION,
                        2020,
                        null,
                        new DecidedGrant("stadsmission", "kommun", Money.ofKronor(1_000_000)),
                        grant("kommun", 3_600_000)))
                .then(FundingDecided.class);
        decided.when(decide(
                        both,
                        AdjustmentBasis.COUNCIL_BUDGET_DECISION,
                        2021,
                        null,
                        grant("kommun", 3_600_000),
                        new DecidedGrant("stadsmission", "kommun", Money.ofKronor(1_000_000))))
                .then(FundingDecided.class);
        decided.when(decide(
                        both,
                        AdjustmentBasis.COUNCIL_BUDGET_DECISION,
                        2021,
                        null,
                        grant("kommun", 3_600_000),
                        new DecidedGrant("stadsmission", "kommun", Money.ofKronor(999_999))))
                .thenRejected("YearMustNotBeBelowTheYearBefore")
                .satisfies(refused -> {
                    assertThat(refused.field()).isEqualTo("/grants/1/amount");
                    assertThat(refused.detail()).contains("1000000.00");
                });
        decided.when(decide(
                        both,
                        AdjustmentBasis.COUNCIL_BUDGET_DECISION,
                        2021,
                        null,
                        grant("kommun", 3_599_999),
                        new DecidedGrant("stadsmission", "kommun", Money.ofKronor(1_000_000))))
                .thenRejected("YearMustNotBeBelowTheYearBefore")
                .satisfies(refused -> {
                    assertThat(refused.field()).isEqualTo("/grants/0/amount");
                    assertThat(refused.detail()).contains("3600000.00");
                });
    }

    @Test
    @Clause("UPP-4")
    void whatIsPromisedForAnotherYearIsNoFloorForTheOnesBeforeIt() {
        Terms promised = Paper.of("UPP")
                .with("/funding/grants/0", grantJson("kommun", "stadsmission", 2021, "3641000.00", "COMMITTED"))
                .with("/funding/grants/2", grantJson("kommun", "stadsmission", 2019, "3500000.00", "COMMITTED"))
                .terms();
        givenActive(promised).when(budget(2020, 3_500_000)).then(FundingDecided.class);
    }

    @Test
    void contractYearsAreCountedFromOne() {
        Terms contract = Paper.of("UPP")
                .with("/funding/years", "\"CONTRACT\"")
                .with("/funding/grants/0/year", "1")
                .with("/funding/grants/1/year", "2")
                .with("/funding/grants/2/year", "3")
                .without("/budgets")
                .without("/statements/0/fundingYear")
                .terms();
        Story active = givenActive(contract);
        for (int year : new int[] {1, 3}) {
            active.when(budget(year, 3_700_000)).then(FundingDecided.class);
        }
        for (int year : new int[] {0, 4, 2020}) {
            active.when(budget(year, 3_700_000))
                    .thenRejected("YearMustBeOneOfTheAgreements")
                    .satisfies(refused -> {
                        assertThat(refused.detail()).endsWith("the years 1 to 3");
                        assertThat(refused.clauses()).containsExactly("UPP-3");
                    });
        }
    }

    @Test
    void aHistoryThatCannotBeIsNotFollowed() {
        FundingDecided replacing = new FundingDecided(
                AgreementId.of(UPP),
                "funding-2",
                AdjustmentBasis.COUNCIL_BUDGET_DECISION,
                2020,
                List.of(grant("kommun", 1)),
                null,
                "kommunfullmäktige",
                LocalDate.of(2019, 11, 25),
                null,
                "funding-1",
                false,
                List.of());
        assertThatThrownBy(() -> AgreementDecider.evolve(givenActive(UPP).agreement(), replacing))
                .isInstanceOf(IllegalStateException.class);
        // Nor where another decision than the one that it names holds for the year.
        Story third = givenActive(UPP)
                .when(budget(2021, 3_570_000))
                .happens()
                .when(budget(2020, 3_500_000))
                .happens();
        assertThatThrownBy(() -> AgreementDecider.evolve(third.agreement(), replacing))
                .isInstanceOf(IllegalStateException.class);
    }

    private static DecideFunding budget(int year, long kronor) {
        return budget(year, kronor, null, false, "2019-11-25", null);
    }

    private static DecideFunding budget(
            int year,
            long kronor,
            @Nullable String replaces,
            boolean belowFloor,
            String decidedOn,
            @Nullable String reason) {
        return new DecideFunding(
                AgreementId.of(UPP),
                AdjustmentBasis.COUNCIL_BUDGET_DECISION,
                year,
                List.of(grant("kommun", kronor)),
                null,
                "kommunfullmäktige",
                LocalDate.parse(decidedOn),
                "§ 217",
                replaces,
                belowFloor,
                new Mandate(APPROVER, Story.TAKEOVER, Story.TAKEOVER, reason));
    }

    private static DecideFunding percent(Terms terms, AdjustmentBasis basis, int year, String percent) {
        return decide(terms, basis, year, new BigDecimal(percent));
    }

    private static DecideFunding decide(
            Terms terms, AdjustmentBasis basis, int year, @Nullable BigDecimal percent, DecidedGrant... grants) {
        return new DecideFunding(
                AgreementId.of(terms),
                basis,
                year,
                List.of(grants),
                percent,
                "kommunfullmäktige",
                LocalDate.of(2021, 11, 25),
                null,
                null,
                false,
                Mandate.of(APPROVER, Story.TAKEOVER));
    }

    private static String grantJson(String payer, String recipient, int year, String amount, String standing) {
        return """
                {"payer": "%s", "recipient": "%s", "year": %d, "amount": "%s", "standing": "%s", "clauses": ["UPP-4"]}
                """.formatted(payer, recipient, year, amount, standing);
    }

    private static DecidedGrant grant(String payer, long kronor) {
        return new DecidedGrant(payer, "stadsmission", Money.ofKronor(kronor));
    }
}
