package se.iopledger.reporting.domain;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.agreement.AgreementLife;
import se.iopledger.contracts.agreement.AgreementLife.Held;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.reporting.DatedObligation;
import se.iopledger.contracts.terms.Terms;

/**
 * All that an agreement asks to be reported and met about, reckoned from nothing but what holds of it, up to its last day.
 * An obligation is asked for by the version of the terms that holds on the day by which it is due; one without a day by
 * the version that holds last in the time it covers.
 *
 * @param until the agreement's last day
 * @param asked in order of due date, the undated ones last
 */
@CheckReturnValue
public record ReportingPlan(LocalDate until, List<Asked> asked) {
    private static final Comparator<Asked> IN_ORDER =
            Comparator.comparing(Asked::obligation, ReportingCalendar.BY_DUE_DATE_UNDATED_LAST);

    public ReportingPlan {
        asked = List.copyOf(asked);
    }

    /** An obligation, and the version of the terms that asks for it. */
    public record Asked(int termsVersion, DatedObligation obligation) {}

    /** The first rule of {@link DerivableTerms} broken by the terms of the beginning, or by any that hold. */
    public static Optional<Rejection> brokenRule(AgreementLife life) {
        Terms first = life.firstVersion().terms();
        return Stream.concat(
                        Stream.of(
                                DerivableTerms.brokenRule(first, first.period().last())),
                        life.held().stream()
                                .map(held ->
                                        DerivableTerms.brokenRule(held.version().terms(), life.lastDay())))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The same life always gives the same plan. Only for a life that breaks no rule. */
    public static ReportingPlan of(AgreementLife life) {
        LocalDate takeoverDate = life.firstVersion().terms().takeoverDate();
        SortedMap<String, Asked> byId = new TreeMap<>();
        for (Held held : life.held()) {
            for (DatedObligation obligation :
                    ReportingCalendar.of(held.version().terms(), life.lastDay(), takeoverDate)) {
                if (isAskedFor(obligation, held, life)) {
                    // One that was due by an earlier version is not asked for again under a later day.
                    byId.putIfAbsent(
                            obligation.obligationId(), new Asked(held.version().number(), obligation));
                }
            }
        }
        return new ReportingPlan(
                life.lastDay(), byId.values().stream().sorted(IN_ORDER).toList());
    }

    private static boolean isAskedFor(DatedObligation obligation, Held held, AgreementLife life) {
        if (isAfterAnEarlyEnd(obligation, held.version().terms(), life)) {
            return false;
        }
        LocalDate day = dayOf(obligation);
        boolean isFirst = held.equals(life.held().getFirst());
        boolean isLast = held.equals(life.held().getLast());
        return day == null
                ? isFirst
                : (isFirst || !day.isBefore(held.first())) && (isLast || !day.isAfter(held.last()));
    }

    private static @Nullable LocalDate dayOf(DatedObligation obligation) {
        LocalDate dueDate = obligation.dueDate();
        return dueDate == null ? obligation.periodLast() : dueDate;
    }

    /** What is stated for a day of the agreement is not asked for when the agreement has ended by that day. */
    private static boolean isAfterAnEarlyEnd(DatedObligation obligation, Terms terms, AgreementLife life) {
        LocalDate dueDate = obligation.dueDate();
        return dueDate != null
                && obligation.periodFirst() == null
                && dueDate.isAfter(life.lastDay())
                && !dueDate.isAfter(life.runsTo(terms));
    }
}
