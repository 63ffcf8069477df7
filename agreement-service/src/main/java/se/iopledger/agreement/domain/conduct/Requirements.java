package se.iopledger.agreement.domain.conduct;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.correct.Facts;
import se.iopledger.contracts.agreement.AmendmentEvent.AmendmentProposed;
import se.iopledger.contracts.terms.Condition;
import se.iopledger.contracts.terms.ConditionKind;
import se.iopledger.contracts.terms.Terms;

/**
 * What the terms require to hold and to be checked: every condition but the signatures, which are counted.
 *
 * <p>The paper gives a requirement no name. It is numbered by its place in the terms that were registered, and what was
 * proposed later goes on from there; an amendment that puts another one before it leaves it its number. In other words it
 * is another requirement.
 */
@CheckReturnValue
public final class Requirements {
    private Requirements() {}

    /** A requirement and what it is called. */
    public record Requirement(String id, Condition condition) {}

    /** What makes two conditions the same, whatever clauses they come from. */
    private record Sense(ConditionKind kind, String text) {
        static Sense of(Condition condition) {
            return new Sense(condition.kind(), condition.text());
        }
    }

    /** Those of the latest terms, in their order. */
    public static List<Requirement> of(Known known) {
        return in(known.terms(), known);
    }

    /** Those of the terms of a day, in their order. */
    public static List<Requirement> on(LocalDate day, Known known) {
        return in(known.termsOn(day), known);
    }

    /** Whether the one that is called so in the terms of a day is that funds exist. */
    static boolean isOnFunds(Known known, String id, LocalDate day) {
        return on(day, known).stream()
                .anyMatch(requirement -> requirement.id().equals(id)
                        && requirement.condition().kind() == ConditionKind.FUNDS_EXIST);
    }

    private static List<Requirement> in(Terms terms, Known known) {
        Map<Sense, String> ids = ids(known);
        return checked(terms)
                .map(condition -> new Requirement(ids.getOrDefault(Sense.of(condition), ""), condition))
                .toList();
    }

    /** Of all that was ever proposed, voided too, so that no number is given twice. */
    private static Map<Sense, String> ids(Known known) {
        Map<Sense, String> ids = new LinkedHashMap<>();
        Stream.concat(
                        Stream.of(known.registration().terms()),
                        known.facts().all().stream()
                                .map(Facts.Fact::event)
                                .filter(AmendmentProposed.class::isInstance)
                                .map(proposed -> ((AmendmentProposed) proposed).terms()))
                .flatMap(Requirements::checked)
                .forEach(condition -> ids.putIfAbsent(Sense.of(condition), "requirement-" + (ids.size() + 1)));
        return ids;
    }

    private static Stream<Condition> checked(Terms terms) {
        return terms.conditions().stream().filter(condition -> condition.kind() != ConditionKind.ALL_PARTIES_SIGNED);
    }
}
