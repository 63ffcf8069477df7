package se.iopledger.agreement.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static se.iopledger.agreement.domain.Story.APPROVER;
import static se.iopledger.agreement.domain.Story.REGISTRAR;
import static se.iopledger.agreement.domain.Story.TAKEOVER;
import static se.iopledger.agreement.domain.Story.approve;
import static se.iopledger.agreement.domain.Story.approveCorrection;
import static se.iopledger.agreement.domain.Story.assumed;
import static se.iopledger.agreement.domain.Story.document;
import static se.iopledger.agreement.domain.Story.electronic;
import static se.iopledger.agreement.domain.Story.given;
import static se.iopledger.agreement.domain.Story.givenActive;
import static se.iopledger.agreement.domain.Story.propose;
import static se.iopledger.agreement.domain.Story.register;
import static se.iopledger.agreement.domain.Story.sign;
import static se.iopledger.agreement.domain.Story.workOffDueOn;
import static se.iopledger.agreement.testing.Five.LIN;
import static se.iopledger.agreement.testing.Five.LUN;
import static se.iopledger.agreement.testing.Five.NOR;
import static se.iopledger.agreement.testing.Five.STO;
import static se.iopledger.agreement.testing.Five.UPP;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import se.iopledger.agreement.domain.AgreementCommand.ApproveAgreement;
import se.iopledger.agreement.domain.AgreementCommand.RegisterAgreement;
import se.iopledger.agreement.domain.AgreementCommand.SignAgreement;
import se.iopledger.agreement.domain.CorrectionCommand.ProposeCorrection;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementActivated;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementApproved;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExpired;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExtended;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementRegistered;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementSigned;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementVoided;
import se.iopledger.contracts.agreement.AgreementEvent.FindingsRaised;
import se.iopledger.contracts.agreement.ConductEvent.DeadlinePassed;
import se.iopledger.contracts.agreement.CorrectionEvent.CorrectionApproved;
import se.iopledger.contracts.agreement.CorrectionEvent.CorrectionProposed;
import se.iopledger.contracts.agreement.Evidence;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;
import se.iopledger.contracts.testing.SimulatedIdentityNumbers;

/** An agreement from registration to its end, command by command. */
final class AgreementLifeTest {
    private static final LocalDate TOMORROW = TAKEOVER.plusDays(1);

    @Test
    void aRegistrationTakesTheTermsInAndSaysWhatIsFound() {
        Story story = given().when(register(UPP)).then(AgreementRegistered.class, FindingsRaised.class);
        assertThat(story.stage()).isInstanceOf(Stage.Draft.class);
        assertThat(story.history().getFirst())
                .isEqualTo(new AgreementRegistered(AgreementId.of(UPP), 1, REGISTRAR, UPP));
    }

    @Test
    @Clause({"UPP-1", "LIN-1", "STO-1"})
    void aCaseNumberIsRegisteredOnceInAMunicipality() {
        Terms sameCase = Paper.of("UPP")
                .with("/title", "\"Another title\"")
                .with("/caseNumber", "\" scn-2018 - 0415\"")
                .terms();
        given(register(UPP))
                .when(register(sameCase))
                .thenRejected("AgreementMustNotBeRegisteredTwice")
                .satisfies(refused -> assertThat(refused.kind()).isEqualTo(Rejection.Kind.CONFLICT));
    }

    @Test
    @Clause({"LUN-1", "LUN-2", "NOR-1", "NOR-2"})
    void withoutACaseNumberPartiesAndPeriodTell() {
        Terms otherWayRound = Paper.of("LUN")
                .with("/parties/0/name", "\"kvinnojouren  LUND\"")
                .with("/parties/1/name", "\"Lunds Kommun\"")
                .terms();
        given(register(LUN)).when(register(otherWayRound)).thenRejected("AgreementMustNotBeRegisteredTwice");
        givenActive(NOR)
                .when(register(NOR))
                .thenRejected("AgreementMustNotBeRegisteredTwice")
                .satisfies(refused -> assertThat(refused.detail()).startsWith("an agreement between these parties"));
        givenActive(STO)
                .when(register(STO))
                .thenRejected("AgreementMustNotBeRegisteredTwice")
                .satisfies(refused -> assertThat(refused.detail()).startsWith("this case number"));
    }

