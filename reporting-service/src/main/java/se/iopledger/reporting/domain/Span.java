package se.iopledger.reporting.domain;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Days from a first to a last, both included; never empty. */
record Span(LocalDate first, LocalDate last) {
    Span {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException("a span must not end (" + last + ") before it starts (" + first + ")");
        }
    }

    static Span ofYear(int year) {
        return new Span(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
    }

    static Span ofMonth(YearMonth month) {
        return new Span(month.atDay(1), month.atEndOfMonth());
    }

    /** The days that both have. */
    Optional<Span> within(Span other) {
        LocalDate from = first.isBefore(other.first) ? other.first : first;
        LocalDate to = last.isAfter(other.last) ? other.last : last;
        return to.isBefore(from) ? Optional.empty() : Optional.of(new Span(from, to));
    }

    long days() {
        return ChronoUnit.DAYS.between(first, last) + 1;
    }

    @Override
    public String toString() {
        return first + " to " + last;
    }
}
