package se.iopledger.contracts.reporting;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.terms.ObligationKind;

/**
 * One report, meeting or evaluation to be delivered or held.
 *
 * @param obligationId stable over every new derivation: {@code <id in the terms>-<year or date>-<number>}
 * @param by ids of the parties or groups that answer for it; empty where the paper does not say
 * @param periodFirst first day of the time it covers
 * @param periodLast last day of the time it covers
 * @param dueDate the last day for it; null where the paper gives nothing to date it by
 * @param dating how the date is known
 * @param settlement whether it is followed up here
 * @param clauses the clauses it comes from
 * @param calculation how the date was arrived at, for a person
 */
public record DatedObligation(
        String obligationId,
        ObligationKind kind,
        String title,
        List<String> by,
        @Nullable LocalDate periodFirst,
        @Nullable LocalDate periodLast,
        @Nullable LocalDate dueDate,
        Dating dating,
        Settlement settlement,
        List<String> clauses,
        String calculation) {
    public DatedObligation {
        by = List.copyOf(by);
        clauses = List.copyOf(clauses);
    }

    /** How a due date is known. */
    public enum Dating {
        /** The paper states the day or the month. */
        STATED,
        /** The paper states a number of times; this is the latest day that keeps it. */
        LATEST_POSSIBLE,
        /** The paper states neither day nor number. */
        UNDATED
    }

    /** Who follows it up. */
    public enum Settlement {
        HERE,
        /** Due before the agreement's takeover date. */
        ELSEWHERE
    }
}
