package se.iopledger.contracts.model;

/** What somebody wants done to one agreement (or to another thing with a stream of its own). */
public interface Command {
    /** The stream that decides: the agreement's id, where the command concerns an agreement. */
    String streamId();

    Mandate mandate();
}
