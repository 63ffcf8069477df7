package se.iopledger.agreement.domain.amend;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.agreement.domain.Story.approve;
import static se.iopledger.agreement.domain.Story.assumed;
import static se.iopledger.agreement.domain.Story.electronic;
import static se.iopledger.agreement.domain.Story.given;
import static se.iopledger.agreement.domain.Story.givenActive;
import static se.iopledger.agreement.domain.Story.propose;
import static se.iopledger.agreement.domain.Story.register;
import static se.iopledger.agreement.domain.Story.workOffDueOn;
import static se.iopledger.agreement.testing.Five.LIN;
import static se.iopledger.agreement.testing.Five.LUN;
import static se.iopledger.agreement.testing.Five.NOR;
import static se.iopledger.agreement.testing.Five.STO;
import static se.iopledger.agreement.testing.Five.UPP;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.AgreementId;
import se.iopledger.agreement.domain.AmendmentCommand.DecideAmendment;
import se.iopledger.agreement.domain.EffectiveDates;
import se.iopledger.agreement.domain.Stage;
import se.iopledger.agreement.domain.Story;
import se.iopledger.agreement.domain.amend.Amendment.How;
import se.iopledger.agreement.domain.archive.LeftOpen;
import se.iopledger.agreement.domain.life.Life;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExpired;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExtended;
import se.iopledger.contracts.agreement.AgreementEvent.FindingsRaised;
import se.iopledger.contracts.agreement.AmendmentEvent;
import se.iopledger.contracts.agreement.AmendmentEvent.AmendmentDecided;
import se.iopledger.contracts.agreement.AmendmentEvent.AmendmentDiscussed;
import se.iopledger.contracts.agreement.AmendmentEvent.AmendmentProposed;
import se.iopledger.contracts.agreement.AmendmentEvent.AmendmentRejected;
import se.iopledger.contracts.agreement.AmendmentEvent.AmendmentSigned;
import se.iopledger.contracts.agreement.AmendmentEvent.AmendmentWithdrawn;
import se.iopledger.contracts.agreement.AmendmentEvent.Position;
import se.iopledger.contracts.agreement.ConductEvent.DeadlinePassed;
import se.iopledger.contracts.agreement.CorrectionEvent.CorrectionApproved;
import se.iopledger.contracts.agreement.Ending;
import se.iopledger.contracts.agreement.LifeEvent.EndReversed;
import se.iopledger.contracts.agreement.LifeEvent.ExtensionReversed;
import se.iopledger.contracts.agreement.LifeEvent.LastDayChanged;
import se.iopledger.contracts.agreement.LifeEvent.TermsChangeReversed;
import se.iopledger.contracts.agreement.LifeEvent.TermsChanged;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;
import se.iopledger.contracts.testing.SimulatedIdentityNumbers;

/** Other terms, from their proposal to their being in effect, rejected or withdrawn; and all that may not be done. */
final class AmendmentTest {
    private static final Changes UPPSALA = Changes.of(UPP);
    private static final Changes NORRTALJE = Changes.of(NOR);

    /** Another sum in the second of the years. */
    private static final Terms NOR_LESS =
            Paper.of("NOR").with("/funding/grants/1/amount", "\"3000000.00\"").terms();

    private static final Terms UPP_LESS_COMMITTED =
            Paper.of("UPP").without("/commitments/3").terms();

    @Test
    @Clause("UPP-17")
    void anAmendmentSignedByAllHoldsFromItsDay() {
        Terms changed = Paper.of("UPP").with("/exits/0/noticeMonths", "6").terms();
        Story signedByOne = givenActive(UPP)
                .when(UPPSALA.propose("kommun", "2021-12-20", "2021-12-28", changed)
                        .now())
                .then(AmendmentProposed.class)
                .when(UPPSALA.sign("amendment-1", "kommun", "2021-12-21"))
                .then(AmendmentSigned.class);
        assertThat(awaited(signedByOne, "amendment-1"))
                .containsExactly(new Amendment.Awaited.SignatureOf("stadsmission"));
        Story signed = signedByOne
                .when(UPPSALA.sign("amendment-1", "stadsmission", "2021-12-22"))
                .then(AmendmentSigned.class, TermsChanged.class);
        assertThat(signed.history().getLast())
                .isEqualTo(new TermsChanged(
                        AgreementId.of(UPP),
                        2,
                        changed,
                        LocalDate.of(2021, 12, 28),
                        LocalDate.of(2021, 12, 22),
                        "amendment-1"));
        assertThat(signed.known().termsOn(LocalDate.of(2021, 12, 27))).isEqualTo(UPP);
        assertThat(signed.known().termsOn(LocalDate.of(2021, 12, 28))).isEqualTo(changed);
        signed.when(UPPSALA.sign("amendment-1", "kommun", "2021-12-23")).thenRejected("AmendmentMustBeOpen");
    }

    @Test
    void anAmendmentThatHoldsSinceLongIsTakenInWithBothItsDays() {
        Story story = givenActive(NOR)
                .when(NORRTALJE
                        .propose("kommun", "2022-01-10", "2021-10-01", NOR_LESS)
                        .recordedOn("2023-02-01")
                        .now())
                .then(AmendmentProposed.class)
                .when(NORRTALJE.sign("amendment-1", "kommun", "2022-01-12", "2023-02-01", Story.document()))
                .happens()
                .when(NORRTALJE.sign("amendment-1", "stadsmission", "2022-01-13", "2023-02-01", Story.document()))
                .then(AmendmentSigned.class)
                .when(NORRTALJE.decideLate("amendment-1", "2022-01-13", "2023-02-01"))
                .then(AmendmentDecided.class, TermsChanged.class);
        TermsChanged changed = (TermsChanged) story.history().getLast();
        assertThat(changed.from()).isEqualTo(LocalDate.of(2021, 10, 1));
        assertThat(changed.boundOn()).isEqualTo(LocalDate.of(2022, 1, 13));
        assertThat(story.known().termsOn(LocalDate.of(2021, 9, 30))).isEqualTo(NOR);
    }

