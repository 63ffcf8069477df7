package se.iopledger.agreement.domain.need;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import se.iopledger.contracts.agreement.NeedEvent.NeedsAnalysed;
import se.iopledger.contracts.terms.Obligation;
import se.iopledger.contracts.terms.ObligationKind;
import se.iopledger.contracts.terms.Phase;
import se.iopledger.contracts.terms.Terms;

/** The analyses of needs, in the order in which they were recorded. */
@CheckReturnValue
public record Needs(List<NeedsAnalysed> analyses) {
    public static final Needs NEVER_ANALYSED = new Needs(List.of());

    public Needs {
        analyses = List.copyOf(analyses);
    }

    /**
     * What the terms ask for.
     *
     * @param phase the time in which the analysis is made
     */
    public record Asked(Obligation obligation, Phase phase) {}

    /** The review that terms ask for in a phase of its own; empty where they ask for none. */
    public static Optional<Asked> askedFor(Terms terms) {
        return terms.obligations().stream()
                .filter(obligation -> obligation.kind() == ObligationKind.REVIEW)
                .flatMap(obligation -> terms.phaseOf(obligation).map(phase -> new Asked(obligation, phase)).stream())
                .findFirst();
    }

    /** Whether the latest analysis of that day or before found the needs changed: then the agreement may be adjusted. */
    public boolean changedBy(LocalDate day) {
        return analyses.stream()
                .filter(analysis -> !analysis.analysedOn().isAfter(day))
                .sorted(Comparator.comparing(NeedsAnalysed::analysedOn))
                .reduce((earlier, later) -> later)
                .filter(NeedsAnalysed::needsChanged)
                .isPresent();
    }

    Needs and(NeedsAnalysed more) {
        return new Needs(Stream.concat(analyses.stream(), Stream.of(more)).toList());
    }
}
