package se.iopledger.agreement.domain.govern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static se.iopledger.agreement.domain.Story.REGISTRAR;
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
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.AgreementDecider;
import se.iopledger.agreement.domain.AgreementId;
import se.iopledger.agreement.domain.GovernanceCommand.AppointRepresentative;
import se.iopledger.agreement.domain.GovernanceCommand.AssignDuty;
import se.iopledger.agreement.domain.GovernanceCommand.CancelMeeting;
import se.iopledger.agreement.domain.GovernanceCommand.ChooseMeetingInterval;
import se.iopledger.agreement.domain.GovernanceCommand.EndMandate;
import se.iopledger.agreement.domain.GovernanceCommand.HoldMeeting;
import se.iopledger.agreement.domain.GovernanceCommand.KeepMinutes;
import se.iopledger.agreement.domain.GovernanceCommand.PlanMeeting;
import se.iopledger.agreement.domain.Story;
import se.iopledger.agreement.domain.govern.Governance.Meeting;
import se.iopledger.agreement.domain.govern.MeetingIntervals.Asked;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.agreement.AgreementEvent.FindingsRaised;
import se.iopledger.contracts.agreement.DocumentReference;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.agreement.GovernanceEvent.Duty;
import se.iopledger.contracts.agreement.GovernanceEvent.DutyAssigned;
import se.iopledger.contracts.agreement.GovernanceEvent.MandateEnded;
import se.iopledger.contracts.agreement.GovernanceEvent.Manner;
import se.iopledger.contracts.agreement.GovernanceEvent.MeetingCancelled;
import se.iopledger.contracts.agreement.GovernanceEvent.MeetingHeld;
import se.iopledger.contracts.agreement.GovernanceEvent.MeetingIntervalChosen;
import se.iopledger.contracts.agreement.GovernanceEvent.MeetingPlanned;
import se.iopledger.contracts.agreement.GovernanceEvent.MinutesKept;
import se.iopledger.contracts.agreement.GovernanceEvent.RepresentativeAppointed;
import se.iopledger.contracts.agreement.GovernanceEvent.Resolution;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.Group;
import se.iopledger.contracts.terms.ObligationKind;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;

/** Groups meet, decide and are documented; representatives have mandates; and it is seen whether groups met too seldom. */
final class GovernanceTest {
    private static final DocumentReference MINUTES = new DocumentReference(
            "Minutes",
            null,
            null,
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "application/pdf");

    @Test
    @Clause({"LUN-7", "LUN-13", "NOR-9", "UPP-12"})
    void aMeetingIsCalledByWhomTheTermsName() {
        for (Terms terms : List.of(LUN, NOR, UPP)) {
            String convener = terms.equals(LUN) ? "kommun" : "stadsmission";
            String other = terms.equals(LUN) ? "kvinnojouren" : "kommun";
            givenActive(terms)
                    .when(plan(terms, "steering", "2022-02-01", convener))
                    .then(MeetingPlanned.class);
            givenActive(terms)
                    .when(plan(terms, "steering", "2022-02-01", other))
                    .thenRejected("MeetingMustBeCalledByItsConvener")
                    .satisfies(refused -> assertThat(refused.clauses())
                            .contains(terms.groups().getFirst().clauses().getFirst()));
        }
        // Stockholms' paper names nobody.
        for (String party : List.of("stad", "stiftelse")) {
            givenActive(STO).when(plan(STO, "steering", "2022-02-01", party)).then(MeetingPlanned.class);
        }
    }

    @Test
    @Clause("LIN-7")
    void thePartiesThemselvesMeetWhereTheTermsAskForIt() {
        Story active = givenActive(LIN);
        active.when(plan(LIN, "follow-up-meeting", "2022-05-01", "kommun")).then(MeetingPlanned.class);
        active.when(plan(LIN, "follow-up-meeting", "2022-05-01", "pastorat"))
                .thenRejected("MeetingMustBeCalledByItsConvener");
        active.when(plan(LIN, "nobody", "2022-05-01", "kommun")).thenRejected("BodyMustBeInTheTerms");
        active.when(plan(LIN, "operational", "2022-05-01", "nobody")).thenRejected("PartyMustBeInTheTerms");
    }

