package se.iopledger.agreement.domain.conduct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static se.iopledger.agreement.domain.Story.APPROVER;
import static se.iopledger.agreement.domain.Story.AT_LAST;
import static se.iopledger.agreement.domain.Story.REGISTRAR;
import static se.iopledger.agreement.domain.Story.givenActive;
import static se.iopledger.agreement.domain.Story.propose;
import static se.iopledger.agreement.domain.Story.workOffDueOn;
import static se.iopledger.agreement.testing.Five.LUN;
import static se.iopledger.agreement.testing.Five.NOR;
import static se.iopledger.agreement.testing.Five.STO;
import static se.iopledger.agreement.testing.Five.UPP;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.AgreementDecider;
import se.iopledger.agreement.domain.AgreementId;
import se.iopledger.agreement.domain.ConductCommand.DecideDeviation;
import se.iopledger.agreement.domain.ConductCommand.RecordDeviation;
import se.iopledger.agreement.domain.ConductCommand.RequestDeviation;
import se.iopledger.agreement.domain.Story;
import se.iopledger.agreement.domain.settle.Blocking;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.agreement.AgreementEvent.FindingsRaised;
import se.iopledger.contracts.agreement.ConductEvent.Answer;
import se.iopledger.contracts.agreement.ConductEvent.DeviationDecided;
import se.iopledger.contracts.agreement.ConductEvent.DeviationFrom;
import se.iopledger.contracts.agreement.ConductEvent.DeviationMade;
import se.iopledger.contracts.agreement.ConductEvent.DeviationRequested;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;

/** Significant deviations are decided before they are made; one that was not is a finding. */
final class DeviationTest {
    @Test
    @Clause("UPP-15")
    void uppsalaTakesADeviationToTheSteeringGroupBeforeItIsMade() {
        Story made = requested(UPP, "2021-11-01", "2021-12-20")
                .when(decide(UPP, List.of("steering"), "2021-11-10", "2021-12-20", Answer.APPROVED))
                .then(DeviationDecided.class)
                .when(make(UPP, "2021-11-10", "2021-12-20"))
                .then(DeviationMade.class);
        assertThat(made.known().conduct().deviations())
                .singleElement()
                .extracting(Deviation::made)
                .isEqualTo(new Deviation.Made(LocalDate.of(2021, 11, 10), true));
    }

    @Test
    @Clause({"UPP-15", "STO-17"})
    void aDeviationMadeBeforeItsApprovalIsAFinding() {
        Story made = requested(STO, "2022-03-01", "2022-03-01")
                .when(decide(STO, List.of("steering"), "2022-03-10", "2022-03-10", Answer.APPROVED))
                .happens()
                .when(make(STO, "2022-03-09", "2022-03-10"))
                .then(DeviationMade.class, FindingsRaised.class);
        assertThat(made.known().findings().getLast()).satisfies(finding -> {
            assertThat(finding.id()).isEqualTo("DeviationMustBeApprovedBeforeItIsMade:deviation-1");
            assertThat(finding.clauses()).contains("STO-17");
        });
        made.when(make(STO, "2022-03-10", "2022-03-10")).thenRejected("DeviationMustNotBeMadeTwice");

        requested(STO, "2022-03-01", "2022-03-01")
                .when(decide(STO, List.of("steering"), "2022-03-05", "2022-03-10", Answer.REFUSED))
                .happens()
                .when(make(STO, "2022-03-09", "2022-03-10"))
                .then(DeviationMade.class, FindingsRaised.class);
        // It may have been made before anybody asked.
        requested(STO, "2022-03-01", "2022-03-01")
                .when(make(STO, "2022-02-01", "2022-03-10"))
                .then(DeviationMade.class, FindingsRaised.class)
                .when(decide(STO, List.of("steering"), "2022-03-10", "2022-03-10", Answer.REFUSED))
                .then(DeviationDecided.class);
    }

    @Test
    @Clause({"UPP-15", "STO-17"})
    void anApprovalIsNotVoidedUnderADeviationThatWasMadeOnIt() {
        Story made = requested(STO, "2022-03-01", "2022-03-01")
                .when(decide(STO, List.of("steering"), "2022-03-05", "2022-03-10", Answer.APPROVED))
                .happens()
                .when(make(STO, "2022-03-09", "2022-03-10"))
                .then(DeviationMade.class);
        made.when(propose(STO, made.fact(DeviationDecided.class), "it was another deviation"))
                .thenRejected("FactMustNotBeNeededByAnother");
        // Corrected in turn, it is told as what it is.
        made.whenVoided(DeviationMade.class)
                .happens()
                .whenVoided(DeviationDecided.class)
                .happens()
                .when(make(STO, "2022-03-09", "2022-03-10"))
                .then(DeviationMade.class, FindingsRaised.class);
    }

