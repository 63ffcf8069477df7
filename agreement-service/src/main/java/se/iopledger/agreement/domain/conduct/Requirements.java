package se.iopledger.agreement.domain.conduct;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.contracts.terms.Condition;
import se.iopledger.contracts.terms.ConditionKind;

/**
 * What the terms require to hold and to be checked: every condition but the signatures, which are counted. A requirement is
 * named by its place among them, since the paper gives it no name.
 */
@CheckReturnValue
public final class Requirements {
    private Requirements() {}

    /** A requirement and what it is called. */
    public record Requirement(String id, Condition condition) {}

    /** In the order of the terms. */
    public static List<Requirement> of(Known known) {
        List<Condition> checked = known.terms().conditions().stream()
                .filter(condition -> condition.kind() != ConditionKind.ALL_PARTIES_SIGNED)
                .toList();
        return IntStream.range(0, checked.size())
                .mapToObj(index -> new Requirement("requirement-" + (index + 1), checked.get(index)))
                .toList();
    }

    static Optional<Requirement> find(Known known, String id) {
        return of(known).stream()
                .filter(requirement -> requirement.id().equals(id))
                .findFirst();
    }
}
