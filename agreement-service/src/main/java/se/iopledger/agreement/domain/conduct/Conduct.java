package se.iopledger.agreement.domain.conduct;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import se.iopledger.contracts.agreement.ConductEvent.Result;

/** What is recorded of how the parties keep the agreement, each list in the order in which it was recorded. */
public record Conduct(
        List<Deficiency> deficiencies,
        List<Dialogue> dialogues,
        List<Deviation> deviations,
        List<RequirementCheck> checks,
        List<EligibilityEvidence> evidence) {
    public static final Conduct NOTHING = new Conduct(List.of(), List.of(), List.of(), List.of(), List.of());

    public Conduct {
        deficiencies = List.copyOf(deficiencies);
        dialogues = List.copyOf(dialogues);
        deviations = List.copyOf(deviations);
        checks = List.copyOf(checks);
        evidence = List.copyOf(evidence);
    }

    /** The deficiencies of a party that remain although a plan was demanded (STO-8). */
    public Stream<Deficiency> failedPlansOf(String party) {
        return deficiencies.stream()
                .filter(Deficiency::remainsAfterThePlan)
                .filter(deficiency -> deficiency.party().equals(party));
    }

    /** The latest check of a requirement on a party. */
    public Optional<RequirementCheck> lastCheck(String requirementId, String party) {
        return checks.stream().filter(check -> check.isOf(requirementId, party)).reduce((earlier, later) -> later);
    }

    /** The latest checks that found a requirement not fulfilled. */
    public Stream<RequirementCheck> unfulfilled() {
        return checks.stream()
                .filter(check -> check.result() == Result.NOT_FULFILLED)
                .filter(check -> nextAfter(check).isEmpty());
    }

    /** The check of the same requirement and party after this one. */
    Optional<RequirementCheck> nextAfter(RequirementCheck check) {
        return checks.subList(checks.indexOf(check) + 1, checks.size()).stream()
                .filter(later -> later.isOf(check.requirementId(), check.party()))
                .findFirst();
    }

    Conduct withDeficiencies(List<Deficiency> changed) {
        return new Conduct(changed, dialogues, deviations, checks, evidence);
    }

    Conduct withDialogues(List<Dialogue> changed) {
        return new Conduct(deficiencies, changed, deviations, checks, evidence);
    }

    Conduct withDeviations(List<Deviation> changed) {
        return new Conduct(deficiencies, dialogues, changed, checks, evidence);
    }

    Conduct withChecks(List<RequirementCheck> changed) {
        return new Conduct(deficiencies, dialogues, deviations, changed, evidence);
    }

    Conduct withEvidence(List<EligibilityEvidence> changed) {
        return new Conduct(deficiencies, dialogues, deviations, checks, changed);
    }
}