    @Test
    @Clause({"LUN-7", "STO-16"})
    void aMeetingIsHeldWithItsDecisionsAndItsMinutesAreKept() {
        Story held = givenActive(STO)
                .when(plan(STO, "steering", "2022-01-20", "stad"))
                .then(MeetingPlanned.class)
                .when(hold(
                        STO,
                        "meeting-1",
                        "steering",
                        "2022-01-21",
                        "stad",
                        "stiftelse",
                        new Resolution(
                                "the chair and its rotation",
                                "rotates every half-year, the city first",
                                Manner.CONSENSUS),
                        new Resolution(
                                "what the activity reports hold",
                                "hold the activities and who was reached",
                                Manner.OTHER),
                        new Resolution("the statistics", "by gender", Manner.CONSENSUS)))
                .then(MeetingHeld.class);
        assertThat(held.known().governance().meetings())
                .singleElement()
                .satisfies(meeting -> assertThat(meeting.held()).isNotNull());
        Story kept = held.when(minutes("meeting-1", "2022-02-01", "2022-02-01")).then(MinutesKept.class);
        assertThat(kept.known().governance().meetings().getFirst().minutes()).isEqualTo(MINUTES);
        kept.when(minutes("meeting-1", "2022-02-01", "2022-02-01")).thenRejected("MinutesMustNotBeKeptTwice");
        held.when(minutes("meeting-1", "2022-01-20", "2022-02-01")).thenRejected("StepMustNotPrecedeTheLast");
        held.when(minutes("meeting-9", "2022-02-01", "2022-02-01")).thenRejected("MeetingMustBeKnown");
        held.when(hold(STO, "meeting-1", "steering", "2022-01-21", null, null))
                .thenRejected("MeetingMustBeStillPlanned");
        held.when(cancel("meeting-1", "2022-01-22")).thenRejected("MeetingMustBeStillPlanned");
    }

    @Test
    void aMeetingThatIsCalledOffIsNotHeld() {
        Story planned = givenActive(STO)
                .when(plan(STO, "steering", "2022-03-01", "stad"))
                .happens();
        planned.when(hold(STO, "meeting-1", "cooperation", "2022-03-01", null, null))
                .thenRejected("MeetingMustBeOfTheBodyItWasPlannedFor");
        planned.when(minutes("meeting-1", "2022-03-01", "2022-03-01"))
                .thenRejected("MinutesMustBeOfAMeetingThatWasHeld");
        planned.when(new CancelMeeting(AgreementId.of(STO), "meeting-1", LocalDate.of(2022, 2, 2), on("2022-02-01")))
                .thenRejected("DateMustNotBeInTheFuture");
        planned.when(cancel("meeting-1", "2022-02-20"))
                .then(MeetingCancelled.class)
                .when(hold(STO, "meeting-1", "steering", "2022-03-01", null, null))
                .thenRejected("MeetingMustBeStillPlanned");
    }

    @Test
    @Clause("UPP-12")
    void uppsalasTieBreakCoversChangesOfCommitmentsAndNothingElse() {
        Story active = givenActive(UPP);
        active.when(hold(
                        UPP,
                        null,
                        "steering",
                        "2021-12-10",
                        null,
                        null,
                        new Resolution("changes of commitments", "the café closes", Manner.TIE_BREAK)))
                .then(MeetingHeld.class);
        active.when(hold(
                        UPP,
                        null,
                        "steering",
                        "2021-12-10",
                        null,
                        null,
                        new Resolution("changes of commitments", "the café closes", Manner.CONSENSUS),
                        new Resolution("the budget", "more for staff", Manner.TIE_BREAK)))
                .thenRejected("TieBreakMustCoverWhatItDecides")
                .satisfies(refused -> {
                    assertThat(refused.field()).isEqualTo("/decisions/1/subject");
                    assertThat(refused.clauses()).containsExactly("UPP-12");
                    assertThat(refused.detail()).startsWith("without consensus it is decided only on ");
                });
        givenActive(STO)
                .when(hold(
                        STO,
                        null,
                        "steering",
                        "2022-01-10",
                        null,
                        null,
                        new Resolution("direction", "onwards", Manner.TIE_BREAK)))
                .thenRejected("TieBreakMustCoverWhatItDecides");
    }

