package se.iopledger.agreement.domain.settle;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.agreement.domain.Story.APPROVER;
import static se.iopledger.agreement.domain.Story.AT_LAST;
import static se.iopledger.agreement.domain.Story.REGISTRAR;
import static se.iopledger.agreement.domain.Story.TAKEOVER;
import static se.iopledger.agreement.domain.Story.approve;
import static se.iopledger.agreement.domain.Story.assumed;
import static se.iopledger.agreement.domain.Story.given;
import static se.iopledger.agreement.domain.Story.givenActive;
import static se.iopledger.agreement.domain.Story.register;
import static se.iopledger.agreement.testing.Five.LIN;
import static se.iopledger.agreement.testing.Five.LUN;
import static se.iopledger.agreement.testing.Five.NOR;
import static se.iopledger.agreement.testing.Five.STO;
import static se.iopledger.agreement.testing.Five.UPP;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.AgreementId;
import se.iopledger.agreement.domain.ConductCommand.CheckRequirement;
import se.iopledger.agreement.domain.DocumentCommand.FileDocument;
import se.iopledger.agreement.domain.DocumentCommand.WithdrawDocument;
import se.iopledger.agreement.domain.ExitCommand.GiveNotice;
import se.iopledger.agreement.domain.FundingCommand.DecideFunding;
import se.iopledger.agreement.domain.GovernanceCommand.HoldMeeting;
import se.iopledger.agreement.domain.Story;
import se.iopledger.agreement.domain.settle.Blocking.Standing;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.agreement.AmendmentEvent.AmendmentSigned;
import se.iopledger.contracts.agreement.ConductEvent.Result;
import se.iopledger.contracts.agreement.DocumentEvent.DocumentFiled;
import se.iopledger.contracts.agreement.DocumentEvent.Kind;
import se.iopledger.contracts.agreement.DocumentReference;
import se.iopledger.contracts.agreement.ExitEvent.Form;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.agreement.FundingEvent.DecidedGrant;
import se.iopledger.contracts.agreement.FundingEvent.FundingDecided;
import se.iopledger.contracts.agreement.GovernanceEvent.Manner;
import se.iopledger.contracts.agreement.GovernanceEvent.MeetingHeld;
import se.iopledger.contracts.agreement.GovernanceEvent.Resolution;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.AdjustmentBasis;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;

/** What answers a finding without a decision on it: what it missed was recorded, or the terms changed. */
final class AnswersTest {
    @Test
    @Clause({"UPP-4", "UPP-5"})
    void theYearsDecisionAnswersThatThereIsNone() {
        Story decided = givenActive(UPP).when(budget(2020)).happens();
        assertThat(standing(decided, "YearlyDecisionMustBeRecorded:2020-stadsmission"))
                .isEqualTo(new Standing.Answered());
        assertThat(standing(decided, "YearlyDecisionMustBeRecorded:2021-stadsmission"))
                .isInstanceOf(Standing.Open.class);
        assertThat(standing(
                        decided.whenVoided(FundingDecided.class).happens(),
                        "YearlyDecisionMustBeRecorded:2020-stadsmission"))
                .isInstanceOf(Standing.Open.class);
    }

    private static DecideFunding budget(int year) {
        return new DecideFunding(
                AgreementId.of(UPP),
                AdjustmentBasis.COUNCIL_BUDGET_DECISION,
                year,
                List.of(new DecidedGrant("kommun", "stadsmission", Money.ofKronor(3_570_000))),
                null,
                "kommunfullmäktige",
                LocalDate.of(2019, 11, 25),
                null,
                null,
                false,
                Mandate.of(APPROVER, TAKEOVER));
    }

