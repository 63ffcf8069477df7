package se.iopledger.proofs.verify;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;

/** Says now and then how far something long has come. */
final class Progress {

    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final int LOOK_AT_CLOCK_EVERY = 4_096;

    private final PrintStream out;
    private long nextAt = System.nanoTime() + EVERY_NANOS;

    Progress(PrintStream out) {
        this.out = out;
    }

    /** @param of how many there are */
    void at(long entries, long of) {
        if (isTime(entries)) {
            out.println("… " + entries + " of " + of + " entries");
        }
    }

    /** Where it is not known how many there are. */
    void at(long entries) {
        if (isTime(entries)) {
            out.println("… " + entries + " entries");
        }
    }

    private boolean isTime(long entries) {
        if (entries % LOOK_AT_CLOCK_EVERY != 0 || System.nanoTime() - nextAt < 0) {
            return false;
        }
        nextAt = System.nanoTime() + EVERY_NANOS;
        return true;
    }
}