    @Test
    @Clause({"LUN-7", "UPP-22"})
    void aMeetingDocumentedByAnotherThanTheTermsNameIsAFinding() {
        Story held = givenActive(LUN)
                .when(hold(LUN, null, "steering", "2022-01-10", "kommun", "kvinnojouren"))
                .then(MeetingHeld.class, FindingsRaised.class);
        assertThat(held.known().findings().getLast()).satisfies(finding -> {
            assertThat(finding.id()).isEqualTo("DutyMustBeDoneByWhoseItIs:meeting-1-documentation");
            assertThat(finding.clauses()).containsExactly("LUN-7");
        });
        givenActive(LUN)
                .when(hold(LUN, null, "steering", "2022-01-10", "kvinnojouren", "kommun"))
                .then(MeetingHeld.class);
    }

    @Test
    @Clause("STO-16")
    void whatTheFirstMeetingWasToDecideIsUndecidedUntilOneDoes() {
        Group steering = STO.groups().getFirst();
        Story active = givenActive(STO);
        assertThat(FirstMeeting.undecided(active.known(), steering))
                .containsExactly("the chair and its rotation", "what the activity reports hold", "the statistics");
        Story first = active.when(hold(
                        STO,
                        null,
                        "steering",
                        "2022-01-20",
                        "stad",
                        null,
                        new Resolution("The chair and its rotation", "every half-year", Manner.CONSENSUS)))
                .happens();
        assertThat(FirstMeeting.undecided(first.known(), steering))
                .containsExactly("what the activity reports hold", "the statistics");
        Story elsewhere = first.when(hold(
                        STO,
                        null,
                        "cooperation",
                        "2022-01-25",
                        "stad",
                        null,
                        new Resolution("the statistics", "by gender", Manner.CONSENSUS)))
                .happens();
        assertThat(FirstMeeting.undecided(elsewhere.known(), steering)).contains("the statistics");
        Story second = elsewhere
                .when(hold(
                        STO,
                        null,
                        "steering",
                        "2022-02-20",
                        "stad",
                        null,
                        new Resolution("the statistics", "by gender", Manner.CONSENSUS),
                        new Resolution("what the activity reports hold", "who was reached", Manner.CONSENSUS)))
                .happens();
        assertThat(FirstMeeting.undecided(second.known(), steering)).isEmpty();
        assertThat(FirstMeeting.undecided(givenActive(UPP).known(), UPP.groups().getFirst()))
                .isEmpty();
    }

    @Test
    @Clause("STO-16")
    void whatTheFirstMeetingLeftUndecidedIsFound() {
        Story first = givenActive(STO)
                .when(hold(
                        STO,
                        null,
                        "steering",
                        "2022-01-20",
                        null,
                        null,
                        new Resolution("the statistics", "by gender", Manner.CONSENSUS)))
                .then(MeetingHeld.class, FindingsRaised.class);
        assertThat(first.known().findings())
                .extracting(Finding::id)
                .endsWith(
                        "FirstMeetingMustDecideWhatIsLeftToIt:steering-the-chair-and-its-rotation",
                        "FirstMeetingMustDecideWhatIsLeftToIt:steering-what-the-activity-reports-hold");
        first.when(hold(STO, null, "steering", "2022-04-20", null, null)).then(MeetingHeld.class);
    }

    @Test
    void meetingsAreCountedAndNotWhatHappensToThem() {
        Story first = givenActive(STO)
                .when(plan(STO, "steering", "2022-01-20", "stad"))
                .happens()
                .when(hold(STO, "meeting-1", "steering", "2022-01-20", null, null))
                .happens()
                .when(minutes("meeting-1", "2022-02-01", "2022-02-01"))
                .happens();
        Story second = first.when(hold(STO, null, "steering", "2022-04-20", null, null))
                .happens();
        assertThat(second.known().governance().meetings())
                .extracting(Meeting::id)
                .containsExactly("meeting-1", "meeting-2");
        // A meeting that was recorded by mistake keeps its number.
        assertThat(second.whenVoided(MeetingHeld.class)
                        .happens()
                        .when(hold(STO, null, "steering", "2022-04-21", null, null))
                        .happens()
                        .known()
                        .governance()
                        .meetings())
                .extracting(Meeting::id)
                .containsExactly("meeting-1", "meeting-3");
    }

