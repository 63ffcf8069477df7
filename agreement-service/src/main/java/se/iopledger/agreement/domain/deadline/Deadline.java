package se.iopledger.agreement.domain.deadline;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import se.iopledger.agreement.domain.exit.NoticeDays;
import se.iopledger.agreement.domain.extend.Extending;
import se.iopledger.contracts.terms.ExitRule;
import se.iopledger.contracts.terms.ExtensionKind;
import se.iopledger.contracts.terms.ExtensionRule;
import se.iopledger.contracts.terms.Terms;

/**
 * A day by which something has to be done.
 *
 * @param on the last day on which it can be
 */
@CheckReturnValue
public record Deadline(Kind kind, LocalDate on, List<String> clauses) {
    public Deadline {
        clauses = List.copyOf(clauses);
    }

    /** What has to be done. */
    public enum Kind {
        /** The agreement ends after this day, or goes on by its own rule. */
        LAST_DAY,
        /** Notice that keeps the agreement from going on by its own rule (STO-3). */
        NOTICE_AGAINST_EXTENSION,
        /** A written agreement to go on (UPP-11). */
        AGREEMENT_TO_EXTEND,
        /** The parties review whether to go on (LUN-6). */
        REVIEW,
        /** A phase ends, and what it is for is to be there (NOR-12). */
        PHASE,
        /** A party hands in its remediation plan (STO-8). */
        REMEDIATION_PLAN,
        /** A party remedies its breach (LUN-10). */
        REMEDY,
        /** A requirement is checked again (STO-12). */
        REQUIREMENT_CHECK,
        /** Evidence of a requirement is renewed. */
        ELIGIBILITY_EVIDENCE,
        /** A representative's mandate ends, and another is appointed (UPP-22). */
        MANDATE
    }

    /**
     * The deadlines of an agreement that is in force, in order of time.
     *
     * @param versions its terms, by the day from which they hold
     * @param lastDay its last day as it stands
     */
    public static List<Deadline> of(NavigableMap<LocalDate, Terms> versions, LocalDate lastDay) {
        // Next year's terms may be agreed on before the agreement reaches them.
        NavigableMap<LocalDate, Terms> reached = versions.headMap(lastDay, true);
        Terms terms = (reached.isEmpty() ? versions.firstEntry() : reached.lastEntry()).getValue();
        List<Deadline> deadlines = new ArrayList<>();
        deadlines.add(new Deadline(Kind.LAST_DAY, lastDay, terms.period().clauses()));
        ExtensionRule extension = terms.extension();
        if (extension != null) {
            if (extension.kind() == ExtensionKind.BY_WRITTEN_AGREEMENT) {
                deadlines.add(new Deadline(Kind.AGREEMENT_TO_EXTEND, lastDay, extension.clauses()));
            }
            LocalDate reviewBy = extension.reviewBy();
            if (reviewBy != null) {
                deadlines.add(new Deadline(Kind.REVIEW, reviewBy, extension.clauses()));
            }
            if (Extending.reachesBeyond(lastDay, extension)) {
                deadlines.addAll(noticeAgainstExtension(reached, lastDay));
            }
        }
        terms.phases().forEach(phase -> {
            LocalDate last = phase.last();
            if (last != null && !last.isAfter(lastDay)) {
                deadlines.add(new Deadline(Kind.PHASE, last, phase.clauses()));
            }
        });
        deadlines.sort(Comparator.comparing(Deadline::on).thenComparing(Deadline::kind));
        return List.copyOf(deadlines);
    }

    /** By the terms of the day on which it is given: the last day that some version leaves for it. */
    private static List<Deadline> noticeAgainstExtension(NavigableMap<LocalDate, Terms> versions, LocalDate lastDay) {
        LocalDate until = lastDay;
        for (Map.Entry<LocalDate, Terms> version : versions.descendingMap().entrySet()) {
            LocalDate latest = until;
            List<Deadline> found = version.getValue().exits().stream()
                    .flatMap(exit -> noticeAgainstExtension(exit, lastDay).stream())
                    .map(deadline -> deadline.on().isAfter(latest)
                            ? new Deadline(deadline.kind(), latest, deadline.clauses())
                            : deadline)
                    .filter(deadline -> !deadline.on().isBefore(version.getKey()))
                    .toList();
            if (!found.isEmpty()) {
                return found;
            }
            until = version.getKey().minusDays(1);
        }
        return List.of();
    }

    private static Optional<Deadline> noticeAgainstExtension(ExitRule exit, LocalDate lastDay) {
        return Optional.ofNullable(exit.noticeBy())
                .map(noticeBy -> new Deadline(
                        Kind.NOTICE_AGAINST_EXTENSION, NoticeDays.latestOnOrBefore(lastDay, noticeBy), exit.clauses()));
    }
}
