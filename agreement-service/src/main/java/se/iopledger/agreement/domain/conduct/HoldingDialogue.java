package se.iopledger.agreement.domain.conduct;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.ConductCommand.CloseDialogue;
import se.iopledger.agreement.domain.ConductCommand.EscalateDialogue;
import se.iopledger.agreement.domain.ConductCommand.OfDialogue;
import se.iopledger.agreement.domain.ConductCommand.OpenDialogue;
import se.iopledger.agreement.domain.DateRules;
import se.iopledger.agreement.domain.EveryValue;
import se.iopledger.agreement.domain.Impossible;
import se.iopledger.agreement.domain.Numbered;
import se.iopledger.agreement.domain.PartyRules;
import se.iopledger.agreement.domain.Refusals;
import se.iopledger.agreement.domain.conduct.Dialogue.Closing;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.ConductEvent;
import se.iopledger.contracts.agreement.ConductEvent.Conclusion;
import se.iopledger.contracts.agreement.ConductEvent.DialogueClosed;
import se.iopledger.contracts.agreement.ConductEvent.DialogueEscalated;
import se.iopledger.contracts.agreement.ConductEvent.DialogueOpened;
import se.iopledger.contracts.agreement.ConductEvent.Subject;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.Group;

/** What stands between the parties is talked of: changed circumstances (STO-6), breaches (LUN-9), disputes (STO-14). */
@CheckReturnValue
final class HoldingDialogue {
    private HoldingDialogue() {}

    static Decision<AgreementEvent> decide(Known known, OfDialogue command) {
        return DateRules.onceInForce(known, () -> switch (command) {
            case OpenDialogue open -> open(known, open);
            case EscalateDialogue escalate ->
                on(known, escalate.dialogueId(), dialogue -> escalate(known, dialogue, escalate));
            case CloseDialogue close -> on(known, close.dialogueId(), dialogue -> close(known, dialogue, close));
        });
    }

    private static Decision<AgreementEvent> on(
            Known known, String id, Function<Dialogue, Decision<AgreementEvent>> decision) {
        return Numbered.find(known.conduct().dialogues(), id)
                .map(decision)
                .orElseGet(() -> Decision.rejected(
                        Rejection.unknown("DialogueMustBeKnown", "no dialogue with this id is recorded")));
    }

    private static Decision<AgreementEvent> open(Known known, OpenDialogue command) {
        return Refusals.unless(
                List.of(
                        EveryValue.mustHold(command),
                        DateRules.dateMustNotBeInTheFuture("/openedOn", command.openedOn(), command.mandate()),
                        DateRules.dateMustNotPrecedeTheAgreement("/openedOn", command.openedOn(), known),
                        command.subject() == Subject.CHANGED_CIRCUMSTANCES
                                ? DateRules.dateMustNotComeAfterTheEnd("/openedOn", command.openedOn(), known)
                                : Optional.empty(),
                        PartyRules.partyMustBeInTheTerms("/by", known, command.by(), command.openedOn()),
                        command.group() == null
                                ? Optional.empty()
                                : PartyRules.groupMustBeInTheTerms(
                                        "/group", known, command.group(), command.openedOn()),
                        circumstancesMustBeReportedToTheSteeringGroup(known, command),
                        whatIsTalkedOfMustBeSoAlready(command)),
                () -> List.of(new DialogueOpened(
                        known.agreementId(),
                        known.facts().nextId("dialogue", DialogueOpened.class),
                        command.subject(),
                        command.by(),
                        command.group(),
                        command.openedOn(),
                        command.since(),
                        command.about())));
    }

    private static Optional<Rejection> circumstancesMustBeReportedToTheSteeringGroup(
            Known known, OpenDialogue command) {
        List<Group> steering =
                PartyRules.steeringGroups(known, command.openedOn()).toList();
        return Refusals.when(
                command.subject() == Subject.CHANGED_CIRCUMSTANCES
                        && !steering.isEmpty()
                        && steering.stream().noneMatch(group -> group.id().equals(command.group())),
                () -> Rejection.at(
                                "/group",
                                "CircumstancesMustBeReportedToTheSteeringGroup",
                                "changed circumstances are brought to the steering group")
                        .by(Refusals.clausesOf(steering.getFirst().clauses())));
    }

    private static Optional<Rejection> whatIsTalkedOfMustBeSoAlready(OpenDialogue command) {
        return Refusals.when(
                command.since() != null && command.since().isAfter(command.openedOn()),
                () -> Rejection.at(
                        "/since",
                        "WhatIsTalkedOfMustBeSoAlready",
                        "it was brought up on " + command.openedOn() + ", and is so only since " + command.since()));
    }

