package se.iopledger.agreement.domain.fund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static se.iopledger.agreement.domain.Story.APPROVER;
import static se.iopledger.agreement.domain.Story.givenActive;
import static se.iopledger.agreement.testing.Five.UPP;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.AgreementId;
import se.iopledger.agreement.domain.FundingCommand.DecideFunding;
import se.iopledger.agreement.domain.Story;
import se.iopledger.agreement.domain.settle.Blocking;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementSigned;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.agreement.FundingEvent.DecidedGrant;
import se.iopledger.contracts.agreement.FundingEvent.FundingDecided;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.AdjustmentBasis;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;

/** A year is decided by the terms of the day of the decision, or by those of the year itself. */
final class FundingUnderAmendedTermsTest {
    private static final Terms NOT_ADJUSTED =
            Paper.of("UPP").without("/funding/adjustment").terms();

    @Test
    @Clause("UPP-4")
    void aYearThatWasDecidedByTheTermsOfItsDayIsRecordedThoughLaterTermsDecideNone() {
        Story amended = givenActive(UPP).amended("2021-12-20", "2021-01-01", NOT_ADJUSTED);
        Story decided = amended.when(budget(2020, 3_570_000, "2019-11-25")).then(FundingDecided.class);
        assertThat(((FundingDecided) decided.history().getLast()).clauses()).containsExactly("UPP-4");
        // Late, by terms of a day that decide nothing, a year is decided by its own.
        Story late = amended.when(budget(2020, 3_570_000, "2021-12-25")).then(FundingDecided.class);
        assertThat(((FundingDecided) late.history().getLast()).clauses()).containsExactly("UPP-4");
        // And ahead of it by those of the day.
        amended.when(budget(2021, 3_641_000, "2020-11-25")).then(FundingDecided.class);
        amended.when(budget(2021, 3_641_000, "2021-12-25"))
                .thenRejected("DecisionMustFollowTheAgreedRule")
                .satisfies(refused -> {
                    assertThat(refused.field()).isEqualTo("/basis");
                    assertThat(refused.detail()).isEqualTo("the terms adjust no amounts");
                });
    }

    @Test
    @Clause({"UPP-4", "LUN-4"})
    void aYearThatFollowsAnotherRuleThanThatOfTheDayNamesItsOwnClause() {
        Terms byPercent = Paper.of("UPP")
                .with("/funding/adjustment/basis", "\"COUNCIL_PRICE_COMPENSATION\"")
                .with("/funding/adjustment/neverBelowYearBefore", "false")
                .with("/funding/adjustment/clauses", "[\"LUN-4\"]")
                .terms();
        Story decided = givenActive(UPP)
                .amended("2020-11-20", "2021-01-01", byPercent)
                .when(new DecideFunding(
                        AgreementId.of(UPP),
                        AdjustmentBasis.COUNCIL_PRICE_COMPENSATION,
                        2021,
                        List.of(),
                        new BigDecimal("2.3"),
                        "kommunfullmäktige",
                        LocalDate.parse("2020-11-25"),
                        "§ 217",
                        null,
                        false,
                        Mandate.of(APPROVER, LocalDate.parse("2020-11-26"))))
                .then(FundingDecided.class);
        assertThat(((FundingDecided) decided.history().getLast()).clauses()).containsExactly("LUN-4");
    }

    /** UPP-4 is of the years on whose days it holds, whatever the parties agreed on for later ones. */
    @Test
    @Clause("UPP-4")
    void aYearHasItsFloorAsLongAsTermsHoldInItThatSetOne() {
        Terms withoutAFloor = Paper.of("UPP")
                .with("/funding/adjustment/neverBelowYearBefore", "false")
                .terms();
        Story nextYear = givenActive(UPP).amended("2021-12-20", "2021-01-01", withoutAFloor);
        nextYear.when(budget(2020, 3_499_999, "2019-11-25"))
                .thenRejected("YearMustNotBeBelowTheYearBefore")
                .satisfies(refused -> assertThat(refused.clauses()).containsExactly("UPP-4"));
        nextYear.when(budget(2021, 3_499_999, "2020-11-25")).then(FundingDecided.class);
        // They end the floor in the middle of the year that had it.
        givenActive(UPP)
                .amended("2021-12-20", "2021-12-31", withoutAFloor)
                .when(budget(2021, 3_499_999, "2020-11-25"))
                .thenRejected("YearMustNotBeBelowTheYearBefore");
    }

