package se.iopledger.agreement.domain.settle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static se.iopledger.agreement.domain.Story.APPROVER;
import static se.iopledger.agreement.domain.Story.AT_LAST;
import static se.iopledger.agreement.domain.Story.REGISTRAR;
import static se.iopledger.agreement.domain.Story.TAKEOVER;
import static se.iopledger.agreement.domain.Story.given;
import static se.iopledger.agreement.domain.Story.givenActive;
import static se.iopledger.agreement.domain.Story.register;
import static se.iopledger.agreement.domain.Story.workOffDueOn;
import static se.iopledger.agreement.testing.Five.LIN;
import static se.iopledger.agreement.testing.Five.LUN;
import static se.iopledger.agreement.testing.Five.NOR;
import static se.iopledger.agreement.testing.Five.STO;
import static se.iopledger.agreement.testing.Five.UPP;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.Agreement;
import se.iopledger.agreement.domain.AgreementDecider;
import se.iopledger.agreement.domain.AgreementId;
import se.iopledger.agreement.domain.SettlementCommand.SettleFinding;
import se.iopledger.agreement.domain.SettlementCommand.WithdrawSettlement;
import se.iopledger.agreement.domain.Story;
import se.iopledger.agreement.domain.finding.Readings;
import se.iopledger.agreement.domain.settle.Blocked.What;
import se.iopledger.agreement.domain.settle.Blocking.Standing;
import se.iopledger.agreement.testing.Five;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExpired;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.agreement.LifeEvent.TermsChanged;
import se.iopledger.contracts.agreement.SettlementEvent.ChosenReading;
import se.iopledger.contracts.agreement.SettlementEvent.FindingSettled;
import se.iopledger.contracts.agreement.SettlementEvent.SettlementWithdrawn;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;
import se.iopledger.contracts.testing.SimulatedIdentityNumbers;

/** Decisions that settle findings, and what waits for them. */
final class SettlementTest {
    private static final String START = "AdjustmentMustHaveOneStart";
    private static final String SCOPE = "AdjustmentMustHaveOneScope";

    @Test
    @Clause("LIN-6")
    void theStartOfTheIndexIsSettledByChoosingOneOfItsReadings() {
        Story settled = givenActive(LIN)
                .when(settle(LIN, START, "from-2022-10-01", "2021-12-01"))
                .then(FindingSettled.class);
        assertThat(settled.history().getLast())
                .isEqualTo(new FindingSettled(
                        AgreementId.of(LIN),
                        "settlement-1",
                        START,
                        new ChosenReading("from-2022-10-01", "from 2022-10-01 (the second place)", List.of("LIN-6")),
                        "the follow-up meeting",
                        LocalDate.of(2021, 12, 1),
                        "agreed in dialogue",
                        "SON 2022-101",
                        List.of("LIN-6")));
        assertThat(settled.known().terms())
                .as("no settlement changes the terms")
                .isEqualTo(LIN);
    }

    @Test
    @Clause("LIN-6")
    void bothReadingsStayVisibleAndOnlyTheIndexedAmountWaits() {
        Story active = givenActive(LIN);
        assertThat(readingsOf(LIN, START)).containsExactly("from-2022-07-01", "from-2022-10-01");
        assertThat(readingsOf(LIN, SCOPE))
                .containsExactly(
                        "the-whole-2-150-000-contributions-in-kind-included", "the-compensation-in-money-only");
        assertThat(standing(active, START))
                .isInstanceOfSatisfying(
                        Standing.Open.class,
                        open -> assertThat(open.blocked())
                                .extracting(Blocked::what)
                                .isEqualTo(What.ADJUSTED_AMOUNT));
        assertThat(Blocking.all(active.known(), AT_LAST))
                .extracting(Blocked::what)
                .contains(What.ADJUSTED_AMOUNT)
                .doesNotContain(What.SCHEDULE, What.DUE_DATES);

        Story settled = active.when(settle(LIN, START, "from-2022-07-01", "2021-12-01"))
                .happens()
                .when(settle(LIN, SCOPE, "the-compensation-in-money-only", "2021-12-01"))
                .happens();
        assertThat(Blocking.all(settled.known(), AT_LAST))
                .extracting(Blocked::what)
                .doesNotContain(What.ADJUSTED_AMOUNT);
        assertThat(readingsOf(LIN, START)).hasSize(2);
    }