    @Test
    @Clause({"UPP-15", "STO-17"})
    void anApprovalThatComesToLightLateWasOneAllTheSame() {
        Story made = requested(STO, "2022-03-01", "2022-03-01")
                .when(make(STO, "2022-03-09", "2022-03-10"))
                .then(DeviationMade.class, FindingsRaised.class);
        Story approved = made.when(decide(STO, List.of("steering"), "2022-03-05", "2022-03-20", Answer.APPROVED))
                .then(DeviationDecided.class);
        assertThat(approved.known().conduct().deviations().getFirst().made())
                .isEqualTo(new Deviation.Made(LocalDate.of(2022, 3, 9), true));
        assertThat(Blocking.standing(
                        approved.known(), approved.known().findings().getLast(), AT_LAST))
                .isEqualTo(new Blocking.Standing.Answered());
        Story tooLate = made.when(decide(STO, List.of("steering"), "2022-03-10", "2022-03-20", Answer.APPROVED))
                .happens();
        assertThat(Blocking.standing(tooLate.known(), tooLate.known().findings().getLast(), AT_LAST))
                .isEqualTo(new Blocking.Standing.Open(null));
    }

    @Test
    @Clause("STO-17")
    void theApprovalOfOneAnswersNothingOfAnother() {
        Story both = requested(STO, "2022-03-01", "2022-03-01")
                .when(make(STO, "2022-03-09", "2022-03-10"))
                .happens()
                .when(request(STO, "stiftelse", "2022-03-11", "2022-03-11", 120_000_00))
                .happens()
                .when(new RecordDeviation(
                        AgreementId.of(STO),
                        "deviation-2",
                        LocalDate.of(2022, 3, 12),
                        Mandate.of(REGISTRAR, LocalDate.of(2022, 3, 12))))
                .then(DeviationMade.class, FindingsRaised.class);
        Story approved = both.when(decide(STO, List.of("steering"), "2022-03-05", "2022-03-20", Answer.APPROVED))
                .then(DeviationDecided.class);
        assertThat(approved.known().findings())
                .filteredOn(finding -> finding.rule().equals("DeviationMustBeApprovedBeforeItIsMade"))
                .extracting(Finding::id, finding -> Blocking.standing(approved.known(), finding, AT_LAST))
                .containsExactly(
                        tuple("DeviationMustBeApprovedBeforeItIsMade:deviation-1", new Blocking.Standing.Answered()),
                        tuple("DeviationMustBeApprovedBeforeItIsMade:deviation-2", new Blocking.Standing.Open(null)));
    }