    @Test
    @Clause("UPP-4")
    void whatWasPromisedForAYearIsWhatItsOwnTermsPromised() {
        Terms withoutThePast = Paper.of("UPP").without("/funding/grants/0").terms();
        givenActive(UPP)
                .amended("2021-12-20", "2020-01-01", withoutThePast)
                .when(budget(2020, 3_499_999, "2019-11-25"))
                .thenRejected("YearMustNotBeBelowTheYearBefore");
        Terms raised = Paper.of("UPP")
                .with("/funding/grants/0/amount", "\"4000000.00\"")
                .terms();
        givenActive(UPP)
                .amended("2021-12-20", "2019-07-01", raised)
                .when(budget(2020, 3_999_999, "2019-11-25"))
                .thenRejected("YearMustNotBeBelowTheYearBefore");
        givenActive(UPP)
                .amended("2021-12-20", "2020-01-01", raised)
                .when(budget(2020, 3_999_999, "2019-11-25"))
                .then(FundingDecided.class);
    }

    /** Years are counted from the first day where the amounts are: the second one ends in the middle of a calendar year. */
    @Test
    @Clause("NOR-3")
    void aContractYearHasTheTermsOfItsOwnDays() {
        Paper counted = Paper.of("NOR")
                .with(
                        "/funding/adjustment",
                        "{\"basis\":\"COUNCIL_BUDGET_DECISION\",\"neverBelowYearBefore\":true,"
                                + "\"renegotiatedIfCeased\":false,\"clauses\":[\"UPP-4\"]}");
        Terms terms = counted.terms();
        Terms withoutAFloor = counted.with("/funding/adjustment/neverBelowYearBefore", "false")
                .terms();
        DecideFunding below = decision(terms, 2, 3_000_000, "2022-06-01", "2022-06-01");
        givenActive(terms)
                .amended("2022-02-01", "2023-09-15", withoutAFloor)
                .when(below)
                .thenRejected("YearMustNotBeBelowTheYearBefore");
        givenActive(terms)
                .amended("2022-02-01", "2022-09-15", withoutAFloor)
                .when(below)
                .then(FundingDecided.class);
    }

    /** A draft has no days on which terms hold; what was decided of it is asked of those that were registered. */
    @Test
    @Clause("UPP-4")
    void aDecisionBelowItsFloorStaysAFindingWhenTheAgreementTurnsOutNotToBeInForce() {
        DecideFunding decided = budget(2020, 3_400_000, "2019-11-25");
        Story below = givenActive(UPP)
                .when(new DecideFunding(
                        decided.agreementId(),
                        decided.basis(),
                        decided.year(),
                        decided.grants(),
                        decided.percent(),
                        decided.decidedBy(),
                        decided.decidedOn(),
                        decided.reference(),
                        decided.replaces(),
                        true,
                        decided.mandate()))
                .happens();
        Story draft = below.whenVoided(AgreementSigned.class).happens();
        Finding found = below.known().findings().getLast();
        assertThat(found.rule()).isEqualTo("FundingMustNotBeDecidedBelowTheYearBefore");
        assertThat(draft.known().findings()).contains(found);
        for (Story story : List.of(below, draft)) {
            assertThat(Blocking.standing(story.known(), found, Story.AT_LAST))
                    .isInstanceOf(Blocking.Standing.Open.class);
        }
    }

    /** It is refused at once, and not when all years before it have been counted. */
    @Test
    @Clause("UPP-4")
    void aYearThatNobodyMeantIsRefused() {
        for (int year : List.of(Integer.MAX_VALUE, Integer.MIN_VALUE, 0)) {
            assertTimeoutPreemptively(
                    Duration.ofSeconds(20),
                    () -> givenActive(UPP)
                            .when(budget(year, 3_570_000, "2019-11-25"))
                            .thenRejected("YearMustBeOneOfTheAgreements"));
        }
    }

    @Test
    @Clause("UPP-4")
    void aRefusalNamesTheClause() {
        givenActive(UPP)
                .when(budget(2020, 3_570_000, "2019-11-25"))
                .happens()
                .when(budget(2020, 3_570_000, "2019-11-25"))
                .thenRejected("YearMustNotBeDecidedTwice")
                .satisfies(refused -> {
                    assertThat(refused.field()).isEqualTo("/year");
                    assertThat(refused.clauses()).containsExactly("UPP-4");
                });
    }

    private static DecideFunding budget(int year, long kronor, String decidedOn) {
        return decision(UPP, year, kronor, decidedOn, "2021-12-26");
    }

    private static DecideFunding decision(Terms terms, int year, long kronor, String decidedOn, String today) {
        return new DecideFunding(
                AgreementId.of(terms),
                AdjustmentBasis.COUNCIL_BUDGET_DECISION,
                year,
                List.of(new DecidedGrant("kommun", "stadsmission", Money.ofKronor(kronor))),
                null,
                "kommunfullmäktige",
                LocalDate.parse(decidedOn),
                "§ 217",
                null,
                false,
                Mandate.of(APPROVER, LocalDate.parse(today)));
    }
}
