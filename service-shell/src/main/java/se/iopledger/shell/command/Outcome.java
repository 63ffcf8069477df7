package se.iopledger.shell.command;

import se.iopledger.contracts.model.Rejection;

/** What came of a command. An outcome that cannot be known is an {@code OutcomeUnknown} exception instead. */
public sealed interface Outcome {
    /**
     * It holds, durably.
     *
     * @param version the stream's last sequence after it
     * @param repeated whether this is the answer to an earlier request with the same key
     */
    record Done(String streamId, long version, boolean repeated) implements Outcome {}

    /** A rule forbids it; nothing was stored. */
    record Refused(Rejection rejection) implements Outcome {}

    /** The same actor used this key for another request; nothing was stored. */
    record KeyReused(String key) implements Outcome {}
}
