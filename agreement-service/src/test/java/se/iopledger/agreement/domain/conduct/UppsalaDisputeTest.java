package se.iopledger.agreement.domain.conduct;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.agreement.domain.Story.REGISTRAR;
import static se.iopledger.agreement.domain.Story.givenActive;
import static se.iopledger.agreement.testing.Five.UPP;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.AgreementId;
import se.iopledger.agreement.domain.ConductCommand.CloseDialogue;
import se.iopledger.agreement.domain.ConductCommand.EscalateDialogue;
import se.iopledger.agreement.domain.ConductCommand.OpenDialogue;
import se.iopledger.agreement.domain.GovernanceCommand.PlanMeeting;
import se.iopledger.agreement.domain.Story;
import se.iopledger.contracts.agreement.ConductEvent.Conclusion;
import se.iopledger.contracts.agreement.ConductEvent.DialogueClosed;
import se.iopledger.contracts.agreement.ConductEvent.DialogueEscalated;
import se.iopledger.contracts.agreement.ConductEvent.DialogueOpened;
import se.iopledger.contracts.agreement.ConductEvent.Subject;
import se.iopledger.contracts.agreement.GovernanceEvent.MeetingPlanned;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.testing.Clause;

/** Uppsala's parties talk of a dispute first, and their steering group answers for it. */
final class UppsalaDisputeTest {
    private static final String ID = AgreementId.of(UPP);

    @Test
    @Clause("UPP-22")
    void aDisputeIsTalkedOfFirstAndTheSteeringGroupAnswersForIt() {
        Story open = givenActive(UPP).when(open("kommun", "cooperation")).then(DialogueOpened.class);
        open.when(escalate("cooperation"))
                .thenRejected("DialogueMustGoUpToTheSteeringGroup")
                .satisfies(refused -> {
                    assertThat(refused.field()).isEqualTo("/group");
                    assertThat(refused.clauses()).contains("UPP-22");
                });
        Story above = open.when(escalate("steering")).then(DialogueEscalated.class);
        assertThat(above.known().conduct().dialogues())
                .singleElement()
                .satisfies(dialogue -> assertThat(dialogue.group()).isEqualTo("steering"));
        above.when(escalate("steering"))
                .thenRejected("DialogueMustNotBeThereAlready")
                .satisfies(refused -> {
                    assertThat(refused.field()).isEqualTo("/group");
                    assertThat(refused.clauses()).contains("UPP-22");
                });
        Story settled = above.when(close(Conclusion.SETTLED)).then(DialogueClosed.class);
        assertThat(settled.stage()).isEqualTo(open.stage());
        // It may also come to nothing: that the parties part ends nothing by itself.
        Story apart = above.when(close(Conclusion.DOES_NOT_CONTINUE)).then(DialogueClosed.class);
        assertThat(apart.stage()).isEqualTo(open.stage());
    }

    @Test
    @Clause("UPP-22")
    void eitherPartyBringsItUpAndNobodyElse() {
        givenActive(UPP).when(open("stadsmission", "steering")).then(DialogueOpened.class);
        givenActive(UPP).when(open("stadsmission", null)).then(DialogueOpened.class);
        givenActive(UPP)
                .when(open("socialnamnden", null))
                .thenRejected("PartyMustBeInTheTerms")
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("/by"));
    }

    @Test
    @Clause("UPP-22")
    void theStadsmissionAloneConvenesTheCooperationGroup() {
        LocalDate day = Story.TAKEOVER;
        Mandate mandate = Mandate.of(REGISTRAR, day);
        givenActive(UPP)
                .when(new PlanMeeting(ID, "cooperation", day, "stadsmission", mandate))
                .then(MeetingPlanned.class);
        givenActive(UPP)
                .when(new PlanMeeting(ID, "cooperation", day, "kommun", mandate))
                .thenRejected("MeetingMustBeCalledByItsConvener")
                .satisfies(refused -> assertThat(refused.clauses()).contains("UPP-22"));
    }

    private static OpenDialogue open(String by, @Nullable String group) {
        return new OpenDialogue(
                ID,
                Subject.DISPUTE,
                by,
                group,
                Story.TAKEOVER,
                null,
                "who pays for the evening café (made up)",
                Mandate.of(REGISTRAR, Story.TAKEOVER));
    }

    private static EscalateDialogue escalate(String group) {
        return new EscalateDialogue(ID, "dialogue-1", group, Story.TAKEOVER, Mandate.of(REGISTRAR, Story.TAKEOVER));
    }

    private static CloseDialogue close(Conclusion outcome) {
        return new CloseDialogue(
                ID,
                "dialogue-1",
                Story.TAKEOVER,
                outcome,
                "as the minutes of the day say",
                Mandate.of(REGISTRAR, Story.TAKEOVER));
    }
}
