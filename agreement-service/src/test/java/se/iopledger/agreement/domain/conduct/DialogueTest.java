package se.iopledger.agreement.domain.conduct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static se.iopledger.agreement.domain.Story.REGISTRAR;
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
import se.iopledger.agreement.domain.AgreementDecider;
import se.iopledger.agreement.domain.AgreementId;
import se.iopledger.agreement.domain.ConductCommand.CloseDialogue;
import se.iopledger.agreement.domain.ConductCommand.EscalateDialogue;
import se.iopledger.agreement.domain.ConductCommand.OpenDialogue;
import se.iopledger.agreement.domain.Story;
import se.iopledger.contracts.agreement.ConductEvent.Conclusion;
import se.iopledger.contracts.agreement.ConductEvent.DialogueClosed;
import se.iopledger.contracts.agreement.ConductEvent.DialogueEscalated;
import se.iopledger.contracts.agreement.ConductEvent.DialogueOpened;
import se.iopledger.contracts.agreement.ConductEvent.Subject;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;

/** What stands between the parties is talked of, goes up to the steering group, and comes to an end. */
final class DialogueTest {
    private static final LocalDate DAY = LocalDate.of(2022, 3, 1);

    @Test
    @Clause({"STO-6", "NOR-17"})
    void changedCircumstancesAreBroughtToTheSteeringGroup() {
        for (Terms terms : List.of(STO, NOR)) {
            String party = terms.parties().getLast().id();
            Story active = givenActive(terms);
            active.when(open(terms, Subject.CHANGED_CIRCUMSTANCES, party, "steering"))
                    .then(DialogueOpened.class);
            active.when(open(terms, Subject.CHANGED_CIRCUMSTANCES, party, null))
                    .thenRejected("CircumstancesMustBeReportedToTheSteeringGroup")
                    .satisfies(
                            refused -> assertThat(refused.clauses()).contains(terms.equals(STO) ? "STO-6" : "NOR-17"));
        }
        givenActive(STO)
                .when(open(STO, Subject.CHANGED_CIRCUMSTANCES, "stad", "cooperation"))
                .thenRejected("CircumstancesMustBeReportedToTheSteeringGroup");
    }

    @Test
    @Clause("LIN-8")
    void whereNoGroupSteersThePartiesTalkBetweenThemselves() {
        givenActive(LIN)
                .when(open(LIN, Subject.CHANGED_CIRCUMSTANCES, "pastorat", null))
                .then(DialogueOpened.class)
                .when(close(LIN, Conclusion.CHANGE_PROPOSED))
                .then(DialogueClosed.class);
    }

    @Test
    @Clause({"STO-17", "UPP-16", "LUN-9"})
    void aDialogueOnContinuingSaysHowThePartiesGoOn() {
        for (Terms terms : List.of(STO, LUN, UPP)) {
            Story talking = givenActive(terms).when(breach(terms)).then(DialogueOpened.class);
            for (Conclusion outcome :
                    List.of(Conclusion.CONTINUES, Conclusion.CHANGE_PROPOSED, Conclusion.DOES_NOT_CONTINUE)) {
                Story closed = talking.when(close(terms, outcome)).then(DialogueClosed.class);
                assertThat(closed.known().conduct().dialogues()).singleElement().satisfies(dialogue -> {
                    assertThat(dialogue.stillOpen()).isFalse();
                    assertThat(dialogue.closed())
                            .isEqualTo(new Dialogue.Closing(day(terms), outcome, "as the minutes of the day say"));
                });
            }
            talking.when(close(terms, Conclusion.SETTLED)).thenRejected("OutcomeMustFitTheDialogue");
        }
    }

    @Test
    @Clause({"STO-14", "UPP-22", "LUN-15"})
    void disagreementInTheCooperationGroupGoesUpToTheSteeringGroup() {
        Story open = givenActive(STO)
                .when(open(STO, Subject.DISPUTE, "stiftelse", "cooperation"))
                .then(DialogueOpened.class);
        Story above =
                open.when(escalate("dialogue-1", "steering", "2022-03-10")).then(DialogueEscalated.class);
        assertThat(above.known().conduct().dialogues().getFirst().group()).isEqualTo("steering");
        above.when(escalate("dialogue-1", "steering", "2022-03-11")).thenRejected("DialogueMustNotBeThereAlready");
        above.when(close("dialogue-1", "2022-03-09", Conclusion.SETTLED)).thenRejected("StepMustNotPrecedeTheLast");
        above.when(close("dialogue-1", "2022-03-11", Conclusion.CONTINUES)).thenRejected("OutcomeMustFitTheDialogue");
        Story settled = above.when(close("dialogue-1", "2022-03-11", Conclusion.SETTLED))
                .then(DialogueClosed.class);
        settled.when(escalate("dialogue-1", "steering", "2022-03-12")).thenRejected("DialogueMustBeOpen");
        settled.when(close("dialogue-1", "2022-03-12", Conclusion.SETTLED)).thenRejected("DialogueMustBeOpen");

        open.when(escalate("dialogue-1", "cooperation", "2022-03-10"))
                .thenRejected("DialogueMustGoUpToTheSteeringGroup");
        open.when(escalate("dialogue-1", "steering", "2022-02-28")).thenRejected("StepMustNotPrecedeTheLast");
        open.when(escalate("dialogue-2", "steering", "2022-03-10")).thenRejected("DialogueMustBeKnown");
        open.when(close("dialogue-1", "2022-03-11", Conclusion.DOES_NOT_CONTINUE))
                .then(DialogueClosed.class);
    }