    private static Decision<AgreementEvent> escalate(Known known, Dialogue dialogue, EscalateDialogue command) {
        return Refusals.unless(
                List.of(
                        EveryValue.mustHold(command),
                        dialogueMustBeOpen(dialogue),
                        DateRules.stepMustBeInItsTime(
                                "/escalatedOn", command.escalatedOn(), dialogue.lastStepOn(), command.mandate()),
                        dialogueMustGoUpToTheSteeringGroup(known, command),
                        dialogueMustNotBeThereAlready(known, dialogue, command)),
                () -> List.of(new DialogueEscalated(
                        known.agreementId(), dialogue.id(), command.group(), command.escalatedOn())));
    }

    private static Optional<Rejection> dialogueMustBeOpen(Dialogue dialogue) {
        Closing closed = dialogue.closed();
        return closed == null
                ? Optional.empty()
                : Optional.of(Rejection.conflict(
                        "DialogueMustBeOpen", "the dialogue came to its end on " + closed.on() + " already"));
    }

    private static Optional<Rejection> dialogueMustGoUpToTheSteeringGroup(Known known, EscalateDialogue command) {
        return Refusals.when(
                !PartyRules.isSteeringGroup(known, command.group(), command.escalatedOn()),
                () -> Rejection.at(
                                "/group",
                                "DialogueMustGoUpToTheSteeringGroup",
                                "the agreement has no steering group with this id, and nobody else answers for it")
                        .by(steeringClauses(known, command.escalatedOn())));
    }

    private static Optional<Rejection> dialogueMustNotBeThereAlready(
            Known known, Dialogue dialogue, EscalateDialogue command) {
        return Refusals.when(
                command.group().equals(dialogue.group()),
                () -> Rejection.conflict("DialogueMustNotBeThereAlready", "it is in the steering group already")
                        .in("/group")
                        .by(steeringClauses(known, command.escalatedOn())));
    }

    /** UPP-22, STO-14: the steering group answers for the dialogue. */
    private static String[] steeringClauses(Known known, LocalDate day) {
        return PartyRules.steeringGroups(known, day)
                .flatMap(group -> group.clauses().stream())
                .distinct()
                .toArray(String[]::new);
    }

    private static Decision<AgreementEvent> close(Known known, Dialogue dialogue, CloseDialogue command) {
        return Refusals.unless(
                List.of(
                        EveryValue.mustHold(command),
                        dialogueMustBeOpen(dialogue),
                        DateRules.stepMustBeInItsTime(
                                "/closedOn", command.closedOn(), dialogue.lastStepOn(), command.mandate()),
                        outcomeMustFitTheDialogue(dialogue, command)),
                () -> List.of(new DialogueClosed(
                        known.agreementId(),
                        dialogue.id(),
                        command.closedOn(),
                        command.outcome(),
                        command.conclusion())));
    }

    /** A dispute is settled or the parties part; of everything else it is said whether they go on. */
    private static Optional<Rejection> outcomeMustFitTheDialogue(Dialogue dialogue, CloseDialogue command) {
        boolean fits = dialogue.subject() == Subject.DISPUTE
                ? command.outcome() == Conclusion.SETTLED || command.outcome() == Conclusion.DOES_NOT_CONTINUE
                : command.outcome() != Conclusion.SETTLED;
        return Refusals.when(
                !fits,
                () -> Rejection.at(
                        "/outcome",
                        "OutcomeMustFitTheDialogue",
                        dialogue.subject() == Subject.DISPUTE
                                ? "a dispute is settled, or the parties do not continue"
                                : "say whether the parties continue; only a dispute is settled"));
    }

    static Known evolve(Known known, ConductEvent.OfDialogue event) {
        List<Dialogue> all = known.conduct().dialogues();
        return known.with(known.conduct()
                .withDialogues(
                        switch (event) {
                            case DialogueOpened opened ->
                                Numbered.and(
                                        all,
                                        new Dialogue(
                                                opened.dialogueId(),
                                                opened.subject(),
                                                opened.by(),
                                                opened.group(),
                                                opened.openedOn(),
                                                opened.since(),
                                                opened.about(),
                                                null,
                                                null));
                            case DialogueEscalated escalated ->
                                Numbered.step(
                                                all,
                                                escalated.dialogueId(),
                                                Dialogue::stillOpen,
                                                dialogue ->
                                                        dialogue.escalated(escalated.group(), escalated.escalatedOn()))
                                        .orElseThrow(() -> Impossible.event(event, known));
                            case DialogueClosed closed ->
                                Numbered.step(
                                                all,
                                                closed.dialogueId(),
                                                Dialogue::stillOpen,
                                                dialogue -> dialogue.closed(new Closing(
                                                        closed.closedOn(), closed.outcome(), closed.conclusion())))
                                        .orElseThrow(() -> Impossible.event(event, known));
                        }));
    }
}
