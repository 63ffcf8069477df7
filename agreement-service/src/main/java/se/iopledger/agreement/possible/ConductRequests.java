package se.iopledger.agreement.possible;

import static se.iopledger.agreement.possible.Asking.NOTHING;
import static se.iopledger.agreement.possible.Asking.WORDS;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.iopledger.agreement.domain.AgreementCommand;
import se.iopledger.agreement.domain.ConductCommand.AcceptRemediationPlan;
import se.iopledger.agreement.domain.ConductCommand.CheckRequirement;
import se.iopledger.agreement.domain.ConductCommand.CloseDialogue;
import se.iopledger.agreement.domain.ConductCommand.DecideDeviation;
import se.iopledger.agreement.domain.ConductCommand.DemandRemediationPlan;
import se.iopledger.agreement.domain.ConductCommand.EscalateDialogue;
import se.iopledger.agreement.domain.ConductCommand.EvidenceEligibility;
import se.iopledger.agreement.domain.ConductCommand.FollowUpDeficiency;
import se.iopledger.agreement.domain.ConductCommand.OpenDialogue;
import se.iopledger.agreement.domain.ConductCommand.RecordDeviation;
import se.iopledger.agreement.domain.ConductCommand.RegisterDeficiency;
import se.iopledger.agreement.domain.ConductCommand.RequestDeviation;
import se.iopledger.agreement.domain.ConductCommand.SubmitRemediationPlan;
import se.iopledger.agreement.domain.clause.Stipulation;
import se.iopledger.agreement.domain.clause.Stipulations;
import se.iopledger.agreement.domain.conduct.Deficiency;
import se.iopledger.agreement.domain.conduct.Deviation;
import se.iopledger.agreement.domain.conduct.Dialogue;
import se.iopledger.contracts.agreement.ConductEvent.Answer;
import se.iopledger.contracts.agreement.ConductEvent.Conclusion;
import se.iopledger.contracts.agreement.ConductEvent.DeviationFrom;
import se.iopledger.contracts.agreement.ConductEvent.Outcome;
import se.iopledger.contracts.agreement.ConductEvent.Result;
import se.iopledger.contracts.agreement.ConductEvent.Subject;
import se.iopledger.contracts.terms.GroupKind;
import se.iopledger.shell.access.Role;

/** Requests on how the parties keep the agreement. */
final class ConductRequests {
    private final Asking asking;
    private final LocalDate today;

    ConductRequests(Asking asking) {
        this.asking = asking;
        this.today = asking.mandate().today();
    }

    Stream<Asked> all() {
        return Stream.of(deficiencies(), dialogues(), deviations(), requirements())
                .flatMap(asked -> asked);
    }

    private Stream<Asked> deficiencies() {
        return Stream.of(
                        asking.perParty(
                                "registerDeficiency",
                                Role.REGISTRAR,
                                party -> new RegisterDeficiency(asking.id(), party, today, WORDS, asking.mandate())),
                        ofDeficiency(
                                "demandRemediationPlan",
                                of -> new DemandRemediationPlan(
                                        asking.id(),
                                        of,
                                        asking.group(GroupKind.STEERING),
                                        today,
                                        today.plusMonths(1),
                                        asking.mandate())),
                        ofDeficiency(
                                "submitRemediationPlan",
                                of -> new SubmitRemediationPlan(asking.id(), of, today, asking.mandate())),
                        ofDeficiency(
                                "acceptRemediationPlan",
                                of -> new AcceptRemediationPlan(asking.id(), of, today, asking.mandate())),
                        ofDeficiency(
                                "followUpDeficiency",
                                of -> new FollowUpDeficiency(
                                        asking.id(), of, today, Outcome.REMEDIED, asking.mandate())))
                .flatMap(asked -> asked);
    }

    private Stream<Asked> ofDeficiency(String operation, Function<String, AgreementCommand> command) {
        return Asking.each(
                operation,
                "deficiencyId",
                Role.REGISTRAR,
                asking.agreement().conduct().deficiencies().stream().map(Deficiency::id),
                command);
    }

