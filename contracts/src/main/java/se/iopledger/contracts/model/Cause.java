package se.iopledger.contracts.model;

/**
 * The event of another log that makes a command necessary. A stream that has already answered this position of that
 * origin, or a later one, answers with no event, so that a command repeated after a crash does nothing twice.
 *
 * @param origin the other log, as {@code /agreement-service}
 * @param position its position there
 */
public record Cause(String origin, long position) {}
