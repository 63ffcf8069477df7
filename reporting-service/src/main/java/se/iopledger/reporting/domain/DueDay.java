package se.iopledger.reporting.domain;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.reporting.DatedObligation;
import se.iopledger.contracts.reporting.DatedObligation.Dating;
import se.iopledger.contracts.reporting.DatedObligation.Settlement;
import se.iopledger.contracts.terms.Obligation;

/**
 * One time that an obligation falls due.
 *
 * @param key year or date, and number: what makes the id of this time stable
 * @param number which of them in its year or span, from 1
 * @param of how many its year or span has
 */
record DueDay(
        String key,
        int number,
        int of,
        Optional<Span> covers,
        @Nullable LocalDate on,
        Dating dating,
        String calculation) {

    static DueDay once(String key, Optional<Span> covers, LocalDate on, Dating dating, String calculation) {
        return new DueDay(key + "-1", 1, 1, covers, on, dating, calculation);
    }

    static DueDay undated(String key, Span covers, String calculation) {
        return new DueDay(key + "-1", 1, 1, Optional.of(covers), null, Dating.UNDATED, calculation);
    }

    DatedObligation of(Obligation obligation, LocalDate takeoverDate) {
        return new DatedObligation(
                obligation.id() + "-" + key,
                obligation.kind(),
                of == 1 ? obligation.title() : obligation.title() + " (" + number + " of " + of + ")",
                obligation.by(),
                covers.map(Span::first).orElse(null),
                covers.map(Span::last).orElse(null),
                on,
                dating,
                on != null && on.isBefore(takeoverDate) ? Settlement.ELSEWHERE : Settlement.HERE,
                obligation.clauses(),
                calculation);
    }
}