    private Stream<Asked> dialogues() {
        List<Dialogue> all = asking.agreement().conduct().dialogues();
        return Stream.of(
                        Asking.each(
                                "openDialogue",
                                "subject",
                                Role.REGISTRAR,
                                Arrays.stream(Subject.values()).map(Subject::name),
                                subject -> new OpenDialogue(
                                        asking.id(),
                                        Subject.valueOf(subject),
                                        asking.parties().getFirst(),
                                        steeringGroupOrNone(),
                                        today,
                                        null,
                                        WORDS,
                                        asking.mandate())),
                        Asking.each(
                                "escalateDialogue",
                                "dialogueId",
                                Role.REGISTRAR,
                                all.stream().map(Dialogue::id),
                                of -> new EscalateDialogue(
                                        asking.id(), of, asking.group(GroupKind.STEERING), today, asking.mandate())),
                        Asking.each(
                                "closeDialogue",
                                "dialogueId",
                                Role.REGISTRAR,
                                all.stream().map(Dialogue::id),
                                of -> new CloseDialogue(
                                        asking.id(), of, today, conclusion(all, of), WORDS, asking.mandate())))
                .flatMap(asked -> asked);
    }

    private @Nullable String steeringGroupOrNone() {
        String group = asking.group(GroupKind.STEERING);
        return group.equals(NOTHING) ? null : group;
    }

    /** Only a dispute is settled. */
    private static Conclusion conclusion(List<Dialogue> all, String id) {
        return all.stream().anyMatch(one -> one.id().equals(id) && one.subject() == Subject.DISPUTE)
                ? Conclusion.SETTLED
                : Conclusion.CONTINUES;
    }

    private Stream<Asked> deviations() {
        List<String> all = asking.agreement().conduct().deviations().stream()
                .map(Deviation::id)
                .toList();
        String group = steeringGroupOrNone();
        return Stream.of(
                        asking.perParty(
                                "requestDeviation",
                                Role.REGISTRAR,
                                party -> new RequestDeviation(
                                        asking.id(),
                                        party,
                                        DeviationFrom.PLAN,
                                        today,
                                        WORDS,
                                        null,
                                        false,
                                        asking.mandate())),
                        Asking.each(
                                "decideDeviation",
                                "deviationId",
                                Role.APPROVER,
                                all.stream(),
                                of -> new DecideDeviation(
                                        asking.id(),
                                        of,
                                        group == null ? asking.parties() : List.of(group),
                                        today,
                                        Answer.APPROVED,
                                        asking.mandate())),
                        Asking.each(
                                "recordDeviation",
                                "deviationId",
                                Role.REGISTRAR,
                                all.stream(),
                                of -> new RecordDeviation(asking.id(), of, today, asking.mandate())))
                .flatMap(asked -> asked);
    }

    /** Of each thing that the terms ask for, of the first party that answers for it. */
    private Stream<Asked> requirements() {
        List<Stipulation> asked = Stipulations.on(today, asking.agreement()).stream()
                .filter(Stipulation::asksForSomething)
                .toList();
        return Stream.concat(
                ofRequirement(
                        "checkRequirement",
                        asked,
                        (what, party) -> new CheckRequirement(
                                asking.id(), what, party, today, Result.FULFILLED, null, null, asking.mandate())),
                ofRequirement(
                        "evidenceEligibility",
                        asked,
                        (what, party) -> new EvidenceEligibility(
                                asking.id(), what, party, RecordRequests.DOCUMENT, today, null, asking.mandate())));
    }

    private Stream<Asked> ofRequirement(String operation, List<Stipulation> all, OfRequirement command) {
        return Asking.each(
                operation,
                "requirementId",
                Role.REGISTRAR,
                all.stream().map(Stipulation::id),
                what -> command.by(
                        what,
                        all.stream()
                                .filter(one -> one.id().equals(what))
                                .flatMap(one -> one.by().stream())
                                .findFirst()
                                .orElse(asking.parties().getLast())));
    }

    private interface OfRequirement {
        AgreementCommand by(String requirement, String party);
    }
}