    @Test
    void aDeviationIsNotDecidedTwiceInAnyHistory() {
        Story decided = requested(STO, "2022-03-01", "2022-03-01")
                .when(decide(STO, List.of("steering"), "2022-03-05", "2022-03-10", Answer.APPROVED))
                .happens();
        assertThatThrownBy(() -> AgreementDecider.evolve(
                        decided.agreement(), decided.history().getLast()))
                .isInstanceOf(IllegalStateException.class);
        // Nor made on an approval that is not there.
        assertThatThrownBy(() -> AgreementDecider.evolve(
                        requested(STO, "2022-03-01", "2022-03-01").agreement(),
                        new DeviationMade(AgreementId.of(STO), "deviation-1", LocalDate.of(2022, 3, 9), true)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    @Clause("UPP-15")
    void afterTheEndNothingIsLeftToDeviateFrom() {
        Story expired = requested(UPP, "2021-11-01", "2021-12-20")
                .when(workOffDueOn(UPP, LocalDate.of(2022, 1, 1)))
                .happens();
        expired.when(make(UPP, "2022-01-01", "2022-01-01"))
                .thenRejected("DateMustNotComeAfterTheEnd")
                .satisfies(refused -> {
                    assertThat(refused.field()).isEqualTo("/madeOn");
                    assertThat(refused.clauses()).containsExactly("UPP-3");
                });
        expired.when(request(UPP, "kommun", "2022-01-01", "2022-01-01", 1)).thenRejected("DateMustNotComeAfterTheEnd");
        expired.when(request(UPP, "kommun", "2021-12-31", "2022-01-01", 1)).then(DeviationRequested.class);
        expired.when(make(UPP, "2021-12-31", "2022-01-01")).then(DeviationMade.class, FindingsRaised.class);
    }

    @Test
    @Clause("LUN-11")
    void lundsRepresentativesOfBothPartiesDecide() {
        Story requested = requested(LUN, "2022-03-01", "2022-03-01");
        requested
                .when(decide(LUN, List.of("kvinnojouren", "kommun"), "2022-03-02", "2022-03-02", Answer.APPROVED))
                .then(DeviationDecided.class);
        for (List<String> some : List.of(List.of("kommun"), List.of("nobody"), List.<String>of())) {
            requested
                    .when(decide(LUN, some, "2022-03-02", "2022-03-02", Answer.APPROVED))
                    .thenRejected("DeviationMustBeDecidedByWhoMayDecideIt")
                    .satisfies(refused -> assertThat(refused.clauses()).containsExactly("LUN-11"));
        }
    }

    @Test
    @Clause({"LUN-11", "UPP-17"})
    void whatTouchesThePurposeIsRenegotiated() {
        givenActive(LUN)
                .when(new RequestDeviation(
                        AgreementId.of(LUN),
                        "kvinnojouren",
                        DeviationFrom.UNDERTAKINGS,
                        LocalDate.of(2022, 3, 1),
                        "support by phone is dropped",
                        null,
                        true,
                        on("2022-03-01")))
                .thenRejected("ChangeOfPurposeMustBeRenegotiated")
                .satisfies(refused -> assertThat(refused.clauses()).containsExactly("LUN-11"));
    }

    @Test
    void aDeviationIsDecidedOnceAndAfterItWasAskedFor() {
        Story requested = requested(STO, "2022-03-01", "2022-03-01");
        requested
                .when(decide(STO, List.of("steering"), "2022-02-28", "2022-03-02", Answer.APPROVED))
                .thenRejected("StepMustNotPrecedeTheLast");
        requested
                .when(decide(STO, List.of("steering"), "2022-03-03", "2022-03-02", Answer.APPROVED))
                .thenRejected("DateMustNotBeInTheFuture");
        requested
                .when(decide(STO, List.of("steering"), "2022-03-02", "2022-03-02", Answer.REFUSED))
                .happens()
                .when(decide(STO, List.of("steering"), "2022-03-02", "2022-03-02", Answer.APPROVED))
                .thenRejected("DeviationMustNotBeDecidedTwice");
        requested.when(make(STO, "2022-03-03", "2022-03-02")).thenRejected("DateMustNotBeInTheFuture");
        requested.when(make(STO, "2021-12-14", "2022-03-02")).thenRejected("DateMustNotPrecedeTheAgreement");
        givenActive(STO).when(make(STO, "2022-03-02", "2022-03-02")).thenRejected("DeviationMustBeKnown");
    }

    @Test
    void aRequestIsAPartysAndDatedInTheAgreementsTime() {
        Story active = givenActive(NOR);
        active.when(request(NOR, "nobody", "2022-03-01", "2022-03-01", 0)).thenRejected("PartyMustBeInTheTerms");
        active.when(request(NOR, "kommun", "2021-09-14", "2022-03-01", 0))
                .thenRejected("DateMustNotPrecedeTheAgreement");
        active.when(request(NOR, "kommun", "2022-03-02", "2022-03-01", 0)).thenRejected("DateMustNotBeInTheFuture");
        active.when(request(NOR, "kommun", "2022-03-01", "2022-03-01", -1)).thenRejected("AmountMustNotBeNegative");
        active.when(request(NOR, "kommun", "2022-03-01", "2022-03-01", 0)).then(DeviationRequested.class);
    }

    @Test
    void aHistoryThatCannotBeIsNotFollowed() {
        String id = AgreementId.of(STO);
        LocalDate day = LocalDate.of(2022, 3, 1);
        assertThatThrownBy(() -> AgreementDecider.evolve(
                        givenActive(STO).agreement(),
                        new DeviationDecided(id, "deviation-1", List.of("steering"), day, Answer.APPROVED)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> AgreementDecider.evolve(
                        givenActive(STO).agreement(), new DeviationMade(id, "deviation-1", day, true)))
                .isInstanceOf(IllegalStateException.class);
    }

    private static Story requested(Terms terms, String on, String today) {
        return givenActive(terms)
                .when(request(terms, terms.parties().getLast().id(), on, today, 120_000_00))
                .then(DeviationRequested.class);
    }

    private static RequestDeviation request(Terms terms, String by, String on, String today, long ore) {
        return new RequestDeviation(
                AgreementId.of(terms),
                by,
                DeviationFrom.BUDGET,
                LocalDate.parse(on),
                "staff instead of premises",
                new Money(ore),
                false,
                on(today));
    }

    private static DecideDeviation decide(Terms terms, List<String> by, String on, String today, Answer answer) {
        return new DecideDeviation(
                AgreementId.of(terms),
                "deviation-1",
                by,
                LocalDate.parse(on),
                answer,
                Mandate.of(APPROVER, LocalDate.parse(today)));
    }

    private static RecordDeviation make(Terms terms, String on, String today) {
        return new RecordDeviation(AgreementId.of(terms), "deviation-1", LocalDate.parse(on), on(today));
    }

    private static Mandate on(String today) {
        return Mandate.of(REGISTRAR, LocalDate.parse(today));
    }
}