    @Test
    @Clause("NOR-9")
    void whatWasUnderWayAtTheEndIsBroughtToAnEndAfterItAndNothingKeepsTheAgreementOpen() {
        Story over = givenActive(NOR)
                .when(NORRTALJE
                        .propose("kommun", "2024-09-01", "2024-09-05", NOR_LESS)
                        .now())
                .happens()
                .when(workOffDueOn(NOR, LocalDate.of(2024, 9, 15)))
                .then(AgreementExpired.class);
        LocalDate later = LocalDate.of(2024, 12, 1);
        assertThat(LeftOpen.of(over.known(), later)).containsExactly("amendment-1");
        over.when(NORRTALJE.withdraw("amendment-1", "kommun", "2024-08-31")).thenRejected("StepsMustFollowOneAnother");
        assertThat(LeftOpen.of(
                        over.when(NORRTALJE.withdraw("amendment-1", "kommun", "2024-10-01"))
                                .then(AmendmentWithdrawn.class)
                                .known(),
                        later))
                .isEmpty();
        assertThat(LeftOpen.of(
                        over.when(NORRTALJE.reject("amendment-1", "stadsmission", "2024-10-01"))
                                .then(AmendmentRejected.class)
                                .known(),
                        later))
                .isEmpty();
        // What would change the terms is still of its time.
        over.when(NORRTALJE.sign("amendment-1", "stadsmission", "2024-10-01"))
                .thenRejected("AgreementMustNotHaveExpired");
    }

