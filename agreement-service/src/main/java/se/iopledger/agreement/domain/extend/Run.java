package se.iopledger.agreement.domain.extend;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.Optional;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.ReasonableDates;
import se.iopledger.agreement.domain.life.Life;
import se.iopledger.agreement.domain.life.WhatFollows;
import se.iopledger.contracts.terms.ExtensionRule;

/**
 * How far an agreement runs if nothing ends it earlier: by the terms that hold when, however often they were amended, and
 * by what its parties had agreed on by a day. Whether funds exist for an extension is not asked.
 *
 * @param known the agreement as nothing ended it
 * @param end the day on which it would end unless it is extended
 */
@CheckReturnValue
public record Run(Known known, LocalDate end) {
    /** As it stood on a day; of a draft the period that it is to have. */
    public static Run asOf(Known known, LocalDate day) {
        // A day that nobody meant is refused by its own rule; years are not counted up to it.
        Known unended = WhatFollows.unended(known, ReasonableDates.atTheLatest(day));
        Life.Span span = unended.life().inForce();
        return new Run(
                unended, span == null ? known.registration().terms().period().last() : span.last());
    }

    /** With the extension that follows by the agreement's own rule; empty where none does. */
    public Optional<Run> extended() {
        return rule().map(rule -> new Run(known, Extending.lastDayOfExtension(rule, end.plusDays(1))));
    }

    /** To which day it runs with all extensions that it may have by its own rule. Empty where nothing sets a limit. */
    public Optional<LocalDate> longest() {
        Run run = this;
        for (Optional<Run> next = run.extended(); next.isPresent(); next = run.extended()) {
            if (run.rule().filter(rule -> rule.longestTo() == null).isPresent()) {
                return Optional.empty();
            }
            run = next.get();
        }
        return Optional.of(run.end);
    }

    /**
     * With the extensions by its own rule that it takes to reach a day, or with all of them where none does. Where there are
     * no funds for one it stops.
     */
    public Run reaching(LocalDate day) {
        LocalDate reasonable = ReasonableDates.atTheLatest(day);
        Run run = this;
        while (run.end.isBefore(reasonable)) {
            Optional<Run> next = run.extended();
            if (next.isEmpty() || known.continuation().fundsAreMissingFor(run.end.plusDays(1))) {
                return run;
            }
            run = next.get();
        }
        return run;
    }

    private Optional<ExtensionRule> rule() {
        return known.life().ended() == null ? Extending.ruleAfter(known, end) : Optional.empty();
    }

    /** Whether an extension by the agreement's own rule begins on a day, or began on it. */
    boolean isExtendedFrom(LocalDate firstDay) {
        boolean began = Extending.firstDaysByOwnRule(known).anyMatch(firstDay::equals);
        Run run = this;
        for (Optional<Run> next = run.extended();
                !began && next.isPresent() && !run.end.isAfter(firstDay);
                next = run.extended()) {
            began = firstDay.equals(run.end.plusDays(1));
            run = next.get();
        }
        return began;
    }
}