    @Test
    @Clause("LIN-6")
    void aReadingThatThePaperDoesNotAllowIsAnAmendment() {
        Story active = givenActive(LIN);
        active.when(settle(LIN, START, null, "2021-12-01"))
                .thenRejected("SettlementMustChooseAReading")
                .satisfies(refused -> assertThat(refused.clauses()).containsExactly("LIN-6"));
        active.when(settle(LIN, START, "from-2022-08-01", "2021-12-01"))
                .thenRejected("ReadingMustBeOffered")
                .satisfies(refused -> assertThat(refused.detail()).contains("from-2022-07-01, from-2022-10-01"));
    }

    @Test
    @Clause("LIN-6")
    void aLaterDecisionTakesThePlaceOfAnEarlierOneAndBothAreKept() {
        Story twice = givenActive(LIN)
                .when(settle(LIN, START, "from-2022-07-01", "2021-12-10"))
                .happens()
                // Recorded later, but decided before.
                .when(settle(LIN, START, "from-2022-10-01", "2021-12-01"))
                .happens();
        assertThat(holding(twice, START)).isEqualTo("from-2022-07-01");
        assertThat(twice.known().settlements().of(START)).hasSize(2);

        Story again =
                twice.when(settle(LIN, START, "from-2022-10-01", "2021-12-15")).then(FindingSettled.class);
        assertThat(holding(again, START)).isEqualTo("from-2022-10-01");
    }

    @Test
    @Clause("LIN-6")
    void aSettlementThatIsTakenBackGivesWayToTheOneBeforeIt() {
        Story twice = givenActive(LIN)
                .when(settle(LIN, START, "from-2022-07-01", "2021-12-01"))
                .happens()
                .when(settle(LIN, START, "from-2022-10-01", "2021-12-10"))
                .happens();
        Story once = twice.when(withdraw("settlement-2", "2021-12-20")).then(SettlementWithdrawn.class);
        assertThat(holding(once, START)).isEqualTo("from-2022-07-01");
        Story open = once.when(withdraw("settlement-1", "2021-12-20")).then(SettlementWithdrawn.class);
        assertThat(standing(open, START)).isInstanceOf(Standing.Open.class);
    }

    @Test
    @Clause("STO-4")
    void thatAnAmountIsMissingCannotBeDecidedAway() {
        Story active = givenActive(STO);
        for (String finding : List.of("AmountsMustBeRegistered", "DocumentMustBeAtHand:annex-of-the-foundation")) {
            active.when(settle(STO, finding, null, "2021-12-01"))
                    .thenRejected("WhatIsMissingMustBeRegistered")
                    .satisfies(refused -> {
                        assertThat(refused.field()).isEqualTo("/finding");
                        assertThat(refused.clauses()).contains("STO-4");
                    });
            assertThat(standing(active, finding))
                    .isInstanceOfSatisfying(
                            Standing.Open.class,
                            open -> assertThat(open.blocked())
                                    .extracting(Blocked::what)
                                    .isEqualTo(What.SCHEDULE));
        }
    }

    @Test
    @Clause({"UPP-4", "UPP-5"})
    void aYearsBudgetDecisionIsNoSettlement() {
        givenActive(UPP)
                .when(settle(UPP, "YearlyDecisionMustBeRecorded:2020-stadsmission", null, "2021-12-01"))
                .thenRejected("WhatIsMissingMustBeRegistered");
    }

    @Test
    @Clause({"NOR-1", "NOR-9", "NOR-13", "NOR-17"})
    void whatIsOddInNorrtaljeStopsNothingAndIsSettled() {
        Story active = givenActive(NOR);
        assertThat(Blocking.all(active.known(), AT_LAST))
                .extracting(Blocked::what)
                .doesNotContain(What.SCHEDULE, What.EXIT);
        Story settled = active.when(
                        settle(NOR, "SignatureMustBelongToAParty:stadsmissionens-skolstiftelse", null, "2021-12-01"))
                .then(FindingSettled.class)
                .when(settle(NOR, "SignatureDatesMustAgree:norrtalje-kommun", "2021-06-24", "2021-12-01"))
                .then(FindingSettled.class)
                .when(settle(
                        NOR,
                        "StatementsMustAgree:the-steering-group-s-mandate",
                        "discusses-strongly-changed-conditions-and-proposes-changes",
                        "2021-12-01"))
                .then(FindingSettled.class);
        assertThat(settled.known().settlements().all()).hasSize(3);
    }

