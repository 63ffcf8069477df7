package se.iopledger.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import se.iopledger.eventlog.testing.EventLogConformance;
import se.iopledger.eventlog.testing.Events;

/** The log in memory conforms. */
class InMemoryEventLogTest extends EventLogConformance {

    private final InMemoryEventLog log = new InMemoryEventLog(InstantSource.system());

    @Test
    void a_clock_that_runs_backwards_does_not_turn_recorded_time_back() {
        Instant noon = Instant.parse("2021-12-20T12:00:00.1234567Z");
        Queue<Instant> times = new ArrayDeque<>(List.of(noon, noon.minusSeconds(5), noon.plusSeconds(5)));
        InMemoryEventLog timed = new InMemoryEventLog(times::remove);
        for (int sequence = 0; sequence < 3; sequence++) {
            stored(timed, Events.append("A", sequence, 1));
        }
        assertThat(timed.readFrom(0, 3))
                .extracting(entry -> entry.recordedTime().toString())
                .containsExactly(
                        "2021-12-20T12:00:00.123456Z", "2021-12-20T12:00:00.123456Z", "2021-12-20T12:00:05.123456Z");
    }

    @Override
    protected EventLog log() {
        return log;
    }

    /** There is one instance, which all share. */
    @Override
    protected EventLog otherInstance() {
        return log;
    }
}
