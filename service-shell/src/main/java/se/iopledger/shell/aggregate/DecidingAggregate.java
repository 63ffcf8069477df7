package se.iopledger.shell.aggregate;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.model.Cause;
import se.iopledger.contracts.model.Caused;
import se.iopledger.contracts.model.Command;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.PersonalCommand;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.personal.PersonalEvent;
import se.iopledger.eventlog.EntryAttributes;

/**
 * An Axon aggregate around a pure model. A service's aggregate has a one-line command handler per command, which calls
 * {@link #answer}, and one event sourcing handler for its sealed event type, which calls {@link #follow}.
 *
 * @param <C> the model's sealed command type
 * @param <S> its state
 * @param <E> its sealed event type
 */
public abstract class DecidingAggregate<C extends Command, S, E> {
    /** Key of a command's metadata: the version that it was meant for. It does not go into the log. */
    public static final String EXPECTED_VERSION = "expectedVersion";

    @AggregateIdentifier
    private @Nullable String streamId;

    private S state;

    /** Highest position answered, per origin: a command whose cause is not above it has been answered already. */
    private Map<String, Long> lastCauses = new HashMap<>();

    /** @param initial the state of a stream without events */
    protected DecidingAggregate(S initial) {
        this.state = initial;
    }

    protected abstract Decision<E> decide(C command, S state);

    protected abstract S evolve(S state, E event);

    /**
     * From which day an event holds. What a command asks for holds from the command's own date; what merely fell due on
     * the way to it, or follows from it, holds from a day of its own.
     *
     * @param before the state that the event happens to
     */
    protected abstract LocalDate effectiveOn(E event, S before, C command);

    /** Decides, and lets what was accepted happen. Rejections are returned: throwing would evict the aggregate. */
    protected final Answer answer(C command) {
        if (command instanceof Caused caused && isAnswered(caused.cause())) {
            return new Answer(Decision.accepted(List.of()), version());
        }
        streamId = command.streamId();
        long version = version();
        Object expected = CurrentUnitOfWork.get().getMessage().getMetaData().get(EXPECTED_VERSION);
        if (expected instanceof Long wanted && wanted != version) {
            return new Answer(Decision.rejected(versionMustBeTheOneExpected(wanted, version)), version);
        }
        Decision<E> decision = decide(command, state);
        if (decision instanceof Decision.Accepted<E>(List<E> events)) {
            for (E event : events) {
                happen(event, command);
            }
        }
        return new Answer(decision, version());
    }

    private void happen(E event, C command) {
        MetaData effective = MetaData.with(
                EntryAttributes.EFFECTIVE, effectiveOn(event, state, command).toString());
        if (event instanceof PersonalEvent) {
            if (!(command instanceof PersonalCommand personal)) {
                throw new IllegalStateException("personal data that no command brought: " + event.getClass());
            }
            EventIds.choose(personal.personalEventId(), () -> AggregateLifecycle.apply(event, effective));
        } else {
            AggregateLifecycle.apply(event, effective);
        }
    }

    protected final void follow(E event, MetaData metaData) {
        state = evolve(state, event);
        Object origin = metaData.get(EntryAttributes.CAUSE_ORIGIN);
        if (origin != null) {
            long position = Long.parseLong(Objects.toString(metaData.get(EntryAttributes.CAUSE_POSITION)));
            lastCauses.merge(origin.toString(), position, Math::max);
        }
    }

    /** The refusal of a request that was made for another version than the one that holds. */
    public static Rejection versionMustBeTheOneExpected(long expected, long version) {
        return new Rejection(
                Rejection.Kind.OUTDATED,
                "VersionMustBeTheOneExpected",
                "the request was made for version " + expected + ", and version " + version
                        + " holds now: look at it again",
                "If-Match",
                List.of());
    }

    private boolean isAnswered(Cause cause) {
        Long last = lastCauses.get(cause.origin());
        return last != null && cause.position() <= last;
    }

    private static long version() {
        Long version = AggregateLifecycle.getVersion();
        return version == null ? -1 : version;
    }

    final void identify(String id) {
        this.streamId = id;
    }

    final S state() {
        return state;
    }

    final @Nullable String streamId() {
        return streamId;
    }
}
