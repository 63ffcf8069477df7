package se.iopledger.finance.domain.plan;

import java.time.LocalDate;
import se.iopledger.contracts.agreement.AgreementLife;
import se.iopledger.contracts.terms.Period;
import se.iopledger.contracts.terms.Terms;

/**
 * What a schedule takes from the agreement rather than from the version of the terms that it is made of.
 *
 * @param period first day, and the day to which it would run with its extensions
 * @param takeoverDate what was due before it is settled elsewhere
 */
record Frame(Period period, LocalDate takeoverDate) {
    /** Of an agreement to which nothing has happened yet. */
    static Frame of(Terms terms) {
        return new Frame(terms.period(), terms.takeoverDate());
    }

    /** What a version gives, whoever settles it: that follows from the terms of the takeover alone. */
    static Frame of(AgreementLife life, Terms terms) {
        Period period = terms.period();
        return new Frame(new Period(period.first(), life.runsTo(terms), period.clauses()), LocalDate.MIN);
    }
}
