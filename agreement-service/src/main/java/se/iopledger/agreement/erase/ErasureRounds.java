package se.iopledger.agreement.erase;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.iopledger.agreement.domain.Agreement;
import se.iopledger.agreement.domain.AgreementCommand.EraseDataSubject;
import se.iopledger.agreement.domain.contact.Contact;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.personal.ErasureGround;
import se.iopledger.eventlog.Failure;
import se.iopledger.eventlog.personal.Erasure;
import se.iopledger.eventlog.personal.SubjectKeys;
import se.iopledger.shell.aggregate.AggregateRuntime;
import se.iopledger.shell.command.CommandGate;
import se.iopledger.shell.command.Outcome;
import se.iopledger.shell.command.RequestKey;

/**
 * Makes log and keys agree on who is erased: at the start in both directions, whichever of them was restored, and from
 * then on what a crash or a failure left untold.
 */
final class ErasureRounds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ErasureRounds.class);

    /** The actor where nobody's request is known any more. */
    private static final String ACTOR = "agreement-service";

    private final SubjectKeys keys;
    private final ErasedSubjects erased;
    private final AggregateRuntime aggregates;
    private final CommandGate gate;
    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("erasure-rounds").daemon().factory());
    private volatile @Nullable Failure lastFailure;

    /** Whether the log knows all that the keys tell, also what a restored log has forgotten. */
    private boolean allTold;

    ErasureRounds(SubjectKeys keys, ErasedSubjects erased, AggregateRuntime aggregates, CommandGate gate) {
        this.keys = keys;
        this.erased = erased;
        this.aggregates = aggregates;
        this.gate = gate;
    }

    /**
     * Applies again what is erased, and then looks after what is untold.
     *
     * @throws se.iopledger.eventlog.personal.KeysUnavailable if the keys cannot be reached: the service does not start
     *     with keys that should be gone
     */
    void start(Duration pause) {
        applyAgain();
        lastFailure = tellOf(keys.erasures());
        allTold = lastFailure == null;
        var _ = rounds.scheduleWithFixedDelay(this::round, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What went wrong last; null when all is told. */
    @Nullable Failure lastFailure() {
        return lastFailure;
    }

    /** Keys that a restored database of keys brought back. */
    private void applyAgain() {
        Set<String> known = new HashSet<>();
        keys.erasures().forEach(erasure -> known.add(erasure.dataSubject()));
        List<Erasure> forgotten = erased.all().stream()
                .filter(erasure -> !known.contains(erasure.dataSubject()))
                .toList();
        forgotten.forEach(erasure -> keys.erase(erasure, true));
        int deleted = keys.eraseAgain();
        if (!forgotten.isEmpty() || deleted > 0) {
            LOG.warn(
                    "the database of keys was restored from a copy: {} erasures that the log tells of were unknown to it,"
                            + " and {} keys stood beside their erasures; all are erased again",
                    forgotten.size(),
                    deleted);
        }
    }

    private void round() {
        try {
            // A log that takes no writes at the start is told once it does.
            lastFailure = tellOf(allTold ? keys.erasuresNotRecorded() : keys.erasures());
            allTold |= lastFailure == null;
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError broken) {
            LOG.error("cannot tell which erasures the log has not been told of", broken);
            lastFailure = Failure.of("cannot tell which erasures the log has not been told of", broken);
        }
    }

    private @Nullable Failure tellOf(List<Erasure> erasures) {
        Failure failure = null;
        for (Erasure erasure : erasures) {
            try {
                if (!isInTheLog(erasure)) {
                    tell(erasure);
                }
                keys.markRecorded(erasure.dataSubject());
            } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError broken) {
                // One that cannot be told does not keep the others untold.
                String what = "the log cannot be told that " + erasure.dataSubject() + " is erased";
                LOG.error(what, broken);
                failure = Failure.of(what, broken);
            }
        }
        return failure;
    }

    private boolean isInTheLog(Erasure erasure) {
        return aggregates
                .stateOf(erasure.streamId(), Agreement.class)
                .filter(found -> found.state() instanceof Agreement.Known known
                        && known.contacts()
                                .find(erasure.dataSubject())
                                .filter(Contact.Erased.class::isInstance)
                                .isPresent())
                .isPresent();
    }

    private void tell(Erasure erasure) {
        Optional<Erasure.Request> request = Optional.ofNullable(erasure.request());
        EraseDataSubject command = new EraseDataSubject(
                erasure.streamId(),
                erasure.dataSubject(),
                ErasureGround.valueOf(erasure.ground()),
                request.map(asked -> new Mandate(asked.actor(), erasure.erasedOn(), erasure.erasedOn(), asked.reason()))
                        .orElseGet(() -> new Mandate(
                                Mandate.ofAutomation(ACTOR, erasure.erasedOn(), erasure.erasedOn())
                                        .actor(),
                                erasure.erasedOn(),
                                erasure.erasedOn(),
                                "erased before the log was restored")));
        Outcome outcome = request.map(asked -> gate.execute(
                        command, erasure.municipality(), new RequestKey(asked.actor(), asked.key(), asked.digest())))
                .orElseGet(() -> gate.wake(command, erasure.municipality()));
        switch (outcome) {
            case Outcome.Done _ -> LOG.warn("told the log that {} is erased", erasure.dataSubject());
            case Outcome.Refused refused ->
                throw new IllegalStateException(
                        "refused by " + refused.rejection().rule());
            case Outcome.KeyReused _ ->
                throw new IllegalStateException("the request's key was used for another request");
        }
    }

    @Override
    public void close() {
        rounds.shutdown();
    }
}