    @Test
    @Clause({"LUN-4", "LUN-8", "LUN-10"})
    void inLundTheFirstAdjustedYearTheReportsAndTheRepaymentAreSettled() {
        Story active = givenActive(LUN);
        assertThat(Blocking.all(active.known(), AT_LAST))
                .extracting(Blocked::what)
                .contains(What.ADJUSTED_AMOUNT, What.REPAYMENT_CLAIM)
                .doesNotContain(What.SCHEDULE, What.DUE_DATES);
        assertThat(readingsOf(LUN, "AdjustmentMustSayWhenItStarts"))
                .containsExactly("the-first-year-is-adjusted", "the-second-year-is-the-first-adjusted");
        Story settled = active.when(settle(
                        LUN, "AdjustmentMustSayWhenItStarts", "the-second-year-is-the-first-adjusted", "2021-12-01"))
                .happens()
                .when(settle(
                        LUN,
                        "TextMustHaveOneReading:the-number-of-reports-a-year",
                        "two-one-half-year-report-and-one-yearly-report",
                        "2021-12-01"))
                .happens()
                .when(settle(
                        LUN,
                        "RepaymentMustSayWhoRepays:rescission-for-breach-not-remedied-without-delay",
                        null,
                        "2021-12-01"))
                .happens()
                .when(settle(
                        LUN,
                        "RepaymentMustSayWhichShare:rescission-for-breach-not-remedied-without-delay",
                        null,
                        "2021-12-01"))
                .happens();
        assertThat(Blocking.all(settled.known(), AT_LAST))
                .extracting(Blocked::what)
                .doesNotContain(What.ADJUSTED_AMOUNT, What.REPAYMENT_CLAIM);
    }

    @Test
    @Clause({"UPP-1", "UPP-4", "UPP-9"})
    void whatUppsalasPapersStateDifferentlyIsSettledByChoosing() {
        assertThat(readingsOf(UPP, "StatementsMustAgree:the-funding-decided")).hasSize(2);
        assertThat(readingsOf(UPP, "StatedSumMustBeTheSum:the-organisation-s-own-contribution"))
                .hasSize(2);
        String right =
                readingsOf(UPP, "StatementsMustAgree:the-funding-decided").getFirst();
        givenActive(UPP)
                .when(settle(UPP, "StatementsMustAgree:the-funding-decided", right, "2021-12-01"))
                .then(FindingSettled.class);
    }

    @Test
    @Clause({"UPP-13", "LIN-8"})
    void anIntervalOrAPeriodThatIsNotStatedHoldsUpItsOwnPartOnly() {
        assertThat(Blocking.all(givenActive(UPP).known(), AT_LAST))
                .filteredOn(blocked -> blocked.what() == What.OBLIGATION_DATES)
                .extracting(Blocked::which)
                .containsExactly("cooperation-meeting");
        assertThat(Blocking.all(givenActive(LIN).known(), AT_LAST))
                .filteredOn(blocked -> blocked.what() == What.EXIT)
                .extracting(Blocked::which)
                .containsExactly("changed-conditions");
        givenActive(LIN)
                .when(settle(LIN, "NoticePeriodMustBeStated:changed-conditions", null, "2021-12-01"))
                .then(FindingSettled.class);
    }

    @Test
    void everyFindingOfTheFiveCanBeSettledOrSaysWhatMustBeRegistered() {
        for (Terms terms : Five.ALL) {
            Story active = givenActive(terms);
            for (Finding finding : active.known().findings()) {
                List<ChosenReading> offered = Readings.of(terms, finding);
                SettleFinding command = settle(
                        terms,
                        finding.id(),
                        offered.isEmpty() ? null : offered.getFirst().id(),
                        "2021-12-01");
                boolean missing = Blocking.of(terms, finding)
                        .filter(blocked -> blocked.until() == Blocked.Until.REGISTERED)
                        .isPresent();
                if (missing) {
                    active.when(command).thenRejected("WhatIsMissingMustBeRegistered");
                } else {
                    active.when(command).then(FindingSettled.class);
                }
            }
        }
    }

    @Test
    void onlyWhatAffectsSomethingHoldsAnythingUp() {
        for (Terms terms : Five.ALL) {
            for (Finding finding : givenActive(terms).known().findings()) {
                if (finding.affects() == Finding.Affects.NOTHING || finding.affects() == Finding.Affects.EVIDENCE) {
                    assertThat(Blocking.of(terms, finding)).as(finding.id()).isEmpty();
                }
            }
        }
    }

    @Test
    @Clause("LUN-5")
    void monthsThatNeitherPaperNorDefaultNamesHoldUpTheDaysOfPayment() {
        Terms terms = Paper.of("LUN").with("/defaults", "[]").terms();
        assertThat(Blocking.all(given(register(terms)).known(), AT_LAST))
                .extracting(Blocked::what)
                .contains(What.DUE_DATES)
                .doesNotContain(What.SCHEDULE);
    }