    @Test
    @Clause({"STO-1", "STO-4"})
    void aDocumentThatIsFiledIsAtHandThoughItsAmountsStillAreNot() {
        String units = "DocumentMustBeAtHand:annex-of-the-board-s-units";
        String foundation = "DocumentMustBeAtHand:annex-of-the-foundation";
        Story filed = givenActive(STO)
                .when(file(STO, Kind.ANNEX, "annex of the board's units", "a"))
                .happens();
        assertThat(standing(filed, units)).isEqualTo(new Standing.Answered());
        assertThat(standing(filed, foundation)).isInstanceOf(Standing.Open.class);
        Story both = filed.when(file(STO, Kind.ANNEX, "annex of the foundation", "b"))
                .happens();
        assertThat(standing(both, foundation)).isEqualTo(new Standing.Answered());
        assertThat(standing(both, "AmountsMustBeRegistered")).isInstanceOf(Standing.Open.class);
        Story withdrawn = filed.when(new WithdrawDocument(
                        AgreementId.of(STO),
                        "document-1",
                        TAKEOVER,
                        new Mandate(REGISTRAR, TAKEOVER, TAKEOVER, "it was another annex")))
                .happens();
        assertThat(standing(withdrawn, units)).isInstanceOf(Standing.Open.class);
        assertThat(standing(filed.whenVoided(DocumentFiled.class).happens(), units))
                .isInstanceOf(Standing.Open.class);
        assertThat(standing(
                        givenActive(STO).when(file(STO, Kind.ANNEX, null, "a")).happens(), units))
                .isInstanceOf(Standing.Open.class);
    }

    @Test
    @Clause("UPP-1")
    void theMinutesOfTheDecisionAnswerThatItIsNotAtHand() {
        Story assumed = given(register(UPP), approve(UPP, TAKEOVER, assumed()));
        Story memo = assumed.when(file(UPP, Kind.MEMO, null, "a")).happens();
        Story decision = memo.when(file(UPP, Kind.DECISION, null, "b")).happens();
        for (String finding : List.of("ProposedDecisionMustBeAtHand", "DecisionMustBeEvidenced")) {
            assertThat(standing(memo, finding)).isEqualTo(new Standing.Open(null));
            assertThat(standing(decision, finding)).isEqualTo(new Standing.Answered());
        }
    }

    @Test
    @Clause("STO-12")
    void aLaterCheckThatFindsTheRequirementFulfilledAnswersTheOneBefore() {
        Story unfulfilled = givenActive(STO)
                .when(check("requirement-5", "2022-03-01", Result.NOT_FULFILLED))
                .happens()
                .when(check("requirement-6", "2022-03-01", Result.ASSUMED))
                .happens();
        Story again = unfulfilled
                .when(check("requirement-5", "2022-06-01", Result.NOT_FULFILLED))
                .happens();
        assertThat(standing(again, "RequirementMustBeFulfilled:check-1")).isEqualTo(new Standing.Open(null));
        Story fulfilled = again.when(check("requirement-5", "2022-09-01", Result.FULFILLED))
                .happens();
        assertThat(standing(fulfilled, "RequirementMustBeFulfilled:check-1")).isEqualTo(new Standing.Answered());
        assertThat(standing(fulfilled, "RequirementMustBeFulfilled:check-3")).isEqualTo(new Standing.Answered());
        assertThat(standing(fulfilled, "RequirementMustBeEvidenced:check-2")).isEqualTo(new Standing.Open(null));
        assertThat(standing(
                        fulfilled
                                .when(check("requirement-6", "2022-09-01", Result.FULFILLED))
                                .happens(),
                        "RequirementMustBeEvidenced:check-2"))
                .isEqualTo(new Standing.Answered());
    }

    @Test
    @Clause("STO-16")
    void aLaterMeetingDecidesWhatTheFirstDidNot() {
        String finding = "FirstMeetingMustDecideWhatIsLeftToIt:steering-the-statistics";
        Story first = givenActive(STO).when(met("2022-01-20")).happens();
        assertThat(standing(first, finding)).isEqualTo(new Standing.Open(null));
        Story later = first.when(met("2022-04-20", new Resolution("The statistics", "by gender", Manner.CONSENSUS)))
                .happens();
        assertThat(standing(later, finding)).isEqualTo(new Standing.Answered());
        assertThat(standing(later, "FirstMeetingMustDecideWhatIsLeftToIt:steering-what-the-activity-reports-hold"))
                .as("each matter on its own")
                .isEqualTo(new Standing.Open(null));
        assertThat(standing(later.whenVoided(MeetingHeld.class).happens(), finding))
                .isEqualTo(new Standing.Open(null));
    }

