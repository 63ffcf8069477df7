package se.iopledger.shell.aggregate;

import java.lang.reflect.ParameterizedType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.common.caching.Cache;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventsourcing.AggregateFactory;
import org.axonframework.eventsourcing.AggregateSnapshotter;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.axonframework.serialization.Serializer;
import se.iopledger.contracts.model.Command;
import se.iopledger.eventlog.EntryAttributes;
import se.iopledger.eventlog.EventLog;

/**
 * Axon, configured by its own API for each kind of aggregate: no transaction around a command, a bounded cache, snapshots
 * made off the command's thread. A stream belongs to one kind; a command for another kind is refused.
 */
public final class AggregateRuntime implements AutoCloseable {
    private static final int CACHED_AGGREGATES = 20_000;
    private static final int EVENTS_PER_SNAPSHOT = 100;

    private final List<Kind<?>> kinds;
    private final EventLog log;
    private final ExecutorService snapshots = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("snapshots").daemon().factory());
    private final Configuration axon;
    private final CommandBus commands;

    public AggregateRuntime(
            List<Class<? extends DecidingAggregate<?, ?, ?>>> types,
            EventLog log,
            EventStorageEngine engine,
            Serializer serializer) {
        this.kinds = types.stream().<Kind<?>>map(Kind::of).toList();
        this.log = log;
        this.axon = configure(engine, serializer);
        this.commands = axon.commandBus();
    }

    private Configuration configure(EventStorageEngine engine, Serializer serializer) {
        Configurer configurer = DefaultConfigurer.defaultConfiguration(false)
                .configureSerializer(configuration -> serializer)
                .configureEventSerializer(configuration -> serializer)
                .configureMessageSerializer(configuration -> serializer)
                .configureEmbeddedEventStore(configuration -> engine)
                .configureCorrelationDataProviders(configuration -> List.of(new SimpleCorrelationDataProvider(
                        EntryAttributes.MUNICIPALITY,
                        EntryAttributes.ACTOR,
                        EntryAttributes.EFFECTIVE,
                        EntryAttributes.REASON,
                        EntryAttributes.IDEMPOTENCY_KEY,
                        EntryAttributes.REQUEST_DIGEST,
                        EntryAttributes.CAUSE_ORIGIN,
                        EntryAttributes.CAUSE_POSITION)))
                .configureSnapshotter(configuration -> AggregateSnapshotter.builder()
                        .eventStore(configuration.eventStore())
                        .executor(snapshots)
                        .aggregateFactories(kinds.stream()
                                .<AggregateFactory<?>>map(Kind::factory)
                                .toList())
                        .build());
        kinds.forEach(kind -> configurer.configureAggregate(kind.configured()));
        return configurer.start();
    }

    /** One kind of aggregate, with a cache of its own. */
    private record Kind<T extends DecidingAggregate<?, ?, ?>>(
            Class<T> type, IdentifyingFactory<T> factory, Cache cache) {
        static <T extends DecidingAggregate<?, ?, ?>> Kind<T> of(Class<T> type) {
            return new Kind<>(type, new IdentifyingFactory<>(type), new BoundedCache(CACHED_AGGREGATES));
        }

        AggregateConfigurer<T> configured() {
            return AggregateConfigurer.defaultConfiguration(type)
                    .configureAggregateFactory(configuration -> factory)
                    .configureCreationPolicyAggregateFactory(configuration -> id -> factory.create(String.valueOf(id)))
                    .configureCommandTargetResolver(configuration -> command -> new VersionedAggregateIdentifier(
                            (Object) ((Command) command.getPayload()).streamId(), null))
                    .configureCache(configuration -> cache)
                    .configureSnapshotTrigger(configuration -> new EventCountSnapshotTriggerDefinition(
                            configuration.getComponent(org.axonframework.eventsourcing.Snapshotter.class),
                            EVENTS_PER_SNAPSHOT));
        }

        boolean hasState(Class<?> state) {
            return type.getGenericSuperclass() instanceof ParameterizedType deciding
                    && state.equals(deciding.getActualTypeArguments()[1]);
        }
    }

    /**
     * Lets the aggregate answer, and waits until what it decided is durable.
     *
     * @throws RuntimeException what the append or the model threw; nothing is stored then, unless it is
     *     {@code OutcomeUnknown}
     */
    public Answer send(CommandMessage<?> command) {
        FutureCallback<Object, Answer> callback = new FutureCallback<>();
        commands.dispatch(command, callback);
        CommandResultMessage<? extends Answer> result = callback.join();
        if (!result.isExceptional()) {
            return result.getPayload();
        }
        Throwable cause = result.exceptionResult();
        switch (cause) {
            case RuntimeException failure -> throw failure;
            case Error error -> throw error;
            default -> throw new CommandExecutionException("the command failed", cause);
        }
    }

    /** Those of the streams that would have to be read from the log. */
    public List<String> notCached(Collection<String> streamIds) {
        return streamIds.stream()
                .filter(streamId ->
                        kinds.stream().noneMatch(kind -> kind.cache().containsKey(streamId)))
                .toList();
    }

    /** Forgets what is cached of a stream, so that it is read from the log again. */
    public void evict(String streamId) {
        kinds.forEach(kind -> kind.cache().remove(streamId));
    }

    /**
     * The state of a stream as of its last event, never an outdated one from the cache; empty where there is no such
     * stream of the kind that has this state.
     *
     * @param state the model's state type
     */
    public <S> Optional<Versioned<S>> stateOf(String streamId, Class<S> state) {
        OptionalLong last = log.lastSequenceOf(streamId);
        if (last.isEmpty()) {
            return Optional.empty();
        }
        Kind<?> kind = kinds.stream()
                .filter(one -> one.hasState(state))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no aggregate has the state " + state));
        try {
            Versioned<S> loaded = load(kind, streamId, state);
            if (loaded.version() < last.getAsLong()) {
                evict(streamId);
                loaded = load(kind, streamId, state);
            }
            return Optional.of(loaded);
        } catch (StreamOfAnotherKind another) {
            return Optional.empty();
        }
    }

    private <S> Versioned<S> load(Kind<?> kind, String streamId, Class<S> state) {
        UnitOfWork<?> unit = DefaultUnitOfWork.startAndGet(null);
        ResultMessage<Versioned<S>> loaded = unit.executeWithResult(() -> {
            Aggregate<? extends DecidingAggregate<?, ?, ?>> aggregate =
                    axon.repository(kind.type()).load(streamId);
            long version = aggregate.version();
            return aggregate.invoke(root -> new Versioned<>(state.cast(root.state()), version));
        });
        if (loaded.isExceptional() && loaded.exceptionResult() instanceof StreamOfAnotherKind another) {
            throw another;
        }
        return loaded.getPayload();
    }

    /**
     * A state and the last sequence it was made from.
     *
     * @param version the stream's last sequence
     */
    public record Versioned<S>(S state, long version) {}

    @Override
    public void close() {
        axon.shutdown();
        snapshots.shutdown();
    }
}
