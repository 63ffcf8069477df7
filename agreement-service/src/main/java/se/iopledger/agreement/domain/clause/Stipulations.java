package se.iopledger.agreement.domain.clause;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.clause.Stipulation.Kind;
import se.iopledger.agreement.domain.conduct.Requirements;
import se.iopledger.contracts.agreement.Stipulated;
import se.iopledger.contracts.terms.Commitment;
import se.iopledger.contracts.terms.CommitmentKind;
import se.iopledger.contracts.terms.Condition;
import se.iopledger.contracts.terms.Provision;
import se.iopledger.contracts.terms.Terms;

/** All that terms say of what is required, undertaken, excluded, left free or otherwise binding. */
@CheckReturnValue
public final class Stipulations {
    /** How the subject of a provision begins that says what a party is free to do, as "freedom: other funders". */
    private static final String FREEDOM = "freedom";

    private Stipulations() {}

    /**
     * In the order of the terms of a day: conditions, commitments, provisions. Signatures are counted, and no stipulation.
     * Requirements have numbers of their own; the others are named by their place.
     */
    public static List<Stipulation> on(LocalDate day, Known known) {
        Terms terms = known.termsOn(day);
        return Stream.of(
                        Requirements.on(day, known).stream()
                                .map(requirement -> of(requirement.id(), requirement.condition())),
                        numbered("commitment", terms.commitments(), Stipulations::of),
                        numbered("provision", terms.provisions(), Stipulations::of))
                .flatMap(some -> some)
                .toList();
    }

    public static Optional<Stipulation> find(LocalDate day, Known known, String id) {
        return on(day, known).stream()
                .filter(stipulation -> stipulation.id().equals(id))
                .findFirst();
    }

    /** As an event tells it; null where none is named. */
    public static @Nullable Stipulated told(LocalDate day, Known known, @Nullable String id) {
        return id == null ? null : find(day, known, id).map(Stipulation::told).orElse(null);
    }

    private static <T> Stream<Stipulation> numbered(
            String prefix, List<T> parts, BiFunction<String, T, Stipulation> stipulation) {
        return IntStream.range(0, parts.size())
                .mapToObj(index -> stipulation.apply(prefix + "-" + (index + 1), parts.get(index)));
    }

    private static Stipulation of(String id, Condition condition) {
        return new Stipulation(id, Kind.REQUIREMENT, null, condition.text(), List.of(), null, condition.clauses());
    }

    private static Stipulation of(String id, Commitment commitment) {
        return new Stipulation(
                id,
                kind(commitment.kind()),
                null,
                commitment.title(),
                commitment.by(),
                commitment.deadline(),
                commitment.clauses());
    }

    private static Kind kind(CommitmentKind kind) {
        return switch (kind) {
            case ACTIVITY, OWN_UNDERTAKING -> Kind.UNDERTAKING;
            case DEVELOPMENT_AREA -> Kind.DEVELOPMENT_AREA;
            case GOAL -> Kind.GOAL;
            case EXCLUDED -> Kind.EXCLUDED;
        };
    }

    private static Stipulation of(String id, Provision provision) {
        boolean free = provision.subject().strip().toLowerCase(Locale.ROOT).startsWith(FREEDOM);
        return new Stipulation(
                id,
                free ? Kind.FREEDOM : Kind.PROVISION,
                provision.subject(),
                provision.text(),
                List.of(),
                null,
                provision.clauses());
    }
}