    @Test
    @Clause({"STO-10", "STO-16"})
    void chairAndDocumentationGoFromPartyToParty() {
        Story turns = givenActive(STO)
                .when(hold(STO, null, "steering", "2021-12-20", null, null))
                .happens()
                .when(duty(STO, "steering", Duty.CHAIR, "stad", "2022-01-01"))
                .then(DutyAssigned.class)
                .when(duty(STO, "steering", Duty.CHAIR, "stiftelse", "2022-07-01"))
                .then(DutyAssigned.class)
                .when(duty(STO, "cooperation", Duty.DOCUMENTATION, "stiftelse", "2022-01-01"))
                .then(DutyAssigned.class);
        Governance governance = turns.known().governance();
        assertThat(governance.onDuty("steering", Duty.CHAIR, LocalDate.of(2021, 12, 31)))
                .isEmpty();
        assertThat(governance.onDuty("steering", Duty.CHAIR, LocalDate.of(2022, 6, 30)))
                .contains("stad");
        assertThat(governance.onDuty("steering", Duty.CHAIR, LocalDate.of(2022, 7, 1)))
                .contains("stiftelse");
        turns.when(hold(STO, null, "steering", "2022-07-01", "stad", null))
                .then(MeetingHeld.class, FindingsRaised.class);
        turns.when(hold(STO, null, "cooperation", "2022-07-01", null, "stad"))
                .then(MeetingHeld.class, FindingsRaised.class);
        turns.when(hold(STO, null, "steering", "2022-07-01", "stiftelse", "stad"))
                .then(MeetingHeld.class);
    }

    @Test
    void aDutyThatTheTermsGiveToAPartyStaysThere() {
        givenActive(LUN)
                .when(duty(LUN, "steering", Duty.DOCUMENTATION, "kvinnojouren", "2022-01-01"))
                .thenRejected("DutyMustNotBeFixedByTheTerms")
                .satisfies(refused -> assertThat(refused.clauses()).containsExactly("LUN-7"));
        givenActive(LUN)
                .when(duty(LUN, "nowhere", Duty.CHAIR, "kvinnojouren", "2022-01-01"))
                .thenRejected("GroupMustBeInTheTerms");
        givenActive(LUN)
                .when(duty(LUN, "steering", Duty.CHAIR, "nobody", "2022-01-01"))
                .thenRejected("PartyMustBeInTheTerms");
    }

    @Test
    @Clause({"UPP-22", "UPP-1", "UPP-13"})
    void eachPartyAppointsRepresentativesWithAMandate() {
        Story appointed = given(register(UPP))
                .when(appoint(UPP, "kommun", "cooperation", "contact politician", "2019-01-01", "2021-12-31"))
                .then(RepresentativeAppointed.class)
                .when(appoint(UPP, "stadsmission", null, "director", "2019-01-01", null))
                .then(RepresentativeAppointed.class);
        Story ended = appointed
                .when(new EndMandate(
                        AgreementId.of(UPP), "representative-2", LocalDate.of(2021, 6, 30), on("2021-12-20")))
                .then(MandateEnded.class);
        assertThat(ended.known().governance().representatives().getLast().holdsOn(LocalDate.of(2021, 7, 1)))
                .isFalse();
        assertThat(ended.known().governance().representatives().getLast().holdsOn(LocalDate.of(2021, 6, 30)))
                .isTrue();
        ended.when(new EndMandate(AgreementId.of(UPP), "representative-2", LocalDate.of(2021, 6, 30), on("2021-12-20")))
                .thenRejected("MandateMustEndEarlier");
        ended.when(new EndMandate(
                        AgreementId.of(UPP), "representative-2", LocalDate.of(2018, 12, 31), on("2021-12-20")))
                .thenRejected("MandateMustLastADay");
        ended.when(new EndMandate(AgreementId.of(UPP), "representative-3", LocalDate.of(2021, 6, 30), on("2021-12-20")))
                .thenRejected("RepresentativeMustBeKnown");
        ended.when(appoint(UPP, "kommun", "cooperation", "contact politician", "2020-01-01", "2019-12-31"))
                .thenRejected("MandateMustLastADay");
        ended.when(appoint(UPP, "nobody", "cooperation", "contact politician", "2020-01-01", null))
                .thenRejected("PartyMustBeInTheTerms");
        ended.when(appoint(UPP, "kommun", "nowhere", "contact politician", "2020-01-01", null))
                .thenRejected("GroupMustBeInTheTerms");
        ended.when(appoint(UPP, "kommun", "cooperation", " ", "2020-01-01", null))
                .thenRejected("TextMustNotBeBlank");
        given(register(UPP))
                .voided()
                .when(appoint(UPP, "kommun", null, "director", "2020-01-01", null))
                .thenRejected("AgreementMustNotBeVoided");
    }