    @Test
    @Clause({"UPP-6", "LUN-5"})
    void monthsThatADefaultNamesHoldUpNothing() {
        for (Terms terms : List.of(UPP, LUN)) {
            assertThat(standing(givenActive(terms), "PaymentMonthsMustBeStated"))
                    .isEqualTo(new Standing.Open(null));
        }
        Terms once = Paper.of("LUN")
                .with("/funding/payment/interval", "\"YEAR\"")
                .with("/defaults", "[]")
                .terms();
        assertThat(standing(given(register(once)), "PaymentMonthsMustBeStated")).isNotEqualTo(new Standing.Open(null));
    }

    @Test
    @Clause("LIN-6")
    void whatALaterVersionOfTheTermsNoLongerLeavesOpenIsAnswered() {
        Terms amended =
                Paper.of("LIN").without("/funding/adjustment/startReadings/1").terms();
        Agreement changed = AgreementDecider.evolve(
                givenActive(LIN).agreement(),
                new TermsChanged(AgreementId.of(LIN), 2, amended, TAKEOVER, TAKEOVER, null));
        Agreement.Known known = (Agreement.Known) changed;
        for (Finding finding : known.findings()) {
            Standing standing = Blocking.standing(known, finding, AT_LAST);
            if (finding.id().equals(START)) {
                assertThat(standing).isEqualTo(new Standing.Answered());
            } else {
                assertThat(standing).as(finding.id()).isInstanceOf(Standing.Open.class);
            }
        }
    }

    @Test
    @Clause({"NOR-8", "LIN-8"})
    void ofSeveralWaysOutOnlyTheOneWithoutAPeriodWaitsForIt() {
        Terms terms = Paper.of("NOR")
                .with(
                        "/exits/-",
                        "{\"id\":\"for-cause\",\"kind\":\"NOTICE_FOR_CAUSE\",\"inCaseOf\":\"breach\",\"clauses\":[]}")
                .terms();
        Story active = givenActive(terms);
        assertThat(Blocking.all(active.known(), AT_LAST))
                .filteredOn(blocked -> blocked.what() == What.EXIT)
                .extracting(Blocked::which)
                .containsExactly("for-cause");
        active.when(settle(terms, "NoticePeriodMustBeStated:for-cause", null, "2021-12-01"))
                .thenRejected("WhatIsMissingMustBeRegistered");
    }

    @Test
    void aSettlementSaysWhoDecidedWhenAndWhy() {
        Story active = givenActive(NOR);
        String finding = "SignatureMustBelongToAParty:stadsmissionens-skolstiftelse";
        active.when(settle(NOR, "NoSuchFinding", null, "2021-12-01")).thenRejected("FindingMustBeRaised");
        active.when(settle(NOR, finding, "some-reading", "2021-12-01")).thenRejected("ReadingMustBeOffered");
        active.when(settle(NOR, finding, null, "2021-12-21")).thenRejected("SettlementMustNotBeInTheFuture");
        active.when(settle(NOR, finding, null, "0021-12-21")).thenRejected("DateMustBeReasonable");
        active.when(new SettleFinding(
                        AgreementId.of(NOR), finding, null, " ", TAKEOVER, null, because("agreed in dialogue")))
                .thenRejected("DecidingBodyMustBeNamed");
        active.when(new SettleFinding(AgreementId.of(NOR), finding, null, "board", TAKEOVER, null, because(" ")))
                .thenRejected("SettlementMustStateItsReason");
        active.when(settle(NOR, finding, null, "2021-12-01"))
                .happens()
                .when(settle(NOR, finding, null, "2021-12-01"))
                .thenRejected("SettlementMustNotBeRecordedTwice");
    }

    @Test
    @Clause("NOR-13")
    void noIdentityNumberIsTakenIn() {
        String number = SimulatedIdentityNumbers.of(TAKEOVER, 123, "-");
        String finding = "SignatureMustBelongToAParty:stadsmissionens-skolstiftelse";
        String id = AgreementId.of(NOR);
        Mandate mandate = because("agreed in dialogue");
        Story active = givenActive(NOR);
        for (SettleFinding command : List.of(
                new SettleFinding(id, finding, null, "board, " + number, TAKEOVER, null, mandate),
                new SettleFinding(id, finding, null, "board", TAKEOVER, number, mandate),
                new SettleFinding(id, finding, null, "board", TAKEOVER, null, because("see " + number)))) {
            active.when(command).thenRejected("PersonalIdentityNumberMustNotBeGiven");
        }
    }

