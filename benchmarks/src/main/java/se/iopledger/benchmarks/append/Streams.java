package se.iopledger.benchmarks.append;

import java.util.concurrent.atomic.AtomicLongArray;

/** A thousand streams, dealt out so that no two callers of one turn share a stream. */
final class Streams {

    static final int COUNT = 1_000;

    private final String prefix;
    private final AtomicLongArray next = new AtomicLongArray(COUNT);

    Streams(String prefix) {
        this.prefix = prefix;
    }

    /** The stream that a caller takes next. */
    static int of(int caller, int callers, int turn) {
        int own = (COUNT - caller + callers - 1) / callers;
        return caller + turn % own * callers;
    }

    String id(int stream) {
        return prefix + stream;
    }

    /** The next sequence of a stream, counted on. */
    long take(int stream) {
        return next.getAndIncrement(stream);
    }
}
