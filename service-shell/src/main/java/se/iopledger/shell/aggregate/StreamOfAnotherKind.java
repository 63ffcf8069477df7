package se.iopledger.shell.aggregate;

/**
 * A command or a question for one kind of aggregate met a stream that belongs to another kind. Axon alone would leave out
 * the events that the aggregate does not know and let it decide as if nothing had happened.
 */
public final class StreamOfAnotherKind extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StreamOfAnotherKind(String streamId, String is, String wanted) {
        super("stream " + streamId + " is of " + is + ", not of " + wanted);
    }
}