    @Test
    @Clause("STO-10")
    void stockholmsFoundationHasAtMostTwoSeatsAtATime() {
        Story two = givenActive(STO)
                .when(appoint(STO, "stiftelse", "steering", "director", "2022-01-01", "2022-06-30"))
                .happens()
                .when(appoint(STO, "stiftelse", "steering", "head of activity", "2022-03-01", null))
                .happens();
        two.when(appoint(STO, "stiftelse", "steering", "board member", "2022-02-01", "2022-03-01"))
                .thenRejected("SeatsMustNotBeExceeded")
                .satisfies(refused -> {
                    assertThat(refused.field()).isEqualTo("/group");
                    assertThat(refused.clauses()).contains("STO-10");
                });
        two.when(appoint(STO, "stiftelse", "steering", "board member", "2022-02-01", "2022-02-28"))
                .then(RepresentativeAppointed.class);
        two.when(appoint(STO, "stiftelse", "steering", "board member", "2022-07-01", null))
                .then(RepresentativeAppointed.class);
        two.when(appoint(STO, "stiftelse", "cooperation", "board member", "2022-02-01", null))
                .then(RepresentativeAppointed.class);
        two.when(appoint(STO, "stad", "steering", "head of unit", "2022-02-01", null))
                .then(RepresentativeAppointed.class);
    }

    @Test
    @Clause("LUN-7")
    void lundsSteeringGroupMeetsFourTimesAYear() {
        Story story = givenActive(LUN);
        for (String day : List.of("2022-02-01", "2022-05-01", "2022-09-01")) {
            story = story.when(hold(LUN, null, "steering", day, null, null)).happens();
        }
        assertThat(MeetingIntervals.until(LocalDate.of(2022, 12, 31), story.known()))
                .containsExactly(
                        asked(LUN, "2021-01-01", "2021-12-31", 4, 0, true),
                        asked(LUN, "2022-01-01", "2022-12-31", 4, 3, false));
        assertThat(MeetingIntervals.until(LocalDate.of(2023, 1, 1), story.known()))
                .filteredOn(Asked::tooSeldom)
                .extracting(Asked::first)
                .containsExactly(LocalDate.of(2021, 1, 1), LocalDate.of(2022, 1, 1));
        // One more, which comes to light late.
        Story fourth = story.when(new HoldMeeting(
                        AgreementId.of(LUN),
                        null,
                        "steering",
                        LocalDate.of(2022, 12, 31),
                        null,
                        null,
                        List.of(),
                        on("2023-02-01")))
                .happens();
        assertThat(MeetingIntervals.until(LocalDate.of(2023, 2, 1), fourth.known()))
                .filteredOn(Asked::tooSeldom)
                .extracting(Asked::first)
                .containsExactly(LocalDate.of(2021, 1, 1));
    }