    @Test
    void anExpiredAgreementIsStillRegistered() {
        Story expired = givenActive(UPP)
                .when(workOffDueOn(UPP, LocalDate.of(2022, 1, 1)))
                .then(AgreementExpired.class);
        expired.when(register(UPP)).thenRejected("AgreementMustNotBeRegisteredTwice");
    }

    @Test
    void termsThatBreakARuleAreNotRegistered() {
        Terms backwards = Paper.of("UPP").with("/period/last", "\"2018-12-31\"").terms();
        given().when(register(backwards))
                .thenRejected("PeriodMustEndAfterItStarts")
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("/period/last"));
    }

    @Test
    void approvedAndSignedByAllItActivatesByItselfInTheSameAppend() {
        Story story = given(register(NOR), approve(NOR), sign(NOR, "stadsmission"))
                .when(sign(NOR, "kommun"))
                .then(AgreementSigned.class, AgreementActivated.class);
        assertThat(story.history().getLast())
                .isEqualTo(new AgreementActivated(
                        AgreementId.of(NOR), 1, NOR, LocalDate.of(2021, 9, 15), LocalDate.of(2024, 9, 14)));
    }

    @Test
    void nothingIsMissingOnceItIsInForceHasEndedOrWasAMistake() {
        Story active = givenActive(NOR);
        Story expired =
                active.when(workOffDueOn(NOR, LocalDate.of(2024, 9, 15))).then(AgreementExpired.class);
        // One signature and the decision are missing when it turns out to be a mistake.
        Story voided = given(register(NOR), sign(NOR, "kommun")).voided();
        for (Story story : List.of(active, expired, voided)) {
            assertThat(Agreement.missingForActivation(story.agreement()))
                    .as("%s", story.stage())
                    .isEmpty();
        }
    }

    @Test
    void theDecisionMayComeAfterTheSignatures() {
        given(register(NOR), sign(NOR, "stadsmission"), sign(NOR, "kommun"))
                .when(approve(NOR))
                .then(AgreementApproved.class, AgreementActivated.class);
    }

    @Test
    @Clause("LIN-2")
    void twoSignaturesOfThreeDoNotActivate() {
        Story two = given(register(LIN), approve(LIN), sign(LIN, "kommun"))
                .when(sign(LIN, "stadsmission"))
                .then(AgreementSigned.class);
        assertThat(two.stage()).isInstanceOf(Stage.Approved.class);
        assertThat(Agreement.missingForActivation(two.agreement()))
                .containsExactly(new Agreement.Missing.SignatureOf(LIN.party("pastorat")));
        two.when(sign(LIN, "pastorat")).then(AgreementSigned.class, AgreementActivated.class);
    }

    @Test
    void signaturesAloneDoNotActivate() {
        Story story = given(register(NOR), sign(NOR, "stadsmission"))
                .when(sign(NOR, "kommun"))
                .then(AgreementSigned.class);
        assertThat(Agreement.missingForActivation(story.agreement()))
                .containsExactly(new Agreement.Missing.BoardDecision());
    }

    @Test
    @Clause("NOR-13")
    void electronicSignaturesOfNorrtaljeAreTakenWithTheirEvidence() {
        given(register(NOR), approve(NOR))
                .when(sign(NOR, "stadsmission", LocalDate.of(2021, 6, 23), electronic("2021-06-23T18:01:22+02:00")))
                .then(AgreementSigned.class)
                .when(sign(NOR, "kommun", LocalDate.of(2021, 6, 24), electronic("2021-06-24T10:19:19+02:00")))
                .then(AgreementSigned.class, AgreementActivated.class);
    }

    @Test
    void whatIsAssumedStaysVisibleAsAFinding() {
        Story story = given(register(LUN))
                .when(approve(LUN, TAKEOVER, assumed()))
                .then(AgreementApproved.class, FindingsRaised.class)
                .when(sign(LUN, "kommun", TAKEOVER, assumed()))
                .then(AgreementSigned.class, FindingsRaised.class)
                .when(sign(LUN, "kvinnojouren", TAKEOVER, assumed()))
                .then(AgreementSigned.class, FindingsRaised.class, AgreementActivated.class);
        assertThat(findingsOf(story))
                .extracting(Finding::id)
                .contains(
                        "DecisionMustBeEvidenced",
                        "SignatureMustBeEvidenced:kommun",
                        "SignatureMustBeEvidenced:kvinnojouren");
    }

    @Test
    void whatIsNotRegisteredIsUnknown() {
        for (AgreementCommand command :
                List.of(approve(UPP), sign(UPP, "kommun"), propose(UPP, 0, "why"), workOffDueOn(UPP, TAKEOVER))) {
            given().when(command)
                    .thenRejected("AgreementMustBeRegistered")
                    .satisfies(refused -> assertThat(refused.kind()).isEqualTo(Rejection.Kind.UNKNOWN));
        }
    }

    @Test
    void whoRegisteredDoesNotApprove() {
        ApproveAgreement bySame = new ApproveAgreement(
                AgreementId.of(UPP), "socialnämnden", TAKEOVER, null, document(), Mandate.of(REGISTRAR, TAKEOVER));
        given(register(UPP))
                .when(bySame)
                .thenRejected("ApproverMustNotHaveRegistered")
                .satisfies(refused -> assertThat(refused.kind()).isEqualTo(Rejection.Kind.FORBIDDEN));
    }

    @Test
    void anApprovalIsNotGivenTwice() {
        given(register(UPP), approve(UPP))
                .when(approve(UPP))
                .thenRejected("AgreementMustNotBeApprovedTwice")
                .satisfies(refused -> assertThat(refused.detail())
                        .isEqualTo("the decision of 2021-12-20 by socialnämnden is recorded already"));
        givenActive(UPP).when(approve(UPP)).thenRejected("AgreementMustNotBeApprovedTwice");
    }

    @Test
    void anApprovalIsNotDatedInTheFuture() {
        given(register(UPP))
                .when(approve(UPP, TOMORROW, document()))
                .thenRejected("ApprovalMustNotBeInTheFuture")
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("/decidedOn"));
        given(register(UPP)).when(approve(UPP, TAKEOVER, document())).then(AgreementApproved.class);
    }

    @Test
    @Clause("UPP-1")
    void anApprovalDoesNotPrecedeTheMemoThatProposesIt() {
        LocalDate memo = LocalDate.of(2018, 8, 22);
        given(register(UPP))
                .when(approve(UPP, memo.minusDays(1), document()))
                .thenRejected("ApprovalMustNotPrecedeItsProposal")
                .satisfies(refused -> assertThat(refused.clauses()).containsExactly("UPP-1"));
        given(register(UPP)).when(approve(UPP, memo, document())).then(AgreementApproved.class);
    }

    @Test
    void anApprovalNamesTheDecidingBody() {
        ApproveAgreement nameless = new ApproveAgreement(
                AgreementId.of(UPP), " ", TAKEOVER, null, document(), Mandate.of(APPROVER, TAKEOVER));
        given(register(UPP)).when(nameless).thenRejected("DecidingBodyMustBeNamed");
    }

    @Test
    @Clause({"LIN-2", "NOR-13"})
    void onlyPartiesSign() {
        given(register(LIN))
                .when(sign(LIN, "skolstiftelse"))
                .thenRejected("SignatoryMustBeAParty")
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("/party"))
                .satisfies(refused -> assertThat(refused.clauses()).containsExactly("LIN-2"));
        givenActive(LIN).when(sign(LIN, "skolstiftelse")).thenRejected("SignatoryMustBeAParty");
    }

    @Test
    @Clause("LIN-2")
    void aPartySignsOnce() {
        given(register(LIN), sign(LIN, "kommun")).when(sign(LIN, "kommun")).thenRejected("PartyMustNotSignTwice");
        givenActive(LIN)
                .when(sign(LIN, "pastorat"))
                .thenRejected("PartyMustNotSignTwice")
                .satisfies(refused -> assertThat(refused.kind()).isEqualTo(Rejection.Kind.CONFLICT));
    }

    @Test
    void aSignatureIsNotDatedInTheFuture() {
        given(register(UPP))
                .when(sign(UPP, "kommun", TOMORROW, document()))
                .thenRejected("SignatureMustNotBeInTheFuture");
        given(register(UPP)).when(sign(UPP, "kommun", TAKEOVER, document())).then(AgreementSigned.class);
    }

    @Test
    @Clause({"LIN-2", "NOR-2"})
    void whatWasNeitherDecidedNorSignedInItsPeriodIsNotTakenIn() {
        LocalDate late = LIN.period().last().plusDays(1);
        Mandate then = Mandate.of(APPROVER, late);
        given(register(LIN))
                .when(new SignAgreement(AgreementId.of(LIN), "kommun", late, document(), then))
                .thenRejected("SignatureMustComeBeforeTheLastDay")
                .satisfies(refused -> assertThat(refused.clauses()).containsExactly("LIN-2"));
        given(register(LIN))
                .when(new SignAgreement(AgreementId.of(LIN), "kommun", late.minusDays(1), document(), then))
                .then(AgreementSigned.class);
        LocalDate afterNorrtalje = NOR.period().last().plusDays(1);
        given(register(NOR))
                .when(new ApproveAgreement(
                        AgreementId.of(NOR),
                        "socialnämnden",
                        afterNorrtalje,
                        null,
                        document(),
                        Mandate.of(APPROVER, afterNorrtalje)))
                .thenRejected("ApprovalMustComeBeforeTheLastDay")
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("/decidedOn"));
    }

    @Test
    @Clause("NOR-13")
    void aSignatureBearsTheDateOfItsEvidenceInStockholm() {
        given(register(NOR))
                .when(sign(NOR, "kommun", LocalDate.of(2021, 6, 23), electronic("2021-06-24T10:19:19+02:00")))
                .thenRejected("SignatureMustBearTheDateOfItsEvidence");
        given(register(NOR))
                .when(sign(NOR, "kommun", LocalDate.of(2021, 6, 24), electronic("2021-06-23T22:30:00Z")))
                .then(AgreementSigned.class);
    }

    @Test
    void electronicEvidenceNamesItsTransaction() {
        Evidence anonymous = new Evidence(Evidence.Kind.ELECTRONIC_SIGNATURE, null, null, null);
        given(register(NOR))
                .when(sign(NOR, "kommun", TAKEOVER, anonymous))
                .thenRejected("ElectronicEvidenceMustNameItsTransaction");
        given(register(NOR))
                .when(approve(NOR, TAKEOVER, anonymous))
                .thenRejected("ElectronicEvidenceMustNameItsTransaction");
    }

    @Test
    void whatIsAssumedSaysWhy() {
        Evidence silent = new Evidence(Evidence.Kind.ASSUMED, null, null, null);
        given(register(NOR)).when(sign(NOR, "kommun", TAKEOVER, silent)).thenRejected("AssumedEvidenceMustSayWhy");
        given(register(NOR)).when(approve(NOR, TAKEOVER, silent)).thenRejected("AssumedEvidenceMustSayWhy");
    }

    @Test
    @Clause("NOR-13")
    void personalIdentityNumbersAreRefusedInFreeTextAndInReferences() {
        String number = SimulatedIdentityNumbers.withCentury(LocalDate.of(1981, 12, 18), 987, "-");
        Evidence talkative = new Evidence(Evidence.Kind.DOCUMENT, "signed by " + number, null, null);
        given(register(NOR))
                .when(sign(NOR, "kommun", TAKEOVER, talkative))
                .thenRejected("PersonalIdentityNumberMustNotBeGiven")
                .satisfies(refused -> assertThat(refused.toString()).doesNotContain(number.substring(9)));
        given(register(NOR))
                .when(approve(NOR, TAKEOVER, talkative))
                .thenRejected("PersonalIdentityNumberMustNotBeGiven");
        given(register(NOR)).when(propose(NOR, 0, number)).thenRejected("PersonalIdentityNumberMustNotBeGiven");
        given().when(new RegisterAgreement(NOR, new Mandate(REGISTRAR, TAKEOVER, TAKEOVER, number)))
                .thenRejected("PersonalIdentityNumberMustNotBeGiven");
        Evidence reference = new Evidence(
                Evidence.Kind.ELECTRONIC_SIGNATURE,
                null,
                number,
                electronic("2021-06-24T10:19:19+02:00").signedAt());
        given(register(NOR))
                .when(sign(NOR, "kommun", LocalDate.of(2021, 6, 24), reference))
                .thenRejected("PersonalIdentityNumberMustNotBeGiven")
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("/evidence/transactionId"));
        given(register(NOR))
                .when(approve(NOR, LocalDate.of(2021, 6, 24), reference))
                .thenRejected("PersonalIdentityNumberMustNotBeGiven");
        given(register(NOR))
                .when(new ApproveAgreement(
                        AgreementId.of(NOR),
                        "socialnämnden",
                        TAKEOVER,
                        number,
                        document(),
                        Mandate.of(APPROVER, TAKEOVER)))
                .thenRejected("PersonalIdentityNumberMustNotBeGiven")
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("/reference"));
        given(register(NOR))
                .when(sign(NOR, "kommun", LocalDate.of(2021, 6, 24), electronic("2021-06-24T10:19:19+02:00")))
                .then(AgreementSigned.class);
    }

    @Test
    void datesOfDecisionsAndSignaturesAreReasonable() {
        LocalDate year21 = LocalDate.of(21, 12, 20);
        given(register(LUN))
                .when(approve(LUN, year21, document()))
                .thenRejected("DateMustBeReasonable")
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("/decidedOn"));
        given(register(LUN))
                .when(sign(LUN, "kommun", year21, document()))
                .thenRejected("DateMustBeReasonable")
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("/signedOn"));
        Evidence atTheEndOfTime =
                new Evidence(Evidence.Kind.ELECTRONIC_SIGNATURE, null, "transaction 1", OffsetDateTime.MAX);
        given(register(LUN))
                .when(sign(LUN, "kommun", TAKEOVER, atTheEndOfTime))
                .thenRejected("DateMustBeReasonable")
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("/evidence/signedAt"));
        given(register(LUN))
                .when(approve(LUN, TAKEOVER, atTheEndOfTime))
                .thenRejected("DateMustBeReasonable")
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("/evidence/signedAt"));
    }

    @Test
    void aMistakenRegistrationIsVoidedWithAReason() {
        Story story = givenActive(UPP)
                .when(propose(UPP, 0, "registered with the wrong annex"))
                .then(CorrectionProposed.class)
                .when(approveCorrection(UPP, "correction-1"))
                .then(CorrectionApproved.class, AgreementVoided.class);
        assertThat(story.stage()).isInstanceOf(Stage.Voided.class);
        for (AgreementCommand command : List.of(approve(UPP), sign(UPP, "kommun"), propose(UPP, 0, "again"))) {
            story.when(command).thenRejected("AgreementMustNotBeVoided");
        }
    }

    @Test
    void draftsApprovedAndExpiredAgreementsCanBeVoided() {
        assertThat(given(register(UPP)).voided().stage()).isEqualTo(new Stage.Voided());
        assertThat(given(register(UPP), approve(UPP)).voided().stage()).isEqualTo(new Stage.Voided());
        assertThat(givenActive(UPP)
                        .when(workOffDueOn(UPP, LocalDate.of(2022, 1, 1)))
                        .then(AgreementExpired.class)
                        .voided()
                        .stage())
                .isEqualTo(new Stage.Voided());
    }

    @Test
    void afterAVoidTheSameAgreementIsRegisteredAnewAndFromTheStart() {
        Story again =
                givenActive(UPP).voided().when(register(UPP)).then(AgreementRegistered.class, FindingsRaised.class);
        assertThat(again.stage()).isEqualTo(new Stage.Draft());
        assertThat(again.known().signatures().all()).isEmpty();
        assertThat(again.known().termsVersion()).isEqualTo(2);
        again.when(sign(UPP, "kommun")).then(AgreementSigned.class);
    }

    @Test
    @Clause("UPP-3")
    void anAgreementExpiresOnTheDayAfterItsLastDay() {
        Story active = givenActive(UPP);
        active.when(workOffDueOn(UPP, LocalDate.of(2021, 12, 31))).thenNothing();
        Story expired = active.when(workOffDueOn(UPP, LocalDate.of(2022, 1, 1))).then(AgreementExpired.class);
        expired.when(workOffDueOn(UPP, LocalDate.of(2030, 1, 1))).thenNothing();
        expired.when(approve(UPP)).thenRejected("AgreementMustNotHaveExpired");
        expired.when(sign(UPP, "kommun"))
                .thenRejected("AgreementMustNotHaveExpired")
                .satisfies(refused -> assertThat(refused.clauses()).containsExactly("UPP-3"));
    }

    @Test
    @Clause({"STO-2", "STO-3"})
    void stockholmExtendsByItselfOneYearAtATimeAndNotBeyondItsLongest() {
        Story active = givenActive(STO);
        active.when(workOffDueOn(STO, LocalDate.of(2022, 12, 14))).thenNothing();
        // Nobody checked that funds exist, which is told beside the extension.
        Story extended = active.when(workOffDueOn(STO, LocalDate.of(2022, 12, 15)))
                .then(AgreementExtended.class, DeadlinePassed.class);
        assertThat(extended.history())
                .contains(new AgreementExtended(
                        AgreementId.of(STO), LocalDate.of(2022, 12, 15), LocalDate.of(2023, 12, 14), List.of("STO-3")));
        extended.when(workOffDueOn(STO, LocalDate.of(2024, 12, 14)))
                .then(AgreementExtended.class, DeadlinePassed.class);
    }

    @Test
    @Clause("STO-3")
    void yearsThatPassedUnseenAreWorkedOffInOrder() {
        Story story = givenActive(STO)
                .when(workOffDueOn(STO, LocalDate.of(2026, 1, 1)))
                .then(
                        AgreementExtended.class,
                        DeadlinePassed.class,
                        AgreementExtended.class,
                        DeadlinePassed.class,
                        AgreementExpired.class);
        assertThat(story.history().getLast())
                .isEqualTo(new AgreementExpired(AgreementId.of(STO), LocalDate.of(2024, 12, 14)));
    }

    @Test
    @Clause("STO-3")
    void whatIsDueHappensBeforeTheCommandThatFindsIt() {
        ProposeCorrection later = new ProposeCorrection(
                AgreementId.of(STO), 0, new Mandate(APPROVER, TAKEOVER, LocalDate.of(2023, 1, 1), "a duplicate"));
        givenActive(STO).when(later).then(AgreementExtended.class, DeadlinePassed.class, CorrectionProposed.class);
    }

    @Test
    void anAgreementOfThePastEndsAtOnceWhenItBecomesActive() {
        LocalDate later = LocalDate.of(2022, 6, 1);
        SignAgreement last = new SignAgreement(
                AgreementId.of(UPP), "stadsmission", TAKEOVER, document(), Mandate.of(REGISTRAR, later));
        given(register(UPP), approve(UPP), sign(UPP, "kommun"))
                .when(last)
                .then(AgreementSigned.class, AgreementActivated.class, AgreementExpired.class);
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void aHistoryThatWasNeverDecidedIsRefused(Agreement agreement, AgreementEvent event) {
        assertThatThrownBy(() -> evolved(agreement, event))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot happen");
    }

    private static Agreement evolved(Agreement agreement, AgreementEvent event) {
        return AgreementDecider.evolve(agreement, event);
    }

    static Stream<Arguments> impossible() {
        String id = AgreementId.of(UPP);
        LocalDate first = UPP.period().first();
        LocalDate last = UPP.period().last();
        Agreement none = Agreement.UNREGISTERED;
        Agreement draft = given(register(UPP)).agreement();
        Agreement approved = given(register(UPP), approve(UPP)).agreement();
        Agreement active = givenActive(UPP).agreement();
        Agreement gone = given(register(UPP)).voided().agreement();
        AgreementEvent approval = new AgreementApproved(id, "socialnämnden", TAKEOVER, null, document());
        AgreementEvent signature = new AgreementSigned(id, "kommun", TAKEOVER, document());
        AgreementEvent activation = new AgreementActivated(id, 1, UPP, first, last);
        return Stream.of(
                arguments(none, approval),
                arguments(approved, approval),
                arguments(none, signature),
                arguments(active, signature),
                arguments(none, new FindingsRaised(id, List.of())),
                arguments(draft, activation),
                arguments(approved, activation),
                arguments(draft, new AgreementExpired(id, last)),
                arguments(draft, new AgreementExtended(id, first, last, List.of())),
                arguments(none, new AgreementVoided(id)),
                arguments(gone, new AgreementVoided(id)),
                arguments(draft, new AgreementRegistered(id, 1, REGISTRAR, UPP)));
    }

    private static List<Finding> findingsOf(Story story) {
        return story.known().findings();
    }
}
