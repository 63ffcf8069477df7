package se.iopledger.agreement.domain.correct;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The corrections that were proposed, in order, and what became of them. */
public record Corrections(List<Correction> all) {
    public static final Corrections NONE = new Corrections(List.of());

    public Corrections {
        all = List.copyOf(all);
    }

    /**
     * A correction.
     *
     * @param fact number of the fact that it says is mistaken
     * @param proposedBy opaque id of who proposed it
     * @param decidedBy opaque id of who approved or refused it; null where nobody did
     */
    public record Correction(
            String id,
            int fact,
            String proposedBy,
            String reason,
            Outcome outcome,
            @Nullable String decidedBy) {}

    /** What became of a correction. */
    public enum Outcome {
        /** A second person has yet to decide. */
        OPEN,
        /** The fact is void. */
        APPROVED,
        /** The fact stands. */
        REFUSED,
        /** Taken back by who proposed it. */
        WITHDRAWN,
        /** The whole registration was voided before it was decided. */
        LAPSED
    }

    Optional<Correction> find(String id) {
        return all.stream().filter(correction -> correction.id().equals(id)).findFirst();
    }

    Stream<Correction> open() {
        return all.stream().filter(correction -> correction.outcome() == Outcome.OPEN);
    }

    Corrections and(Correction more) {
        return new Corrections(Stream.concat(all.stream(), Stream.of(more)).toList());
    }

    Corrections decided(String id, Outcome outcome, @Nullable String decidedBy) {
        return new Corrections(all.stream()
                .map(correction -> correction.id().equals(id) ? decided(correction, outcome, decidedBy) : correction)
                .toList());
    }

    /** With the registration voided, nothing is left to correct. */
    public Corrections lapsed() {
        return new Corrections(all.stream()
                .map(correction ->
                        correction.outcome() == Outcome.OPEN ? decided(correction, Outcome.LAPSED, null) : correction)
                .toList());
    }

    private static Correction decided(Correction correction, Outcome outcome, @Nullable String decidedBy) {
        return new Correction(
                correction.id(), correction.fact(), correction.proposedBy(), correction.reason(), outcome, decidedBy);
    }
}
