package se.iopledger.contracts.model;

/** A command that another log's event made necessary. */
public interface Caused extends Command {
    Cause cause();
}
