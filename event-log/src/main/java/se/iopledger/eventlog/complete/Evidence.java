package se.iopledger.eventlog.complete;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.List;
import se.iopledger.eventlog.topic.Link;

/** Somebody outside of a log's database who remembers how far the log had come. */
@CheckReturnValue
public interface Evidence {

    /** Names it for an operator, as in "the topic iop.agreements". */
    String name();

    /**
     * Whether the log takes no writes before this has answered. False for what only adds to the others: that it is away
     * is told, and holds nothing up.
     */
    boolean isAwaited();

    /**
     * Asks.
     *
     * @throws Exception if it does not answer, or what it answers cannot be read
     */
    Memory ask() throws Exception;

    /**
     * What is remembered of the log.
     *
     * @param size how many entries it had, at least; 0 where nothing is remembered
     * @param entries some of those, which must be the log's
     */
    record Memory(long size, List<Link> entries) {

        static final Memory NONE = new Memory(0, List.of());

        public Memory {
            entries = List.copyOf(entries);
        }

        /** The memory of a size alone. */
        public static Memory of(long size) {
            return new Memory(size, List.of());
        }
    }
}