    @Test
    @Clause({"NOR-9", "LIN-7"})
    void contractYearsAndQuartersAreCountedFromTheFirstDay() {
        assertThat(MeetingIntervals.until(
                        LocalDate.of(2022, 9, 15), givenActive(NOR).known()))
                .extracting(Asked::first, Asked::asked, Asked::tooSeldom)
                .containsExactly(tuple(LocalDate.of(2021, 9, 15), 4, true), tuple(LocalDate.of(2022, 9, 15), 4, false));
        Story met = givenActive(LIN)
                .when(hold(LIN, null, "operational-meeting", "2022-02-01", null, null))
                .happens();
        assertThat(MeetingIntervals.until(LocalDate.of(2022, 7, 1), met.known()))
                .filteredOn(asked -> asked.meeting().equals("operational-meeting"))
                .extracting(Asked::first, Asked::tooSeldom)
                .containsExactly(
                        tuple(LocalDate.of(2021, 10, 1), true),
                        tuple(LocalDate.of(2022, 1, 1), false),
                        tuple(LocalDate.of(2022, 4, 1), true),
                        tuple(LocalDate.of(2022, 7, 1), false));
        assertThat(MeetingIntervals.until(
                        LocalDate.of(2022, 7, 1), given(register(LIN)).known()))
                .isEmpty();
    }

    @Test
    @Clause("STO-10")
    void stockholmsSteeringGroupMeetsQuarterlyUntilItChoosesAnotherInterval() {
        Story met = givenActive(STO)
                .when(hold(STO, null, "steering", "2022-03-01", null, null))
                .happens();
        Story chosen = met.when(interval(STO, "steering", 6, "2022-03-15", "meeting-1"))
                .then(MeetingIntervalChosen.class);
        assertThat(MeetingIntervals.until(LocalDate.of(2022, 10, 1), chosen.known()))
                .filteredOn(asked -> asked.meeting().equals("steering-meeting"))
                .extracting(Asked::first, Asked::last, Asked::held, Asked::tooSeldom)
                .containsExactly(
                        tuple(LocalDate.of(2021, 12, 15), LocalDate.of(2022, 3, 14), 1, false),
                        tuple(LocalDate.of(2022, 3, 15), LocalDate.of(2022, 9, 14), 0, true));
        met.when(interval(STO, "steering", 13, "2022-03-15", "meeting-1")).thenRejected("IntervalMustBeAtMostAYear");
        met.when(interval(STO, "steering", 0, "2022-03-15", "meeting-1")).thenRejected("IntervalMustBeAtMostAYear");
        met.when(interval(STO, "steering", 6, "2022-02-28", "meeting-1")).thenRejected("StepMustNotPrecedeTheLast");
        met.when(interval(STO, "steering", 6, "2022-03-15", "meeting-2"))
                .thenRejected("IntervalMustBeDecidedAtAMeeting");
        met.when(interval(STO, "cooperation", 6, "2022-03-15", "meeting-1"))
                .thenRejected("IntervalMustBeTheGroupsToChoose");
        givenActive(LUN)
                .when(hold(LUN, null, "steering", "2022-03-01", null, null))
                .happens()
                .when(interval(LUN, "steering", 6, "2022-03-15", "meeting-1"))
                .thenRejected("IntervalMustBeTheGroupsToChoose")
                .satisfies(refused -> assertThat(refused.clauses()).containsExactly("LUN-7"));
        chosen.whenVoided(MeetingIntervalChosen.class).happens();
    }

    @Test
    @Clause("STO-10")
    void aGroupChoosesForItselfAtAMeetingOfItsOwn() {
        Story cooperation = givenActive(STO)
                .when(hold(STO, null, "cooperation", "2022-03-01", null, null))
                .happens();
        cooperation
                .when(interval(STO, "steering", 6, "2022-03-15", "meeting-1"))
                .thenRejected("IntervalMustBeDecidedAtAMeeting");
        // Nor does another group's meeting count as one of the steering group's.
        assertThat(MeetingIntervals.until(LocalDate.of(2022, 3, 15), cooperation.known()))
                .extracting(Asked::meeting, Asked::held)
                .containsExactly(tuple("steering-meeting", 0), tuple("steering-meeting", 0));
        Story met = cooperation
                .when(hold(STO, null, "steering", "2022-03-02", null, null))
                .happens();
        for (int months : new int[] {1, 12}) {
            Story chosen = met.when(interval(STO, "steering", months, "2022-03-15", "meeting-2"))
                    .then(MeetingIntervalChosen.class);
            assertThat(MeetingIntervals.until(LocalDate.of(2022, 12, 1), chosen.known()))
                    .as("what the steering group chose binds no other group")
                    .extracting(Asked::meeting)
                    .containsOnly("steering-meeting");
        }
    }