    @Test
    @Clause({"NOR-9", "NOR-12"})
    void nobodyChangesTermsThatWereNotAgreedYet() {
        Story amended = givenActive(NOR).amended("2022-06-01", "2022-07-01", NOR_LESS);
        Terms least = Paper.of("NOR").with("/exits/0/noticeMonths", "1").terms();
        amended.when(NORRTALJE
                        .propose("kommun", "2022-05-31", "2022-07-01", least)
                        .madeOn(2)
                        .recordedOn("2022-06-10")
                        .now())
                .thenRejected("StepsMustFollowOneAnother")
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("/proposedOn"))
                .satisfies(refused -> assertThat(refused.detail())
                        .isEqualTo("it is dated 2022-05-31, but version 2 of the terms, which it changes, was agreed on"
                                + " 2022-06-01"));
        amended.when(NORRTALJE
                        .propose("kommun", "2022-06-01", "2022-07-01", least)
                        .madeOn(2)
                        .recordedOn("2022-06-10")
                        .now())
                .then(AmendmentProposed.class);
        // Of several versions it is the one that is changed that counts.
        amended.amended("2022-06-20", "2022-08-01", NOR)
                .when(NORRTALJE
                        .propose("kommun", "2022-06-19", "2022-09-01", least)
                        .madeOn(3)
                        .recordedOn("2022-06-25")
                        .now())
                .thenRejected("StepsMustFollowOneAnother")
                .satisfies(refused ->
                        assertThat(refused.detail()).contains("version 3").contains("2022-06-20"));
    }

    @Test
    void whatComesToLightAfterTheEndIsTakenInIfItCameBeforeIt() {
        Story expired = givenActive(NOR)
                .when(workOffDueOn(NOR, LocalDate.of(2024, 9, 15)))
                .then(AgreementExpired.class);
        expired.when(NORRTALJE
                        .propose("kommun", "2024-09-15", "2024-09-01", NOR_LESS)
                        .now())
                .thenRejected("AgreementMustNotHaveExpired");
        Story proposed = expired.when(NORRTALJE
                        .propose("kommun", "2024-09-01", "2024-09-01", NOR_LESS)
                        .recordedOn("2024-10-01")
                        .now())
                .happens()
                .when(NORRTALJE.sign("amendment-1", "kommun", "2024-09-02", "2024-10-01", Story.document()))
                .happens();
        proposed.when(NORRTALJE.sign("amendment-1", "stadsmission", "2024-09-15", "2024-10-01", Story.document()))
                .thenRejected("AgreementMustNotHaveExpired");
        Story late = proposed.when(NORRTALJE.decideLate("amendment-1", "2024-09-02", "2024-10-01"))
                .happens()
                .when(NORRTALJE.sign("amendment-1", "stadsmission", "2024-09-03", "2024-10-01", Story.document()))
                .then(AmendmentSigned.class, TermsChanged.class);
        assertThat(late.stage()).isInstanceOf(Stage.Ended.class);
    }

    @Test
    void anotherLastDayIsToldByItself() {
        Terms longer = Paper.of("NOR").with("/period/last", "\"2025-09-14\"").terms();
        Story signed = bound(NOR, NORRTALJE.propose("kommun", "2022-01-10", "2024-09-15", longer));
        assertThat(((LastDayChanged) signed.history().getLast()).lastDay()).isEqualTo(LocalDate.of(2025, 9, 14));
        assertThat(signed.stage()).isEqualTo(new Stage.InForce(LocalDate.of(2021, 9, 15), LocalDate.of(2025, 9, 14)));
        signed.when(workOffDueOn(NOR, LocalDate.of(2024, 9, 15))).thenNothing();
        signed.when(workOffDueOn(NOR, LocalDate.of(2025, 9, 15))).then(AgreementExpired.class);
    }

    @Test
    void aLongerPeriodThatComesToLightLateTakesTheEndBack() {
        Terms longer = Paper.of("NOR").with("/period/last", "\"2025-09-14\"").terms();
        Story late = givenActive(NOR)
                .when(workOffDueOn(NOR, LocalDate.of(2024, 9, 15)))
                .then(AgreementExpired.class)
                .when(NORRTALJE
                        .propose("kommun", "2024-09-01", "2024-09-15", longer)
                        .recordedOn("2024-10-01")
                        .now())
                .happens()
                .when(NORRTALJE.sign("amendment-1", "kommun", "2024-09-02", "2024-10-01", Story.document()))
                .happens()
                .when(NORRTALJE.sign("amendment-1", "stadsmission", "2024-09-02", "2024-10-01", Story.document()))
                .then(
                        AmendmentSigned.class,
                        FindingsRaised.class,
                        EndReversed.class,
                        TermsChanged.class,
                        LastDayChanged.class);
        assertThat(late.stage()).isEqualTo(new Stage.InForce(LocalDate.of(2021, 9, 15), LocalDate.of(2025, 9, 14)));
    }

    @Test
    void aShorterPeriodEndsTheAgreementSooner() {
        Terms shorter = Paper.of("UPP")
                .with("/period/last", "\"2021-12-28\"")
                .without("/extension")
                .terms();
        Story ended = bound(UPP, UPPSALA.propose("kommun", "2021-12-20", "2021-12-21", shorter))
                .when(workOffDueOn(UPP, LocalDate.of(2021, 12, 29)))
                .then(AgreementExpired.class);
        assertThat(ended.stage())
                .isEqualTo(new Stage.Ended(LocalDate.of(2019, 1, 1), LocalDate.of(2021, 12, 28), Ending.EXPIRY));
    }

    @Test
    @Clause({"STO-3", "STO-5"})
    void theExtensionGoesByTheTermsOfTheLastDay() {
        Terms notByItself = Paper.of("STO").without("/extension").terms();
        Changes stockholm = Changes.of(STO);
        // Only from a later day: until then the agreement goes on by itself.
        bound(STO, stockholm.propose("stad", "2022-01-10", "2022-12-01", notByItself))
                .when(workOffDueOn(STO, LocalDate.of(2022, 12, 15)))
                .then(AgreementExpired.class);
        Story extended = givenActive(STO)
                .when(workOffDueOn(STO, LocalDate.of(2022, 12, 15)))
                .then(AgreementExtended.class, DeadlinePassed.class)
                .when(stockholm
                        .propose("stad", "2023-01-10", "2023-02-01", notByItself)
                        .now())
                .happens()
                .when(stockholm.sign("amendment-1", "stad", "2023-01-11"))
                .happens()
                .when(stockholm.sign("amendment-1", "stiftelse", "2023-01-11"))
                .then(AmendmentSigned.class, FindingsRaised.class, TermsChanged.class);
        assertThat(extended.stage())
                .isEqualTo(new Stage.InForce(LocalDate.of(2021, 12, 15), LocalDate.of(2023, 12, 14)));
        extended.when(workOffDueOn(STO, LocalDate.of(2023, 12, 15))).then(AgreementExpired.class);
    }

    @Test
    @Clause("UPP-17")
    void onlyPartiesSignAndEachOnce() {
        Story proposed = proposed(UPP, UPPSALA.propose("kommun", "2021-12-20", "2021-12-28", UPP_LESS_COMMITTED));
        proposed.when(UPPSALA.sign("amendment-1", "skolstiftelsen", "2021-12-21"))
                .thenRejected("SignatoryMustBeAParty")
                .satisfies(refused -> {
                    assertThat(refused.field()).isEqualTo("/party");
                    assertThat(refused.clauses()).contains("UPP-17");
                });
        proposed.when(UPPSALA.sign("amendment-1", "kommun", "2021-12-21"))
                .happens()
                .when(UPPSALA.sign("amendment-1", "kommun", "2021-12-22"))
                .thenRejected("PartyMustNotSignTwice");
        proposed.when(UPPSALA.sign("amendment-2", "kommun", "2021-12-21")).thenRejected("AmendmentMustBeKnown");
    }

    @Test
    @Clause({"UPP-17", "NOR-13"})
    void aSignatureIsDatedAndEvidenced() {
        Story proposed = proposed(UPP, UPPSALA.propose("kommun", "2021-12-20", "2021-12-28", UPP_LESS_COMMITTED));
        proposed.when(UPPSALA.sign("amendment-1", "kommun", "2021-12-22", "2021-12-21", Story.document()))
                .thenRejected("DayMustNotBeInTheFuture");
        proposed.when(UPPSALA.sign("amendment-1", "kommun", "0021-12-22", "2021-12-21", Story.document()))
                .thenRejected("DateMustBeReasonable");
        proposed.when(UPPSALA.sign("amendment-1", "kommun", "2021-12-19", "2021-12-21", Story.document()))
                .thenRejected("StepsMustFollowOneAnother");
        proposed.when(UPPSALA.sign("amendment-1", "kommun", "2021-12-21", "2021-12-21", assumed()))
                .thenRejected("AmendmentMustBeInWriting")
                .satisfies(refused -> assertThat(refused.clauses()).contains("UPP-17"));
        proposed.when(UPPSALA.sign(
                        "amendment-1", "kommun", "2021-12-21", "2021-12-23", electronic("2021-12-21T23:30:00Z")))
                .thenRejected("SignatureMustBearTheDateOfItsEvidence");
    }

    @Test
    @Clause("LIN-8")
    void whereThePaperIsSilentOnFormAnAssumedSignatureCountsAndIsFound() {
        Changes linkoping = Changes.of(LIN);
        Terms changed = Paper.of("LIN").with("/obligations/0/due/times", "2").terms();
        Story found = givenActive(LIN)
                .when(linkoping
                        .propose("kommun", "2022-01-10", "2022-02-01", changed)
                        .now())
                .happens()
                .when(linkoping.sign("amendment-1", "pastorat", "2022-01-10", "2022-01-10", assumed()))
                .then(AmendmentSigned.class, FindingsRaised.class);
        assertThat(found.known().findings().getLast().id()).isEqualTo("AmendmentMustBeEvidenced:amendment-1-pastorat");
    }

    @Test
    void whoRecordedTheProposalDoesNotRecordWhatMakesItBind() {
        Story proposed = proposed(
                UPP,
                UPPSALA.propose("kommun", "2021-12-20", "2021-12-28", UPP_LESS_COMMITTED)
                        .commitmentsOnly());
        DecideAmendment byTheSame = new DecideAmendment(
                UPPSALA.agreementId(),
                "amendment-1",
                "steering",
                LocalDate.of(2021, 12, 21),
                List.of(new Position("kommun", true), new Position("stadsmission", true)),
                "item 1",
                null,
                Mandate.of(Story.REGISTRAR, LocalDate.of(2021, 12, 21)));
        proposed.when(byTheSame).thenRejected("ConfirmerMustNotHaveProposed");
    }

    @Test
    void anAmendmentIsWithdrawnByWhoProposedItAndRejectedByTheOthers() {
        Story proposed = proposed(NOR, NORRTALJE.propose("kommun", "2022-01-10", "2022-03-01", NOR_LESS));
        proposed.when(NORRTALJE.withdraw("amendment-1", "stadsmission", "2022-01-11"))
                .thenRejected("OnlyTheProposerWithdraws");
        proposed.when(NORRTALJE.withdraw("amendment-1", "kommun", "2022-01-09"))
                .thenRejected("StepsMustFollowOneAnother");
        Story withdrawn = proposed.when(NORRTALJE.withdraw("amendment-1", "kommun", "2022-01-12"))
                .then(AmendmentWithdrawn.class);
        withdrawn
                .when(NORRTALJE.sign("amendment-1", "kommun", "2022-01-12"))
                .thenRejected("AmendmentMustBeOpen")
                .satisfies(refused -> assertThat(refused.detail()).contains("withdrawn on 2022-01-12"));
        Story signed = proposed.when(NORRTALJE.sign("amendment-1", "stadsmission", "2022-01-12"))
                .happens();
        signed.when(NORRTALJE.reject("amendment-1", "stadsmission", "2022-01-13"))
                .thenRejected("PartyMustNotRejectWhatItSigned");
        signed.when(NORRTALJE.reject("amendment-1", "nobody", "2022-01-13")).thenRejected("SignatoryMustBeAParty");
        Story rejected = signed.when(NORRTALJE.reject("amendment-1", "kommun", "2022-01-13"))
                .then(AmendmentRejected.class);
        assertThat(closing(rejected, "amendment-1").how()).isEqualTo(How.REJECTED);
        assertThat(rejected.known().termsVersion()).isEqualTo(1);
    }

    @Test
    @Clause({"UPP-12", "UPP-17"})
    void singleCommitmentsChangeBySteeringGroupWithoutSignatures() {
        Story proposed = proposed(
                UPP,
                UPPSALA.propose("stadsmission", "2021-12-20", "2021-12-22", UPP_LESS_COMMITTED)
                        .commitmentsOnly());
        assertThat(awaited(proposed, "amendment-1")).containsExactly(new Amendment.Awaited.DecisionOf("steering"));
        proposed.when(UPPSALA.sign("amendment-1", "kommun", "2021-12-21")).thenRejected("SignatoryMustBeAParty");
        Story agreed = proposed.when(UPPSALA.discuss("amendment-1", "steering", "2021-12-20"))
                .then(AmendmentDiscussed.class)
                .when(UPPSALA.decide("amendment-1", "steering", "2021-12-21", "kommun for", "stadsmission for"))
                .then(AmendmentDecided.class, TermsChanged.class);
        assertThat(agreed.known().termsOn(LocalDate.of(2021, 12, 22)).commitments())
                .hasSize(UPP.commitments().size() - 1);
    }

    @Test
    @Clause("UPP-12")
    void whereNoConsensusIsReachedTheStadsmissionDecidesOnCommitments() {
        Story proposed = proposed(
                UPP,
                UPPSALA.propose("stadsmission", "2021-12-20", "2021-12-22", UPP_LESS_COMMITTED)
                        .commitmentsOnly());
        Story adopted = proposed.when(
                        UPPSALA.decide("amendment-1", "steering", "2021-12-21", "kommun against", "stadsmission for"))
                .then(AmendmentDecided.class, FindingsRaised.class, TermsChanged.class);
        AmendmentDecided decided =
                (AmendmentDecided) adopted.history().get(adopted.history().size() - 3);
        assertThat(decided.how()).isEqualTo(AmendmentEvent.How.TIE_BREAK);
        assertThat(decided.clauses()).containsExactly("UPP-12");
        Story rejected = proposed.when(
                        UPPSALA.decide("amendment-1", "steering", "2021-12-21", "kommun for", "stadsmission against"))
                .then(AmendmentDecided.class);
        assertThat(closing(rejected, "amendment-1").by()).isEqualTo("steering");
    }

    @Test
    @Clause("UPP-12")
    void theTieBreakCoversNothingElse() {
        Terms changed = Paper.of("UPP").with("/exits/0/noticeMonths", "6").terms();
        Story rejected = proposed(UPP, UPPSALA.propose("stadsmission", "2021-12-20", "2021-12-22", changed))
                .when(UPPSALA.decide("amendment-1", "steering", "2021-12-21", "kommun against", "stadsmission for"))
                .then(AmendmentDecided.class);
        assertThat(((AmendmentDecided) rejected.history().getLast()).how()).isEqualTo(AmendmentEvent.How.NO_CONSENSUS);
        assertThat(closing(rejected, "amendment-1").how()).isEqualTo(How.REJECTED);
    }

    @Test
    @Clause({"UPP-12", "UPP-19"})
    void theTieBreakDoesNotCoverWhatTheMunicipalityUndertook() {
        Terms changed = Paper.of("UPP")
                .with(
                        "/commitments/-",
                        "{\"title\":\"Free premises\",\"by\":[\"kommun\"],\"kind\":\"OWN_UNDERTAKING\"}")
                .terms();
        Story rejected = proposed(
                        UPP,
                        UPPSALA.propose("stadsmission", "2021-12-20", "2021-12-22", changed)
                                .commitmentsOnly())
                .when(UPPSALA.decide("amendment-1", "steering", "2021-12-21", "kommun against", "stadsmission for"))
                .then(AmendmentDecided.class);
        assertThat(((AmendmentDecided) rejected.history().getLast()).how()).isEqualTo(AmendmentEvent.How.NO_CONSENSUS);
    }

    @Test
    @Clause({"LIN-1", "LIN-8"})
    void aPartyThatLeavesSignsToo() {
        Changes linkoping = Changes.of(LIN);
        Terms without = Paper.of("LIN")
                .without("/parties/2")
                .without("/signatureLines/2")
                .with("/funding/grants", """
                        [{"payer":"kommun","recipient":"stadsmission","year":1,"amount":"1450000.00","standing":"COMMITTED"},
                         {"payer":"kommun","recipient":"stadsmission","year":2,"amount":"1450000.00","standing":"COMMITTED"}]
                        """)
                .without("/contributions/1")
                .with("/obligations/0/by", "[\"kommun\",\"stadsmission\"]")
                .with("/obligations/1/by", "[\"stadsmission\"]")
                .terms();
        Story signed = givenActive(LIN)
                .when(linkoping
                        .propose("kommun", "2022-01-10", "2022-10-01", without)
                        .now())
                .happens()
                .when(linkoping.sign("amendment-1", "pastorat", "2022-01-10", "2022-01-10", assumed()))
                .then(AmendmentSigned.class, FindingsRaised.class);
        assertThat(signed.known().findings().getLast().id()).isEqualTo("AmendmentMustBeEvidenced:amendment-1-pastorat");
    }

    @Test
    void onePartyDoesNotCloseTheProposalOfAnother() {
        Terms other = Paper.of("NOR").with("/exits/0/noticeMonths", "3").terms();
        Story proposed = proposed(NOR, NORRTALJE.propose("kommun", "2022-01-10", "2022-03-01", NOR_LESS));
        proposed.when(NORRTALJE
                        .propose("stadsmission", "2022-01-15", "2022-04-01", other)
                        .insteadOf("amendment-1")
                        .now())
                .thenRejected("OnlyTheProposerSupersedes");
        proposed.when(NORRTALJE
                        .propose("kommun", "2022-01-09", "2022-04-01", other)
                        .insteadOf("amendment-1")
                        .now())
                .thenRejected("OnlyTheProposerSupersedes");
    }

    @Test
    @Clause("UPP-17")
    void aSignatureIsNotVoidedUnderTermsThatWereMadeOnIt() {
        Terms dearer = Paper.of("UPP").with("/exits/0/noticeMonths", "6").terms();
        Terms lessCommitted = Paper.of("UPP")
                .with("/exits/0/noticeMonths", "6")
                .without("/commitments/0")
                .terms();
        Story built = bound(UPP, UPPSALA.propose("kommun", "2021-12-20", "2021-12-21", dearer))
                .when(UPPSALA.propose("stadsmission", "2021-12-21", "2021-12-22", lessCommitted)
                        .madeOn(2)
                        .commitmentsOnly()
                        .now())
                .then(AmendmentProposed.class);
        built.when(propose(UPP, built.fact(AmendmentSigned.class), "recorded by mistake"))
                .thenRejected("FactMustNotBeNeededByAnother");
    }

    @Test
    @Clause({"STO-5", "STO-10"})
    void whereTheTermsDoNotSayHowAGroupVotesOnlyUnanimityDecides() {
        Changes stockholm = Changes.of(STO);
        Terms changed = Paper.of("STO")
                .with("/commitments", "[{\"title\":\"Counselling\",\"by\":[\"stiftelse\"],\"kind\":\"ACTIVITY\"}]")
                .terms();
        Story proposed = proposed(
                STO,
                stockholm
                        .propose("stiftelse", "2022-01-10", "2022-02-01", changed)
                        .commitmentsOnly());
        proposed.when(stockholm.decide("amendment-1", "steering", "2022-01-20", "stad against", "stiftelse for"))
                .thenRejected("DecisionRuleMustBeStated")
                .satisfies(refused -> {
                    assertThat(refused.field()).isEqualTo("/positions");
                    assertThat(refused.clauses()).contains("STO-10");
                });
        proposed.when(stockholm.decide("amendment-1", "steering", "2022-01-20", "stad for", "stiftelse for"))
                .then(AmendmentDecided.class, TermsChanged.class);
    }

    @Test
    @Clause({"STO-5", "UPP-17"})
    void backgroundAndDecisionAreKeptWithTheAgreement() {
        Story proposed = proposed(
                UPP,
                UPPSALA.propose("stadsmission", "2021-12-20", "2021-12-22", UPP_LESS_COMMITTED)
                        .commitmentsOnly());
        DecideAmendment unreferred = new DecideAmendment(
                UPPSALA.agreementId(),
                "amendment-1",
                "steering",
                LocalDate.of(2021, 12, 21),
                List.of(new Position("kommun", true), new Position("stadsmission", true)),
                null,
                null,
                Changes.mandate("2021-12-21"));
        proposed.when(unreferred)
                .thenRejected("DecisionMustBeReferredTo")
                .satisfies(refused -> assertThat(refused.clauses()).contains("UPP-17"));
        givenActive(UPP)
                .when(UPPSALA.propose("stadsmission", "2021-12-20", "2021-12-22", UPP_LESS_COMMITTED)
                        .because(" ")
                        .now())
                .thenRejected("AmendmentMustStateItsBackground");
    }

    @Test
    void theSteeringGroupDecidesOnceWithAPositionOfEachParty() {
        Story proposed = proposed(
                UPP,
                UPPSALA.propose("stadsmission", "2021-12-20", "2021-12-22", UPP_LESS_COMMITTED)
                        .commitmentsOnly());
        proposed.when(UPPSALA.decide("amendment-1", "steering", "2021-12-21", "kommun for"))
                .thenRejected("EveryPartyMustHaveOnePosition");
        proposed.when(UPPSALA.decide("amendment-1", "steering", "2021-12-21", "kommun for", "kommun for"))
                .thenRejected("EveryPartyMustHaveOnePosition");
        proposed.when(UPPSALA.decide("amendment-1", "cooperation", "2021-12-21", "kommun for", "stadsmission for"))
                .thenRejected("AmendmentsAreForTheSteeringGroup");
        proposed.when(UPPSALA.decide("amendment-1", "board", "2021-12-21", "kommun for", "stadsmission for"))
                .thenRejected("GroupMustBeInTheTerms");
        proposed.when(UPPSALA.discuss("amendment-1", "board", "2021-12-21")).thenRejected("GroupMustBeInTheTerms");
        DecideAmendment badDigest = new DecideAmendment(
                UPPSALA.agreementId(),
                "amendment-1",
                "steering",
                LocalDate.of(2021, 12, 21),
                List.of(new Position("kommun", true), new Position("stadsmission", true)),
                "item 1",
                "ABC",
                Changes.mandate("2021-12-21"));
        proposed.when(badDigest).thenRejected("DigestMustBeSha256");
        Story decided = proposed(NOR, NORRTALJE.propose("kommun", "2022-01-10", "2022-03-01", NOR_LESS))
                .when(NORRTALJE.decide("amendment-1", "steering", "2022-01-11", "kommun for", "stadsmission for"))
                .then(AmendmentDecided.class);
        decided.when(NORRTALJE.decide("amendment-1", "steering", "2022-01-11", "kommun for", "stadsmission for"))
                .thenRejected("AmendmentMustNotBeDecidedTwice");
    }

    @Test
    @Clause({"UPP-17", "STO-5", "LUN-11"})
    void onlyCommitmentsChangeBySteeringGroupAndOnlyWhereTheTermsSaySo() {
        Terms more = Paper.of("UPP")
                .without("/commitments/3")
                .with("/funding/grants/0/amount", "\"3400000.00\"")
                .terms();
        givenActive(UPP)
                .when(UPPSALA.propose("kommun", "2021-12-20", "2021-12-22", more)
                        .commitmentsOnly()
                        .now())
                .thenRejected("OnlyCommitmentsMayChange")
                .satisfies(refused -> assertThat(refused.detail())
                        .contains("3 400 000,00 kr, was 3 500 000,00 kr")
                        .doesNotContain("Evening"));
        givenActive(UPP)
                .when(UPPSALA.propose("kommun", "2021-12-20", "2021-12-22", UPP_LESS_COMMITTED)
                        .commitmentsOnly()
                        .touchingThePurpose()
                        .now())
                .thenRejected("ChangeOfPurposeMustBeRenegotiated");
        Terms otherGoal = Paper.of("STO")
                .with("/commitments", "[{\"title\":\"A goal\",\"kind\":\"GOAL\"}]")
                .terms();
        givenActive(STO)
                .when(Changes.of(STO)
                        .propose("stad", "2022-01-10", "2022-02-01", otherGoal)
                        .commitmentsOnly()
                        .now())
                .thenRejected("PurposeMustStayWithoutRenegotiation");
        Terms lundLess = Paper.of("LUN").without("/commitments/0").terms();
        givenActive(LUN)
                .when(Changes.of(LUN)
                        .propose("kommun", "2022-01-10", "2022-02-01", lundLess)
                        .commitmentsOnly()
                        .now())
                .thenRejected("CommitmentsMustBeChangeableByThemselves");
        Terms noGroup =
                Paper.of("UPP").with("/groups/0/kind", "\"OPERATIONAL\"").terms();
        Terms noGroupLess = Paper.of("UPP")
                .with("/groups/0/kind", "\"OPERATIONAL\"")
                .without("/commitments/3")
                .terms();
        givenActive(noGroup)
                .when(UPPSALA.propose("kommun", "2021-12-20", "2021-12-22", noGroupLess)
                        .commitmentsOnly()
                        .now())
                .thenRejected("SteeringGroupMustBeInTheTerms");
    }

    @Test
    void onlyAnAgreementInForceIsAmended() {
        given().when(NORRTALJE
                        .propose("kommun", "2022-01-10", "2022-03-01", NOR_LESS)
                        .now())
                .thenRejected("AgreementMustBeRegistered");
        for (Story before : List.of(given(register(NOR)), given(register(NOR), approve(NOR)))) {
            before.when(NORRTALJE
                            .propose("kommun", "2022-01-10", "2022-03-01", NOR_LESS)
                            .now())
                    .thenRejected("AgreementMustBeInForce");
        }
        givenActive(NOR)
                .voided()
                .when(NORRTALJE
                        .propose("kommun", "2022-01-10", "2022-03-01", NOR_LESS)
                        .now())
                .thenRejected("AgreementMustNotBeVoided");
    }

    @Test
    void theEffectiveDayLiesInThePeriod() {
        Story active = givenActive(NOR);
        active.when(NORRTALJE
                        .propose("kommun", "2022-01-10", "2021-09-14", NOR_LESS)
                        .now())
                .thenRejected("AmendmentMustTakeEffectInThePeriod")
                .satisfies(refused -> {
                    assertThat(refused.field()).isEqualTo("/from");
                    assertThat(refused.detail()).contains("2021-09-15", "2024-09-14");
                });
        active.when(NORRTALJE
                        .propose("kommun", "2022-01-10", "2024-09-15", NOR_LESS)
                        .now())
                .thenRejected("AmendmentMustTakeEffectInThePeriod");
        active.when(NORRTALJE
                        .propose("kommun", "2022-01-10", "9999-09-15", NOR_LESS)
                        .now())
                .thenRejected("DateMustBeReasonable");
        active.when(NORRTALJE
                        .propose("kommun", "2022-01-11", "2022-03-15", NOR_LESS)
                        .recordedOn("2022-01-10")
                        .now())
                .thenRejected("DayMustNotBeInTheFuture");
    }

    @Test
    void changedTermsKeepTheRulesOfTermsAndChangeSomething() {
        Terms impossible =
                Paper.of("NOR").with("/period/last", "\"2021-09-01\"").terms();
        Story active = givenActive(NOR);
        active.when(NORRTALJE
                        .propose("kommun", "2022-01-10", "2022-03-01", impossible)
                        .now())
                .thenRejected("PeriodMustEndAfterItStarts")
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("/terms/period/last"));
        active.when(NORRTALJE.propose("kommun", "2022-01-10", "2022-03-01", NOR).now())
                .thenRejected("AmendmentMustChangeSomething");
        for (String[] changed : new String[][] {
            {"/municipality", "\"0189\""},
            {"/caseNumber", "\"SON 2021/1\""},
            {"/takeoverDate", "\"2022-01-01\""},
            {"/period/first", "\"2021-09-01\""}
        }) {
            active.when(NORRTALJE
                            .propose(
                                    "kommun",
                                    "2022-01-10",
                                    "2022-03-01",
                                    Paper.of("NOR").with(changed[0], changed[1]).terms())
                            .now())
                    .thenRejected("AgreementMustStayTheSame")
                    .satisfies(refused -> assertThat(refused.field()).isEqualTo("/terms" + changed[0]));
        }
    }

    @Test
    void aProposalIsAPartysAndHoldsNoIdentityNumber() {
        String number = SimulatedIdentityNumbers.of(LocalDate.of(1950, 1, 1), 238, "-");
        Story active = givenActive(NOR);
        active.when(NORRTALJE
                        .propose("skolstiftelsen", "2022-01-10", "2022-03-01", NOR_LESS)
                        .now())
                .thenRejected("PartyMustBeInTheTerms");
        active.when(NORRTALJE
                        .propose("kommun", "2022-01-10", "2022-03-01", NOR_LESS)
                        .because("asked for by " + number)
                        .now())
                .thenRejected("PersonalIdentityNumberMustNotBeGiven")
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("/background"));
        active.when(NORRTALJE
                        .propose("kommun", "2022-01-10", "2022-03-01", NOR_LESS)
                        .withReason("asked for by " + number)
                        .now())
                .thenRejected("PersonalIdentityNumberMustNotBeGiven")
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("/reason"));
        active.when(NORRTALJE
                        .propose("kommun", "2022-01-10", "2022-03-01", NOR_LESS)
                        .because("x".repeat(2001))
                        .now())
                .thenRejected("TextMustFitTheLimit");
    }

    @Test
    void theSecondOfTwoIsToldWhatChangedUnderItAndIsMadeAnew() {
        Terms other = Paper.of("NOR").with("/exits/0/noticeMonths", "3").terms();
        Story both = givenActive(NOR)
                .when(NORRTALJE
                        .propose("kommun", "2022-01-10", "2022-03-01", NOR_LESS)
                        .now())
                .happens()
                .when(NORRTALJE
                        .propose("stadsmission", "2022-01-11", "2022-04-01", other)
                        .now())
                .happens();
        Story firstBinds = both.when(NORRTALJE.sign("amendment-2", "kommun", "2022-01-12"))
                .happens()
                .when(NORRTALJE.decide("amendment-1", "steering", "2022-01-12", "kommun for", "stadsmission for"))
                .happens()
                .when(NORRTALJE.sign("amendment-1", "kommun", "2022-01-13"))
                .happens()
                .when(NORRTALJE.sign("amendment-1", "stadsmission", "2022-01-13"))
                .then(AmendmentSigned.class, TermsChanged.class);
        firstBinds
                .when(NORRTALJE.sign("amendment-2", "stadsmission", "2022-01-14"))
                .thenRejected("AmendmentMustBeMadeOnTheTermsInEffect")
                .satisfies(refused -> assertThat(refused.detail())
                        .contains("version 2 holds from 2022-03-01")
                        .contains("year 2 / amount: 3 000 000,00 kr, was 3 267 000,00 kr"))
                .satisfies(refused -> assertThat(refused.field()).isNull());
        firstBinds
                .when(NORRTALJE
                        .propose("stadsmission", "2022-01-15", "2022-04-01", other)
                        .now())
                .thenRejected("AmendmentMustBeMadeOnTheTermsInEffect")
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("/madeOn"));
        firstBinds
                .when(NORRTALJE
                        .propose("stadsmission", "2022-01-15", "2022-04-01", other)
                        .madeOn(7)
                        .now())
                .thenRejected("TermsVersionMustBeKnown");

        Terms both3 = Paper.of("NOR")
                .with("/funding/grants/1/amount", "\"3000000.00\"")
                .with("/exits/0/noticeMonths", "3")
                .terms();
        firstBinds
                .when(NORRTALJE
                        .propose("stadsmission", "2022-01-15", "2022-02-28", both3)
                        .madeOn(2)
                        .now())
                .thenRejected("AmendmentMustNotPrecedeTheTermsItIsMadeOn");
        firstBinds
                .when(NORRTALJE
                        .propose("stadsmission", "2022-01-15", "2022-04-01", both3)
                        .madeOn(2)
                        .insteadOf("amendment-1")
                        .now())
                .thenRejected("AmendmentMustBeOpen");
        firstBinds
                .when(NORRTALJE
                        .propose("stadsmission", "2022-01-15", "2022-04-01", both3)
                        .madeOn(2)
                        .insteadOf("amendment-9")
                        .now())
                .thenRejected("AmendmentMustBeKnown");
        Story anew = firstBinds
                .when(NORRTALJE
                        .propose("stadsmission", "2022-01-15", "2022-04-01", both3)
                        .madeOn(2)
                        .insteadOf("amendment-2")
                        .now())
                .then(AmendmentProposed.class)
                .when(NORRTALJE.sign("amendment-3", "kommun", "2022-01-16"))
                .happens()
                .when(NORRTALJE.sign("amendment-3", "stadsmission", "2022-01-16"))
                .then(AmendmentSigned.class, TermsChanged.class);
        assertThat(closing(anew, "amendment-2"))
                .isEqualTo(new Amendment.Closing(How.SUPERSEDED, LocalDate.of(2022, 1, 15), "amendment-3"));
        assertThat(anew.known().life().versions())
                .extracting(Life.Version::number)
                .containsExactly(1, 2, 4);
        assertThat(anew.known().termsOn(LocalDate.of(2022, 3, 31))).isEqualTo(NOR_LESS);
        assertThat(anew.known().termsOn(LocalDate.of(2022, 4, 1))).isEqualTo(both3);
        assertThat(anew.known().termsNumbered(3)).contains(other);
    }

    @Test
    void ofTwoVersionsFromOneDayTheFirstNeverHolds() {
        Terms other = Paper.of("NOR")
                .with("/funding/grants/1/amount", "\"3000000.00\"")
                .with("/exits/0/noticeMonths", "3")
                .terms();
        Story twice = bound(NOR, NORRTALJE.propose("kommun", "2022-01-10", "2022-03-01", NOR_LESS))
                .when(NORRTALJE
                        .propose("kommun", "2022-01-12", "2022-03-01", other)
                        .madeOn(2)
                        .now())
                .happens()
                .when(NORRTALJE.sign("amendment-2", "kommun", "2022-01-13"))
                .happens()
                .when(NORRTALJE.sign("amendment-2", "stadsmission", "2022-01-13"))
                .happens();
        Life life = twice.known().life();
        assertThat(life.versions())
                .extracting(version -> version.number() + " to " + life.lastDayOf(version))
                .containsExactly("1 to 2022-02-28", "2 to 2022-02-28", "3 to null");
        assertThat(twice.known().termsOn(LocalDate.of(2022, 3, 1))).isEqualTo(other);
    }

    @Test
    void whatFollowsFromARegistrationByMistakeGoesWithIt() {
        Story voided = bound(NOR, NORRTALJE.propose("kommun", "2022-01-10", "2022-03-01", NOR_LESS))
                .when(NORRTALJE
                        .propose("kommun", "2022-01-12", "2022-04-01", NOR)
                        .madeOn(2)
                        .now())
                .happens()
                .voided();
        assertThat(voided.known().amendments()).isEqualTo(Amendments.NONE);
        Story anew = voided.when(register(NOR)).happens();
        assertThat(anew.known().termsVersion()).isEqualTo(4);
    }

    @Test
    void aSignatureByMistakeTakesTheVersionBackAndWhatComesBeforeTheEndIsToldBeforeIt() {
        Terms longer = Paper.of("STO").with("/period/last", "\"2023-12-14\"").terms();
        Story ended = bound(STO, Changes.of(STO).propose("stad", "2022-01-10", "2022-03-01", longer))
                .when(workOffDueOn(STO, LocalDate.of(2024, 12, 15)))
                .then(AgreementExtended.class, DeadlinePassed.class, AgreementExpired.class);
        Story corrected = ended.whenVoided(AmendmentSigned.class)
                .then(
                        CorrectionApproved.class,
                        EndReversed.class,
                        ExtensionReversed.class,
                        TermsChangeReversed.class,
                        LastDayChanged.class,
                        AgreementExtended.class,
                        DeadlinePassed.class,
                        AgreementExtended.class,
                        AgreementExpired.class);
        assertThat(corrected.stage()).isEqualTo(ended.stage());
        assertThat(corrected.known().life().versions())
                .extracting(Life.Version::number)
                .containsExactly(1);
        assertThat(awaited(corrected, "amendment-1")).hasSize(1);
    }

    @Test
    void aProposalByMistakeLeavesItsNumbersToNobodyElse() {
        Story again = proposed(NOR, NORRTALJE.propose("kommun", "2022-01-10", "2022-03-01", NOR_LESS))
                .whenVoided(AmendmentProposed.class)
                .happens()
                .when(NORRTALJE
                        .propose("kommun", "2022-01-11", "2022-03-01", NOR_LESS)
                        .now())
                .then(AmendmentProposed.class);
        AmendmentProposed told = (AmendmentProposed) again.history().getLast();
        assertThat(told.amendmentId()).isEqualTo("amendment-2");
        assertThat(told.termsVersion()).isEqualTo(3);
    }

    @Test
    void aReversalHoldsFromTheDayOfWhatItReverses() {
        Story changed = bound(NOR, NORRTALJE.propose("kommun", "2022-01-10", "2022-03-01", NOR_LESS));
        assertThat(EffectiveDates.of(
                        new TermsChangeReversed(AgreementId.of(NOR), 2),
                        changed.agreement(),
                        Changes.mandate("2023-01-01")))
                .isEqualTo(LocalDate.of(2022, 3, 1));
    }

    @Test
    @Clause("UPP-12")
    void whatIsNotAdoptedMayBeMadeOnTermsThatHoldNoLonger() {
        Story both = proposed(
                        UPP,
                        UPPSALA.propose("kommun", "2021-12-20", "2021-12-28", UPP_LESS_COMMITTED)
                                .commitmentsOnly())
                .when(UPPSALA.propose(
                                "stadsmission",
                                "2021-12-20",
                                "2021-12-22",
                                Paper.of("UPP").without("/commitments/2").terms())
                        .commitmentsOnly()
                        .now())
                .happens()
                .when(UPPSALA.decide("amendment-2", "steering", "2021-12-21", "kommun for", "stadsmission for"))
                .happens();
        both.when(UPPSALA.decide("amendment-1", "steering", "2021-12-21", "kommun for", "stadsmission for"))
                .thenRejected("AmendmentMustBeMadeOnTheTermsInEffect");
        both.when(UPPSALA.decide("amendment-1", "steering", "2021-12-21", "kommun against", "stadsmission against"))
                .then(AmendmentDecided.class);
    }

    @Test
    @Clause({"LUN-11", "UPP-17"})
    void onlyWherePaperAsksForWritingIsASignatureNotAssumed() {
        Terms changed = Paper.of("LUN").with("/exits/0/noticeMonths", "4").terms();
        proposed(LUN, Changes.of(LUN).propose("kommun", "2022-01-10", "2022-02-01", changed))
                .when(Changes.of(LUN).sign("amendment-1", "kommun", "2022-01-10", "2022-01-10", assumed()))
                .then(AmendmentSigned.class, FindingsRaised.class);
    }

    @Test
    @Clause({"UPP-12", "UPP-17"})
    void whoSignsIsSaidToWhoeverDoesNot() {
        proposed(
                        UPP,
                        UPPSALA.propose("kommun", "2021-12-20", "2021-12-28", UPP_LESS_COMMITTED)
                                .commitmentsOnly())
                .when(UPPSALA.sign("amendment-1", "kommun", "2021-12-21"))
                .thenRejected("SignatoryMustBeAParty")
                .satisfies(refused -> assertThat(refused.detail()).endsWith("nobody signs it"));
        proposed(UPP, UPPSALA.propose("kommun", "2021-12-20", "2021-12-28", UPP_LESS_COMMITTED))
                .when(UPPSALA.sign("amendment-1", "skolstiftelsen", "2021-12-21"))
                .thenRejected("SignatoryMustBeAParty")
                .satisfies(refused -> assertThat(refused.detail()).endsWith("none of kommun, stadsmission"));
    }

    @Test
    void aTextMayBeAsLongAsItsLimit() {
        givenActive(NOR)
                .when(NORRTALJE
                        .propose("kommun", "2022-01-10", "2022-03-01", NOR_LESS)
                        .because("x".repeat(2000))
                        .now())
                .then(AmendmentProposed.class);
    }

    @Test
    @Clause("UPP-12")
    void theWordsOfATieBreakMayBeSwedishAndMeanNothingElse() {
        for (String covers : List.of("insatser", "changes of commitments")) {
            assertThat(howAParty(covers)).as(covers).isEqualTo(AmendmentEvent.How.TIE_BREAK);
        }
        assertThat(howAParty("the budget")).isEqualTo(AmendmentEvent.How.NO_CONSENSUS);
    }

    private static AmendmentEvent.How howAParty(String covers) {
        Paper paper = Paper.of("UPP").with("/groups/0/decisionRule/covers", "[\"" + covers + "\"]");
        Story decided = proposed(
                        paper.terms(),
                        UPPSALA.propose(
                                        "stadsmission",
                                        "2021-12-20",
                                        "2021-12-22",
                                        paper.without("/commitments/3").terms())
                                .commitmentsOnly())
                .when(UPPSALA.decide("amendment-1", "steering", "2021-12-21", "kommun against", "stadsmission for"))
                .happens();
        return decided.history().stream()
                .filter(AmendmentDecided.class::isInstance)
                .map(event -> ((AmendmentDecided) event).how())
                .findFirst()
                .orElseThrow();
    }

    @Test
    @Clause("STO-1")
    void whatAnAmendmentMayNotChangeIsSaidAsItWas() {
        givenActive(NOR)
                .when(NORRTALJE
                        .propose(
                                "kommun",
                                "2022-01-10",
                                "2022-03-01",
                                Paper.of("NOR")
                                        .with("/caseNumber", "\"SN 2021-1\"")
                                        .terms())
                        .now())
                .thenRejected("AgreementMustStayTheSame")
                .satisfies(refused -> assertThat(refused.detail()).endsWith("this stays left out"));
        givenActive(STO)
                .when(Changes.of(STO)
                        .propose(
                                "stad",
                                "2022-01-10",
                                "2022-03-01",
                                Paper.of("STO")
                                        .with("/caseNumber", "\"2.3.4-1/2021\"")
                                        .terms())
                        .now())
                .thenRejected("AgreementMustStayTheSame")
                .satisfies(refused -> assertThat(refused.detail()).endsWith("this stays 2.3.4-631/2021"));
    }

    @Test
    void amendmentsAreCountable() {
        Story story = givenActive(NOR);
        for (int number = 1; number <= 100; number++) {
            story = story.when(NORRTALJE
                            .propose("kommun", "2022-01-10", "2022-03-01", NOR_LESS)
                            .now())
                    .happens();
        }
        story.when(NORRTALJE
                        .propose("kommun", "2022-01-10", "2022-03-01", NOR_LESS)
                        .now())
                .thenRejected("AmendmentsMustBeCountable");
    }

    private static Story proposed(Terms terms, Changes.Proposal proposal) {
        return givenActive(terms).when(proposal.now()).then(AmendmentProposed.class);
    }

    /** Signed by all parties on the day of the proposal, and decided on where a group has to. */
    private static Story bound(Terms terms, Changes.Proposal proposal) {
        AmendmentProposed told =
                (AmendmentProposed) proposed(terms, proposal).history().getLast();
        Story story = proposed(terms, proposal);
        String group = told.needs().decisionOf();
        if (group != null) {
            String[] all = told.needs().signatures().stream()
                    .map(party -> party + " for")
                    .toArray(String[]::new);
            story = story.when(Changes.of(terms)
                            .decide("amendment-1", group, told.proposedOn().toString(), all))
                    .happens();
        }
        for (String party : told.needs().signatures()) {
            story = story.when(Changes.of(terms)
                            .sign("amendment-1", party, told.proposedOn().toString()))
                    .happens();
        }
        return story;
    }

    private static List<Amendment.Awaited> awaited(Story story, String amendmentId) {
        return story.known().amendments().find(amendmentId).orElseThrow().awaits();
    }

    private static Amendment.Closing closing(Story story, String amendmentId) {
        Amendment.Closing closing =
                story.known().amendments().find(amendmentId).orElseThrow().closing();
        if (closing == null) {
            throw new AssertionError(amendmentId + " is not closed");
        }
        return closing;
    }
}