    @Test
    void aSettlementIsTakenBackOnceAndAfterItWasMade() {
        Story settled = givenActive(LIN)
                .when(settle(LIN, START, "from-2022-07-01", "2021-12-01"))
                .happens();
        settled.when(withdraw("settlement-9", "2021-12-20")).thenRejected("SettlementMustBeKnown");
        settled.when(withdraw("settlement-1", "2021-12-21")).thenRejected("WithdrawalMustNotBeInTheFuture");
        settled.when(withdraw("settlement-1", "2021-11-30")).thenRejected("WithdrawalMustFollowTheSettlement");
        settled.when(withdraw("settlement-1", "0021-11-30")).thenRejected("DateMustBeReasonable");
        settled.when(new WithdrawSettlement(
                        AgreementId.of(LIN), "settlement-1", TAKEOVER, Mandate.of(APPROVER, TAKEOVER)))
                .thenRejected("WithdrawalMustStateItsReason");
        Story taken = settled.when(withdraw("settlement-1", "2021-12-20")).happens();
        taken.when(withdraw("settlement-1", "2021-12-20")).thenRejected("SettlementMustStand");
    }

    @Test
    @Clause("LIN-6")
    void whoRegisteredTheAgreementDoesNotSettleItsFindings() {
        Mandate registrar = new Mandate(REGISTRAR, TAKEOVER, TAKEOVER, "agreed in dialogue");
        Story active = givenActive(LIN);
        active.when(new SettleFinding(
                        AgreementId.of(LIN),
                        START,
                        "from-2022-07-01",
                        "the follow-up meeting",
                        LocalDate.of(2021, 12, 1),
                        null,
                        registrar))
                .thenRejected("SettlerMustNotHaveRegistered");
        active.when(settle(LIN, START, "from-2022-07-01", "2021-12-01"))
                .happens()
                .when(new WithdrawSettlement(AgreementId.of(LIN), "settlement-1", TAKEOVER, registrar))
                .thenRejected("SettlerMustNotHaveRegistered");
    }

    @Test
    @Clause("UPP-3")
    void aFindingIsSettledAfterTheEndTooAndNotInWhatWasVoided() {
        givenActive(UPP)
                .when(workOffDueOn(UPP, LocalDate.of(2022, 1, 1)))
                .then(AgreementExpired.class)
                .when(settle(UPP, "RepaymentMustBeRegulated", null, "2021-12-01"))
                .then(FindingSettled.class);
        given(register(UPP))
                .voided()
                .when(settle(UPP, "RepaymentMustBeRegulated", null, "2021-12-01"))
                .thenRejected("AgreementMustNotBeVoided");
    }

    @Test
    void aHistoryThatSettlesWhatWasNeverFoundCannotBe() {
        Story active = givenActive(LIN);
        FindingSettled unknown = new FindingSettled(
                AgreementId.of(LIN), "settlement-1", "NoSuchFinding", null, "board", TAKEOVER, "why", null, List.of());
        assertThatThrownBy(() -> {
                    var _ = AgreementDecider.evolve(active.agreement(), unknown);
                })
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> {
                    var _ = AgreementDecider.evolve(
                            active.agreement(), new SettlementWithdrawn(AgreementId.of(LIN), "settlement-1", TAKEOVER));
                })
                .isInstanceOf(IllegalStateException.class);
    }

    private static SettleFinding settle(Terms terms, String finding, @Nullable String reading, String decidedOn) {
        return new SettleFinding(
                AgreementId.of(terms),
                finding,
                reading,
                "the follow-up meeting",
                LocalDate.parse(decidedOn),
                "SON 2022-101",
                because("agreed in dialogue"));
    }

    private static WithdrawSettlement withdraw(String settlementId, String withdrawnOn) {
        return new WithdrawSettlement(
                AgreementId.of(LIN), settlementId, LocalDate.parse(withdrawnOn), because("decided in error"));
    }

    private static Mandate because(String reason) {
        return new Mandate(APPROVER, TAKEOVER, TAKEOVER, reason);
    }

    private static Standing standing(Story story, String findingId) {
        return Blocking.standing(story.known(), finding(story, findingId), AT_LAST);
    }

    private static Finding finding(Story story, String id) {
        return story.known().findings().stream()
                .filter(finding -> finding.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no finding " + id + " among "
                        + story.known().findings().stream().map(Finding::id).toList()));
    }

    private static String holding(Story story, String findingId) {
        ChosenReading reading = story.known()
                .settlements()
                .holding(findingId)
                .orElseThrow()
                .settled()
                .reading();
        return reading == null ? "" : reading.id();
    }

    private static List<String> readingsOf(Terms terms, String findingId) {
        return Readings.of(terms, finding(givenActive(terms), findingId)).stream()
                .map(ChosenReading::id)
                .toList();
    }
}
