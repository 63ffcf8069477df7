package se.iopledger.agreement.domain.finding;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.agreement.Finding.Affects;
import se.iopledger.contracts.terms.Condition;
import se.iopledger.contracts.terms.ConditionKind;
import se.iopledger.contracts.terms.Terms;

/**
 * What must hold for the agreement to be in force, beyond the signatures: activation asks for signatures and the board's
 * decision only, so that whether the rest holds must be confirmed by somebody (STO-2, STO-12, LUN-2).
 */
final class ConditionFindings {
    private static final Ideal CONFIRMED = new Ideal("ConditionMustBeConfirmed", Affects.EVIDENCE);

    private ConditionFindings() {}

    static List<Finding> of(Terms terms) {
        return Arrays.stream(ConditionKind.values())
                .filter(kind -> kind != ConditionKind.ALL_PARTIES_SIGNED)
                .map(kind -> terms.conditions().stream()
                        .filter(condition -> condition.kind() == kind)
                        .toList())
                .filter(ofOneKind -> !ofOneKind.isEmpty())
                .map(ConditionFindings::conditionMustBeConfirmed)
                .toList();
    }

    private static Finding conditionMustBeConfirmed(List<Condition> ofOneKind) {
        return CONFIRMED.brokenBy(
                ofOneKind.getFirst().kind().name(),
                ofOneKind.stream()
                        .flatMap(condition -> condition.clauses().stream())
                        .distinct()
                        .toList(),
                "The agreement asks that this holds, and nothing at hand shows that it does: "
                        + ofOneKind.stream().map(Condition::text).collect(joining("; ")) + ".");
    }
}
