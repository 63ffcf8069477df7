package se.iopledger.shell.time;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The date that business is done on, in Europe/Stockholm: today's, or a fixed one where a demonstration or a test sets
 * it. When something was recorded is another matter, and the log's.
 */
public final class BusinessClock {
    public static final ZoneId STOCKHOLM = ZoneId.of("Europe/Stockholm");

    private final Clock clock;
    private final @Nullable LocalDate simulated;

    /** @param simulated the date to pretend, or null for the real one */
    public BusinessClock(Clock clock, @Nullable LocalDate simulated) {
        this.clock = clock;
        this.simulated = simulated;
    }

    public LocalDate today() {
        return simulated != null ? simulated : LocalDate.ofInstant(clock.instant(), STOCKHOLM);
    }

    public boolean isSimulated() {
        return simulated != null;
    }
}
