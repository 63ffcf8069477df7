package se.iopledger.benchmarks.append;

import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import se.iopledger.agreement.domain.AgreementCommand;
import se.iopledger.benchmarks.load.Callers;
import se.iopledger.benchmarks.load.Measured;

/**
 * Whole commands on the real agreement aggregate. Every turn registers a thousand agreements anew, untimed, and then
 * times the naming of contact persons.
 */
abstract class Gateway implements Contender {

    private final String run = UUID.randomUUID().toString();
    private final AtomicLong keys = new AtomicLong();
    private int registered;
    private @Nullable MadeUpAgreements agreements;

    /** Carries a command out, or throws. */
    abstract void send(AgreementCommand command, String key);

    @Override
    public void prepare() throws InterruptedException {
        MadeUpAgreements next = new MadeUpAgreements(registered);
        registered += Streams.COUNT;
        Callers.run(16, Duration.ofMinutes(2), (caller, turn) -> {
            int agreement = caller + turn * 16;
            if (agreement >= Streams.COUNT) {
                return false;
            }
            send(next.registrations().get(agreement), key());
            return true;
        });
        agreements = next;
    }

    @Override
    public Measured turn(int callers, Duration time) throws InterruptedException {
        MadeUpAgreements madeUp = Objects.requireNonNull(agreements, "not prepared");
        return Callers.run(callers, time, (caller, turn) -> {
            int agreement = Streams.of(caller, callers, turn);
            if (madeUp.isFull(agreement)) {
                return false;
            }
            send(madeUp.nextContact(agreement), key());
            return true;
        });
    }

    private String key() {
        return run + "-" + keys.getAndIncrement();
    }
}
