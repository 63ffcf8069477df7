package se.iopledger.agreement.domain.settle;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.finding.Findings;
import se.iopledger.agreement.domain.life.Life;
import se.iopledger.agreement.domain.life.Life.Version;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.terms.Terms;

/**
 * Which terms give rise to a finding: it may have come with terms that hold only from a later day, or have stood in some
 * that hold no more.
 */
@CheckReturnValue
final class Arising {
    private Arising() {}

    /** The terms that a decision of a day on a finding is about: of that day, or else the next, or else the last before it. */
    static Terms in(Known known, Finding finding, LocalDate day) {
        return since(known, finding, day)
                .or(() -> heldFrom(LocalDate.MIN, known).reversed().stream()
                        .map(Version::terms)
                        .filter(terms -> isIn(terms, finding))
                        .findFirst())
                .orElseGet(() -> known.termsOn(day));
    }

    /** Of the terms that hold on a day or later the first that give rise to a finding; after the last day those of it. */
    static Optional<Terms> since(Known known, Finding finding, LocalDate day) {
        return heldFrom(day, known).stream()
                .map(Version::terms)
                .filter(terms -> isIn(terms, finding))
                .findFirst();
    }

    /** The versions that hold on a day of the agreement, and later; of a draft the registered one. */
    private static List<Version> heldFrom(LocalDate day, Known known) {
        Life.Span span = known.life().inForce();
        return span == null
                ? List.of(known.latestVersion())
                : known.life().holding(day.isBefore(span.last()) ? day : span.last(), span.last());
    }

    static boolean isIn(Terms terms, Finding finding) {
        return Findings.of(terms).stream().anyMatch(one -> one.id().equals(finding.id()));
    }
}
