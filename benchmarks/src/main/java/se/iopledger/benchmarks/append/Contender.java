package se.iopledger.benchmarks.append;

import java.io.IOException;
import java.time.Duration;
import se.iopledger.benchmarks.load.Measured;

/** Something that stores events durably, one call after the other. */
interface Contender extends AutoCloseable {

    /** What a turn needs and nobody measures. */
    default void prepare() throws InterruptedException {}

    /** One turn, after the first one on streams that go on from where the last turn left them. */
    Measured turn(int callers, Duration time) throws IOException, InterruptedException;

    @Override
    void close() throws IOException;
}