    @Test
    @Clause("UPP-12")
    void whereTheTermsAskAGroupForNoMeetingsItHasNoIntervalToChoose() {
        givenActive(UPP)
                .when(hold(UPP, null, "steering", "2021-12-20", null, null))
                .happens()
                .when(interval(UPP, "steering", 6, "2021-12-21", "meeting-1"))
                .thenRejected("IntervalMustBeTheGroupsToChoose");
    }

    @Test
    void meetingsAreCountedFromTheTakeoverOnAndWhereTheTermsGiveANumberOfThem() {
        Terms monthly = Paper.of("LIN").with("/obligations/1/due/months", "1").terms();
        assertThat(MeetingIntervals.until(
                        LocalDate.of(2022, 1, 31), givenActive(monthly).known()))
                .filteredOn(asked -> asked.meeting().equals("operational-meeting"))
                .extracting(Asked::first)
                .containsExactly(LocalDate.of(2021, 12, 1), LocalDate.of(2022, 1, 1));
        for (String due : List.of(
                "{\"kind\": \"IN_MONTHS\", \"months\": [3]}",
                "{\"kind\": \"ONCE_BY\", \"date\": \"2022-03-01\"}",
                "{\"kind\": \"BEFORE_START\"}")) {
            Terms otherwise = Paper.of("LUN")
                    .with("/obligations/" + meetingOfLund() + "/due", due)
                    .terms();
            assertThat(MeetingIntervals.until(
                            LocalDate.of(2023, 1, 1), givenActive(otherwise).known()))
                    .as(due)
                    .isEmpty();
        }
    }

    @Test
    void meetingsOfThePeriodAreCountedOverAllOfIt() {
        Terms twice = Paper.of("LUN")
                .with("/obligations/" + meetingOfLund() + "/due", "{\"kind\": \"TIMES_IN_PERIOD\", \"times\": 2}")
                .terms();
        Story met = givenActive(twice)
                .when(hold(twice, null, "steering", "2022-03-01", null, null))
                .happens();
        assertThat(MeetingIntervals.until(LocalDate.of(2022, 4, 1), met.known()))
                .extracting(Asked::first, Asked::last, Asked::asked, Asked::held, Asked::tooSeldom)
                .containsExactly(tuple(LUN.period().first(), LUN.period().last(), 2, 1, false));
        met.when(interval(twice, "steering", 6, "2022-03-15", "meeting-1"))
                .thenRejected("IntervalMustBeTheGroupsToChoose");
    }

    @Test
    @Clause("LIN-7")
    void whoeverCallsTheFollowUpMeetingInsteadOfTheMunicipalityIsToldTheClause() {
        givenActive(LIN)
                .when(plan(LIN, "follow-up-meeting", "2022-05-01", "pastorat"))
                .thenRejected("MeetingMustBeCalledByItsConvener")
                .satisfies(refused -> assertThat(refused.clauses()).containsExactly("LIN-7"));
    }

