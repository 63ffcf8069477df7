package se.iopledger.shell.command;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.model.Caused;
import se.iopledger.contracts.model.Command;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.eventlog.Entry;
import se.iopledger.eventlog.EntryAttributes;
import se.iopledger.eventlog.EventLog;
import se.iopledger.eventlog.axon.IdempotencyKeyUsed;
import se.iopledger.shell.aggregate.AggregateRuntime;
import se.iopledger.shell.aggregate.Answer;
import se.iopledger.shell.aggregate.DecidingAggregate;
import se.iopledger.shell.aggregate.StreamOfAnotherKind;

/**
 * Where every command enters. One command is one append; a conflict with another writer is decided again on what that
 * one wrote; a decision made from a cached state and without events is confirmed before it is believed.
 */
public final class CommandGate {
    /** How often a command is decided again before its conflict is given up: each time somebody else got through. */
    private static final int MOST_ATTEMPTS = 50;

    /** Longest pause before deciding again, grown from nothing, so that a busy stream's writers do not march in step. */
    private static final long LONGEST_PAUSE_NANOS = 5_000_000;

    /** An append rarely has more events than this; more are read page by page. */
    private static final int PAGE = 100;

    private final AggregateRuntime aggregates;
    private final EventLog log;

    public CommandGate(AggregateRuntime aggregates, EventLog log) {
        this.aggregates = aggregates;
        this.log = log;
    }

    /**
     * Carries out a command that somebody requested. A repeat of an accepted request gets its answer again; a refused
     * one is decided afresh.
     *
     * @param municipality code of the municipality that the stream belongs to
     * @throws se.iopledger.eventlog.OutcomeUnknown if it cannot be known whether it was stored; the same request with
     *     the same key finds out
     */
    public Outcome execute(Command command, String municipality, RequestKey request) {
        Map<String, Object> metaData = metaDataOf(command, municipality);
        metaData.put(EntryAttributes.IDEMPOTENCY_KEY, request.key());
        metaData.put(EntryAttributes.REQUEST_DIGEST, request.digest());
        if (request.expectedVersion() != null) {
            metaData.put(DecidingAggregate.EXPECTED_VERSION, request.expectedVersion());
        }
        try {
            Answer answer = decide(command, MetaData.from(metaData));
            // A repeat that would store something is stopped by the log itself, which knows the key; so nobody has to
            // look first. One that stores nothing may do so only because its first sending was carried out.
            return storesNothing(answer)
                    ? earlier(municipality, request).orElseGet(() -> outcome(command, answer))
                    : outcome(command, answer);
        } catch (IdempotencyKeyUsed used) {
            return earlier(municipality, request).orElseThrow(() -> used);
        }
    }

    /**
     * What came of an earlier request with this key; empty where there was none. For a command that does something
     * outside the log before it is carried out, which a key used for another request must not set off.
     */
    public Optional<Outcome> earlier(String municipality, RequestKey request) {
        return log.findByIdempotencyKey(municipality, request.actor(), request.key())
                .map(first -> answerAgain(first, request));
    }

    /** Carries out what another log's event made necessary; answered once, however often it is sent. */
    public Outcome execute(Caused command, String municipality) {
        Map<String, Object> metaData = metaDataOf(command, municipality);
        metaData.put(EntryAttributes.CAUSE_ORIGIN, command.cause().origin());
        metaData.put(
                EntryAttributes.CAUSE_POSITION, Long.toString(command.cause().position()));
        return outcome(command, decide(command, MetaData.from(metaData)));
    }

    /** Wakes a stream that works off what is due. Sent again it finds nothing to do. */
    public Outcome wake(Command command, String municipality) {
        return outcome(command, decide(command, MetaData.from(metaDataOf(command, municipality))));
    }

    private static Map<String, Object> metaDataOf(Command command, String municipality) {
        Mandate mandate = command.mandate();
        Map<String, Object> metaData = new HashMap<>();
        metaData.put(EntryAttributes.MUNICIPALITY, municipality);
        metaData.put(EntryAttributes.ACTOR, mandate.actor());
        LocalDate effectiveOn = mandate.effectiveOn();
        metaData.put(EntryAttributes.EFFECTIVE, effectiveOn.toString());
        if (mandate.reason() != null) {
            metaData.put(EntryAttributes.REASON, mandate.reason());
        }
        return metaData;
    }