    private static HoldMeeting met(String on, Resolution... decisions) {
        LocalDate day = LocalDate.parse(on);
        return new HoldMeeting(
                AgreementId.of(STO), null, "steering", day, null, null, List.of(decisions), Mandate.of(REGISTRAR, day));
    }

    private static CheckRequirement check(String requirement, String on, Result result) {
        return new CheckRequirement(
                AgreementId.of(STO),
                requirement,
                "stiftelse",
                LocalDate.parse(on),
                result,
                result == Result.FULFILLED ? null : "as the foundation says",
                null,
                Mandate.of(REGISTRAR, LocalDate.parse(on)));
    }

    /** Of NOR's findings none says that the notice is missing its form; without it one does. */
    private static final Terms FORMLESS =
            Paper.of("NOR").without("/exits/0/form").terms();

    @Test
    @Clause("NOR-8")
    void whatOnlyAnAmendmentBroughtUpIsAnsweredByTheNext() {
        Story formless = givenActive(NOR).amended("2022-01-10", "2022-02-01", FORMLESS);
        String found = onlyIn(formless, givenActive(NOR));
        assertThat(standing(formless, found)).isInstanceOf(Standing.Open.class);
        Story mended = formless.amended("2022-01-11", "2022-03-01", NOR);
        assertThat(standing(mended, found)).isEqualTo(new Standing.Answered());
        // And is open again where it comes again.
        assertThat(standing(mended.amended("2022-01-12", "2022-04-01", FORMLESS), found))
                .isInstanceOf(Standing.Open.class);
    }

    @Test
    @Clause("NOR-8")
    void whatHoldsOnlyLaterAsksAlreadyAndAnswersWhenItHolds() {
        Story formless = givenActive(NOR).amended("2022-01-10", "2022-02-01", FORMLESS);
        String found = onlyIn(formless, givenActive(NOR));
        assertThat(standing(formless, found, "2022-01-15")).isInstanceOf(Standing.Open.class);
        Story mended = formless.amended("2022-01-11", "2022-03-01", NOR);
        assertThat(standing(mended, found, "2022-02-28")).isInstanceOf(Standing.Open.class);
        assertThat(standing(mended, found, "2022-03-01")).isEqualTo(new Standing.Answered());
        // After the last day, 2024-09-14, it stands as on it.
        assertThat(standing(formless, found, "2030-01-01")).isInstanceOf(Standing.Open.class);
        assertThat(standing(mended, found, "2030-01-01")).isEqualTo(new Standing.Answered());
    }

    /** Nobody has to answer for terms that the agreement does not reach. */
    @Test
    @Clause("NOR-8")
    void whatHoldsOnNoDayAsksNothingAndAnswersNothing() {
        Story formless = givenActive(NOR).amended("2022-01-10", "2022-09-01", FORMLESS);
        String found = onlyIn(formless, givenActive(NOR));
        Story noticed = formless.when(new GiveNotice(
                        AgreementId.of(NOR),
                        "notice",
                        "kommun",
                        LocalDate.of(2022, 1, 15),
                        Form.WRITTEN,
                        "steering",
                        null,
                        null,
                        List.of(),
                        Mandate.of(REGISTRAR, LocalDate.of(2022, 1, 15))))
                .happens();
        assertThat(standing(formless, found, "2022-02-01")).isInstanceOf(Standing.Open.class);
        assertThat(standing(noticed, found, "2022-02-01")).isEqualTo(new Standing.Answered());
        // What the terms ask that hold on the last day, 2022-07-15, stays asked.
        String first = ids(givenActive(NOR)).getFirst();
        assertThat(standing(noticed, first, "2022-07-15")).isInstanceOf(Standing.Open.class);
        assertThat(standing(noticed, first, "2030-01-01")).isInstanceOf(Standing.Open.class);
    }