    @Test
    void onlyPartiesBringThingsUpInGroupsThatThereAre() {
        Story active = givenActive(STO);
        active.when(open(STO, Subject.DISPUTE, "nobody", null)).thenRejected("PartyMustBeInTheTerms");
        active.when(open(STO, Subject.DISPUTE, "stad", "nowhere")).thenRejected("GroupMustBeInTheTerms");
        active.when(opened(Subject.DISPUTE, "2021-12-14", null, "2022-03-01"))
                .thenRejected("DateMustNotPrecedeTheAgreement");
        active.when(opened(Subject.DISPUTE, "2022-03-02", null, "2022-03-01")).thenRejected("DateMustNotBeInTheFuture");
        active.when(opened(Subject.BREACH, "2022-03-01", "2022-03-02", "2022-03-02"))
                .thenRejected("WhatIsTalkedOfMustBeSoAlready");
        given(register(STO))
                .when(open(STO, Subject.DISPUTE, "stad", null))
                .thenRejected("AgreementMustHaveBeenInForce");
    }

    @Test
    void aHistoryThatCannotBeIsNotFollowed() {
        assertThatThrownBy(() -> AgreementDecider.evolve(
                        givenActive(STO).agreement(),
                        new DialogueEscalated(AgreementId.of(STO), "dialogue-1", "steering", DAY)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> AgreementDecider.evolve(
                        givenActive(STO).agreement(),
                        new DialogueClosed(AgreementId.of(STO), "dialogue-1", DAY, Conclusion.SETTLED, "so")))
                .isInstanceOf(IllegalStateException.class);
    }

    private static LocalDate day(Terms terms) {
        return terms.equals(UPP) ? LocalDate.of(2021, 12, 20) : DAY;
    }

    private static OpenDialogue open(Terms terms, Subject subject, String by, @Nullable String group) {
        return new OpenDialogue(
                AgreementId.of(terms), subject, by, group, DAY, null, "the premises are given up", on(DAY));
    }

    private static OpenDialogue breach(Terms terms) {
        return new OpenDialogue(
                AgreementId.of(terms),
                Subject.BREACH,
                terms.parties().getFirst().id(),
                null,
                day(terms),
                day(terms).minusDays(5),
                "the activity has not started",
                on(day(terms)));
    }

    @Test
    @Clause({"STO-6", "STO-14"})
    void afterTheEndDisputesAreStillTalkedOfAndCircumstancesNoLongerReported() {
        Story ended = givenActive(STO)
                .when(workOffDueOn(STO, LocalDate.of(2024, 12, 15)))
                .happens();
        ended.when(opened(Subject.DISPUTE, "2024-12-15", null, "2024-12-15")).then(DialogueOpened.class);
        ended.when(new OpenDialogue(
                        AgreementId.of(STO),
                        Subject.CHANGED_CIRCUMSTANCES,
                        "stad",
                        "steering",
                        LocalDate.of(2024, 12, 15),
                        null,
                        "the premises",
                        on(LocalDate.of(2024, 12, 15))))
                .thenRejected("DateMustNotComeAfterTheEnd");
        ended.when(new OpenDialogue(
                        AgreementId.of(STO),
                        Subject.CHANGED_CIRCUMSTANCES,
                        "stad",
                        "steering",
                        LocalDate.of(2024, 12, 14),
                        null,
                        "the premises",
                        on(LocalDate.of(2024, 12, 15))))
                .then(DialogueOpened.class);
    }

    @Test
    @Clause({"STO-14", "STO-17"})
    void whatOutcomeFitsIsSaid() {
        givenActive(STO)
                .when(opened(Subject.DISPUTE, "2022-03-01", null, "2022-03-01"))
                .happens()
                .when(close("dialogue-1", "2022-03-10", Conclusion.CONTINUES))
                .thenRejected("OutcomeMustFitTheDialogue")
                .satisfies(refused -> assertThat(refused.detail()).startsWith("a dispute is settled"));
        givenActive(STO)
                .when(new OpenDialogue(
                        AgreementId.of(STO),
                        Subject.CHANGED_CIRCUMSTANCES,
                        "stad",
                        "steering",
                        LocalDate.of(2022, 3, 1),
                        null,
                        "the premises",
                        on(LocalDate.of(2022, 3, 1))))
                .happens()
                .when(close("dialogue-1", "2022-03-10", Conclusion.SETTLED))
                .thenRejected("OutcomeMustFitTheDialogue")
                .satisfies(refused -> assertThat(refused.detail()).startsWith("say whether the parties continue"));
    }

    private static OpenDialogue opened(Subject subject, String on, @Nullable String since, String today) {
        return new OpenDialogue(
                AgreementId.of(STO),
                subject,
                "stad",
                null,
                LocalDate.parse(on),
                since == null ? null : LocalDate.parse(since),
                "the premises",
                on(LocalDate.parse(today)));
    }

    private static EscalateDialogue escalate(String id, String group, String on) {
        return new EscalateDialogue(AgreementId.of(STO), id, group, LocalDate.parse(on), on(LocalDate.parse(on)));
    }

    private static CloseDialogue close(Terms terms, Conclusion outcome) {
        return new CloseDialogue(
                AgreementId.of(terms),
                "dialogue-1",
                day(terms),
                outcome,
                "as the minutes of the day say",
                on(day(terms)));
    }

    private static CloseDialogue close(String id, String on, Conclusion outcome) {
        return new CloseDialogue(
                AgreementId.of(STO), id, LocalDate.parse(on), outcome, "so decided", on(LocalDate.parse(on)));
    }

    private static Mandate on(LocalDate today) {
        return Mandate.of(REGISTRAR, today);
    }
}