    @Test
    @Clause("STO-10")
    void whoChairsAndDocumentsIsAParty() {
        givenActive(STO)
                .when(hold(STO, null, "steering", "2022-01-10", "nobody", null))
                .thenRejected("PartyMustBeInTheTerms")
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("/chair"));
        givenActive(STO)
                .when(hold(STO, null, "steering", "2022-01-10", null, "nobody"))
                .thenRejected("PartyMustBeInTheTerms")
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("/documentedBy"));
    }

    @Test
    @Clause("UPP-12")
    void whereNobodyBreaksATieNothingIsDecidedByOne() {
        Terms consensusOnly =
                Paper.of("UPP").without("/groups/0/decisionRule/tieBreak").terms();
        givenActive(consensusOnly)
                .when(hold(
                        consensusOnly,
                        null,
                        "steering",
                        "2021-12-10",
                        null,
                        null,
                        new Resolution("changes of commitments", "the café closes", Manner.TIE_BREAK)))
                .thenRejected("TieBreakMustCoverWhatItDecides")
                .satisfies(refused -> assertThat(refused.detail()).contains("let nobody decide"));
    }

    @Test
    void aHistoryThatCannotBeIsNotFollowed() {
        String id = AgreementId.of(STO);
        LocalDate day = LocalDate.of(2022, 3, 1);
        Story active = givenActive(STO);
        for (var event : List.of(
                new MeetingCancelled(id, "meeting-1", day),
                new MinutesKept(id, "meeting-1", day, MINUTES),
                new MeetingIntervalChosen(id, "steering", 6, day, "meeting-1"),
                new MandateEnded(id, "representative-1", day))) {
            assertThatThrownBy(() -> AgreementDecider.evolve(active.agreement(), event))
                    .isInstanceOf(IllegalStateException.class);
        }
        Story planned = active.when(plan(STO, "steering", "2022-03-01", "stad")).happens();
        for (var event : List.of(
                new MinutesKept(id, "meeting-1", day, MINUTES),
                new MeetingIntervalChosen(id, "steering", 6, day, "meeting-1"))) {
            assertThatThrownBy(() -> AgreementDecider.evolve(planned.agreement(), event))
                    .as("of a meeting that was called and not held")
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    private static int meetingOfLund() {
        return IntStream.range(0, LUN.obligations().size())
                .filter(index -> LUN.obligations().get(index).kind() == ObligationKind.MEETING)
                .findFirst()
                .orElseThrow();
    }

    private static Asked asked(Terms terms, String first, String last, int asked, int held, boolean over) {
        return new Asked(
                "steering-meeting",
                "Meeting of the steering group",
                LocalDate.parse(first),
                LocalDate.parse(last),
                asked,
                held,
                over,
                List.of(terms.shortName() + "-7"));
    }

    private static PlanMeeting plan(Terms terms, String body, String day, String convener) {
        return new PlanMeeting(AgreementId.of(terms), body, LocalDate.parse(day), convener, on("2021-12-20"));
    }

    private static CancelMeeting cancel(String meeting, String day) {
        return new CancelMeeting(AgreementId.of(STO), meeting, LocalDate.parse(day), on(day));
    }

    private static HoldMeeting hold(
            Terms terms,
            @Nullable String meeting,
            String body,
            String day,
            @Nullable String chair,
            @Nullable String documentedBy,
            Resolution... decisions) {
        return new HoldMeeting(
                AgreementId.of(terms),
                meeting,
                body,
                LocalDate.parse(day),
                chair,
                documentedBy,
                List.of(decisions),
                on(day));
    }

    private static KeepMinutes minutes(String meeting, String day, String today) {
        return new KeepMinutes(AgreementId.of(STO), meeting, LocalDate.parse(day), MINUTES, on(today));
    }

    private static ChooseMeetingInterval interval(Terms terms, String body, int months, String from, String meeting) {
        return new ChooseMeetingInterval(
                AgreementId.of(terms), body, months, LocalDate.parse(from), meeting, on("2022-03-15"));
    }

    private static AppointRepresentative appoint(
            Terms terms, String party, @Nullable String group, String role, String from, @Nullable String until) {
        return new AppointRepresentative(
                AgreementId.of(terms),
                party,
                group,
                role,
                LocalDate.parse(from),
                until == null ? null : LocalDate.parse(until),
                on("2021-12-20"));
    }

    private static AssignDuty duty(Terms terms, String group, Duty duty, String party, String from) {
        return new AssignDuty(AgreementId.of(terms), group, duty, party, LocalDate.parse(from), on("2022-01-01"));
    }

    private static Mandate on(String today) {
        return Mandate.of(REGISTRAR, LocalDate.parse(today));
    }
}