    private static Outcome outcome(Command command, Answer answer) {
        return switch (answer.decision()) {
            case Decision.Accepted<?> accepted -> new Outcome.Done(command.streamId(), answer.version(), false);
            case Decision.Rejected<?>(Rejection rejection) -> new Outcome.Refused(rejection);
        };
    }

    private Answer decide(Command command, MetaData metaData) {
        if (CurrentUnitOfWork.isStarted()) {
            throw new IllegalStateException(
                    "a command sent inside another unit of work would be answered before anything is stored");
        }
        // Also for a decision that would store nothing: it would be made on a history that has more to it.
        log.mustTakeWrites();
        try {
            return decideUntilItHolds(command, metaData);
        } catch (StreamOfAnotherKind another) {
            return new Answer(Decision.rejected(thereMustBeSuchAStream(command)), -1);
        }
    }

    private static Rejection thereMustBeSuchAStream(Command command) {
        return Rejection.unknown(
                "ThereMustBeSuchAStream", "there is nothing of this kind with the id " + command.streamId());
    }

    private Answer decideUntilItHolds(Command command, MetaData metaData) {
        for (int attempt = 1; ; attempt++) {
            @Nullable Answer answer = decideOnce(command, metaData, attempt);
            if (answer == null || isStale(command, answer)) {
                aggregates.evict(command.streamId());
                pause(attempt);
                continue;
            }
            if (answer.version() < 0) {
                // An aggregate without events is not to be remembered: the next one may find it registered.
                aggregates.evict(command.streamId());
            }
            return answer;
        }
    }

    /** Null when another writer was first and it is to be decided again. */
    private @Nullable Answer decideOnce(Command command, MetaData metaData, int attempt) {
        try {
            return aggregates.send(new GenericCommandMessage<>(command, metaData));
        } catch (AggregateStreamCreationException | ConcurrencyException conflict) {
            if (attempt >= MOST_ATTEMPTS) {
                throw conflict;
            }
            return null;
        }
    }

    /** Whether a decision that stores nothing, and so meets no conflict, was made on an outdated state. */
    private boolean isStale(Command command, Answer answer) {
        if (!storesNothing(answer)) {
            return false;
        }
        OptionalLong last = log.lastSequenceOf(command.streamId());
        return last.orElse(-1) != answer.version();
    }

    private static boolean storesNothing(Answer answer) {
        return !(answer.decision() instanceof Decision.Accepted<?>(List<?> events)) || events.isEmpty();
    }

    private static void pause(int attempt) {
        long bound = Math.min(LONGEST_PAUSE_NANOS, 100_000L << Math.min(attempt, 10));
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(bound));
    }

    private Outcome answerAgain(Entry first, RequestKey request) {
        boolean sameRequest = first.attribute(EntryAttributes.REQUEST_DIGEST)
                .filter(request.digest()::equals)
                .isPresent();
        if (!sameRequest) {
            return new Outcome.KeyReused(request.key());
        }
        return new Outcome.Done(first.streamId(), lastOfItsAppend(first).streamSequence(), true);
    }

    /** All events of an append carry its key, actor and digest, and the next append cannot carry the same. */
    private Entry lastOfItsAppend(Entry first) {
        Entry last = first;
        while (true) {
            List<Entry> page = log.readStream(last.streamId(), last.streamSequence() + 1, PAGE);
            for (Entry entry : page) {
                if (!isOfOneRequest(first, entry)) {
                    return last;
                }
                last = entry;
            }
            if (page.size() < PAGE) {
                return last;
            }
        }
    }

    private static boolean isOfOneRequest(Entry one, Entry other) {
        return Stream.of(EntryAttributes.IDEMPOTENCY_KEY, EntryAttributes.ACTOR, EntryAttributes.REQUEST_DIGEST)
                .allMatch(attribute -> one.attribute(attribute).equals(other.attribute(attribute)));
    }
}
