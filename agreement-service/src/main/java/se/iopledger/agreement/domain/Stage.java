package se.iopledger.agreement.domain;

import java.time.LocalDate;
import se.iopledger.contracts.agreement.Ending;

/** How far an agreement has come in its life: it follows from what was recorded, and is stored nowhere. */
public sealed interface Stage {
    /** Registered; the board's decision is not recorded. It may be signed already. */
    record Draft() implements Stage {}

    /** The board decided; signatures are missing. */
    record Approved() implements Stage {}

    /**
     * Approved and signed by all: it binds.
     *
     * @param firstDay its first day
     * @param lastDay its last day as it stands now, after extensions and notices
     */
    record InForce(LocalDate firstDay, LocalDate lastDay) implements Stage {}

    /**
     * It was in force and is no more.
     *
     * @param firstDay its first day
     * @param lastDay its last day
     * @param how what ended it
     */
    record Ended(LocalDate firstDay, LocalDate lastDay, Ending how) implements Stage {}

    /** The registration was a mistake. */
    record Voided() implements Stage {}
}