    /** UPP-5: what waits for the year's decision waits as long as the terms hold that plan the year. */
    @Test
    @Clause({"UPP-4", "UPP-5"})
    void thatAYearIsNotDecidedStaysAskedUntilTermsHoldThatDoNotPlanIt() {
        String undecided = "YearlyDecisionMustBeRecorded:2020-stadsmission";
        Story amended = givenActive(UPP)
                .amended(
                        "2021-12-20",
                        "2021-12-25",
                        Paper.of("UPP").without("/funding/grants/1").terms());
        assertThat(standing(amended, undecided, "2021-12-24"))
                .isInstanceOfSatisfying(
                        Standing.Open.class,
                        open -> assertThat(open.blocked())
                                .extracting(Blocked::what)
                                .isEqualTo(Blocked.What.ADJUSTED_AMOUNT));
        assertThat(standing(amended, undecided, "2021-12-25")).isEqualTo(new Standing.Answered());
        assertThat(standing(amended.when(budget(2020)).happens(), undecided, "2021-12-24"))
                .isEqualTo(new Standing.Answered());
    }

    @Test
    @Clause("NOR-8")
    void theFindingsOfAnAmendmentGoWithTheSignatureByMistakeThatBroughtThemAndComeAgainWithIt() {
        Story formless = givenActive(NOR).amended("2022-01-10", "2022-02-01", FORMLESS);
        String found = onlyIn(formless, givenActive(NOR));
        Story voided = formless.whenVoided(AmendmentSigned.class).happens();
        assertThat(ids(voided)).doesNotContain(found);
        // The other signature was the mistake: the terms are not in effect, and what was found in them is no question
        // now.
        Story other = formless.when(Story.propose(NOR, first(formless), "signed by nobody"))
                .happens()
                .when(Story.approveCorrection(NOR, "correction-1"))
                .happens();
        assertThat(other.known().termsVersion()).isEqualTo(1);
        assertThat(standing(other, found)).isEqualTo(new Standing.Answered());
    }

    private static int first(Story story) {
        return story.known().facts().all().stream()
                .filter(fact -> fact.event() instanceof AmendmentSigned)
                .findFirst()
                .orElseThrow()
                .number();
    }

    @Test
    @Clause("LIN-6")
    void whatAnAmendmentAnsweredIsOpenAgainWithoutIt() {
        String start = "AdjustmentMustHaveOneStart";
        Story amended = givenActive(LIN)
                .amended(
                        "2022-01-10",
                        "2022-02-01",
                        Paper.of("LIN")
                                .without("/funding/adjustment/startReadings/1")
                                .terms());
        assertThat(standing(amended, start)).isEqualTo(new Standing.Answered());
        assertThat(standing(amended.whenVoided(AmendmentSigned.class).happens(), start))
                .isInstanceOf(Standing.Open.class);
    }

    @Test
    @Clause("LUN-4")
    void aPercentageAnswersNothingThatAsksForAmounts() {
        assertThat(ids(givenActive(LUN))).noneMatch(id -> id.startsWith("YearlyDecisionMustBeRecorded"));
    }

    private static String onlyIn(Story more, Story fewer) {
        return ids(more).stream()
                .filter(id -> !ids(fewer).contains(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> ids(Story story) {
        return story.known().findings().stream().map(Finding::id).toList();
    }

    private static Standing standing(Story story, String id) {
        return standing(story, id, AT_LAST.toString());
    }

    private static Standing standing(Story story, String id, String day) {
        return Blocking.standing(
                story.known(),
                story.known().findings().stream()
                        .filter(finding -> finding.id().equals(id))
                        .findFirst()
                        .orElseThrow(),
                LocalDate.parse(day));
    }

    private static FileDocument file(Terms terms, Kind kind, @Nullable String label, String digit) {
        return new FileDocument(
                AgreementId.of(terms),
                kind,
                label,
                new DocumentReference("A paper", null, null, digit.repeat(64), "application/pdf"),
                TAKEOVER,
                null,
                Mandate.of(REGISTRAR, TAKEOVER));
    }
}
