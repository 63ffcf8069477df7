package se.iopledger.shell.log;

import java.time.LocalDate;
import java.util.List;

/**
 * Whether a service has come to rest: everything that is due, stored, published, sealed or waiting in its topics is worked
 * off, or set aside for a person.
 *
 * @param businessDate the date that business is done on
 * @param simulated whether that date is a pretended one
 * @param settled whether nothing is left to do, as of the moment of the question
 * @param waitingFor what is left, for a person; empty when settled
 * @param needsAttention what goes no further until a person has looked at it, also when settled: waiting does not help
 */
public record Standing(
        LocalDate businessDate,
        boolean simulated,
        boolean settled,
        List<String> waitingFor,
        List<String> needsAttention) {
    public Standing {
        waitingFor = List.copyOf(waitingFor);
        needsAttention = List.copyOf(needsAttention);
    }
}
