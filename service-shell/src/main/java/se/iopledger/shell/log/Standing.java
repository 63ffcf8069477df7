package se.iopledger.shell.log;

import java.time.LocalDate;
import java.util.List;

/**
 * Whether a service has come to rest: everything that is due, stored, published or waiting in its topics is worked off.
 *
 * @param businessDate the date that business is done on
 * @param simulated whether that date is a pretended one
 * @param settled whether nothing is left to do, as of the moment of the question
 * @param waitingFor what is left, for a person; empty when settled
 */
public record Standing(LocalDate businessDate, boolean simulated, boolean settled, List<String> waitingFor) {
    public Standing {
        waitingFor = List.copyOf(waitingFor);
    }
}
