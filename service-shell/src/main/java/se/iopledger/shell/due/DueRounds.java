package se.iopledger.shell.due;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.iopledger.eventlog.Failure;
import se.iopledger.shell.command.CommandGate;
import se.iopledger.shell.command.Outcome;
import se.iopledger.shell.time.BusinessClock;

/** Asks again and again what is due and wakes it. A wake-up too many finds nothing to do; one lost is made up for. */
public final class DueRounds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DueRounds.class);
    private static final int AT_A_TIME = 200;

    private final List<DueSource> sources;
    private final CommandGate gate;
    private final BusinessClock clock;
    private final Duration pause;
    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("due-rounds").daemon().factory());
    private volatile @Nullable Failure lastFailure;

    public DueRounds(List<DueSource> sources, CommandGate gate, BusinessClock clock, Duration pause) {
        this.sources = List.copyOf(sources);
        this.gate = gate;
        this.clock = clock;
        this.pause = pause;
    }

    public void start() {
        if (!sources.isEmpty()) {
            var _ = rounds.scheduleWithFixedDelay(this::round, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Why the last round failed; null when it went well. */
    public @Nullable Failure lastFailure() {
        return lastFailure;
    }

    /** How many wake-ups are due and not worked off; at most a round's number per source. */
    public long outstanding() {
        return sources.stream()
                .mapToLong(source -> source.dueBy(clock.today(), AT_A_TIME).size())
                .sum();
    }

    private void round() {
        Failure failure = null;
        for (DueSource source : sources) {
            try {
                for (DueSource.WakeUp due : source.dueBy(clock.today(), AT_A_TIME)) {
                    Failure one = wake(due);
                    failure = one == null ? failure : one;
                }
            } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError broken) {
                LOG.error("cannot tell what is due", broken);
                failure = Failure.of("cannot tell what is due", broken);
            }
        }
        lastFailure = failure;
    }

    /** One agreement that cannot be woken does not keep the others asleep. */
    private @Nullable Failure wake(DueSource.WakeUp due) {
        String stream = due.command().streamId();
        try {
            if (gate.wake(due.command(), due.municipality()) instanceof Outcome.Refused refused) {
                throw new IllegalStateException(
                        "refused by " + refused.rejection().rule());
            }
            return null;
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError broken) {
            LOG.error("what is due on {} could not be worked off", stream, broken);
            return Failure.of("what is due on " + stream + " could not be worked off", broken);
        }
    }

    @Override
    public void close() {
        rounds.shutdown();
    }
}
