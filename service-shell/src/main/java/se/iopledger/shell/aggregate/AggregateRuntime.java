package se.iopledger.shell.aggregate;

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
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventsourcing.AggregateSnapshotter;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
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
 * Axon, configured by its own API for one aggregate type: no transaction around a command, a bounded cache, snapshots
 * made off the command's thread.
 */
public final class AggregateRuntime implements AutoCloseable {
    private static final int CACHED_AGGREGATES = 20_000;
    private static final int EVENTS_PER_SNAPSHOT = 100;

    private final Class<? extends DecidingAggregate<?, ?, ?>> type;
    private final EventLog log;
    private final Cache cache = new BoundedCache(CACHED_AGGREGATES);
    private final ExecutorService snapshots = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("snapshots").daemon().factory());
    private final Configuration axon;
    private final CommandBus commands;

    public AggregateRuntime(
            Class<? extends DecidingAggregate<?, ?, ?>> type,
            EventLog log,
            EventStorageEngine engine,
            Serializer serializer) {
        this.type = type;
        this.log = log;
        this.axon = configure(type, engine, serializer);
        this.commands = axon.commandBus();
    }

    private <T extends DecidingAggregate<?, ?, ?>> Configuration configure(
            Class<T> aggregateType, EventStorageEngine engine, Serializer serializer) {
        IdentifyingFactory<T> factory = new IdentifyingFactory<>(aggregateType);
        AggregateConfigurer<T> aggregate = AggregateConfigurer.defaultConfiguration(aggregateType)
                .configureAggregateFactory(configuration -> factory)
                .configureCreationPolicyAggregateFactory(configuration -> id -> factory.create(String.valueOf(id)))
                .configureCommandTargetResolver(configuration -> command ->
                        new VersionedAggregateIdentifier((Object) ((Command) command.getPayload()).streamId(), null))
                .configureCache(configuration -> cache)
                .configureSnapshotTrigger(configuration -> new EventCountSnapshotTriggerDefinition(
                        configuration.getComponent(org.axonframework.eventsourcing.Snapshotter.class),
                        EVENTS_PER_SNAPSHOT));
        return DefaultConfigurer.defaultConfiguration(false)
                .configureSerializer(configuration -> serializer)
                .configureEventSerializer(configuration -> serializer)
                .configureMessageSerializer(configuration -> serializer)
                .configureEmbeddedEventStore(configuration -> engine)
                .configureCorrelationDataProviders(configuration -> java.util.List.of(new SimpleCorrelationDataProvider(
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
                        .aggregateFactories(factory)
                        .build())
                .configureAggregate(aggregate)
                .start();
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

    /** Forgets what is cached of a stream, so that it is read from the log again. */
    public void evict(String streamId) {
        cache.remove(streamId);
    }

    /**
     * The state of a stream as of its last event, never an outdated one from the cache.
     *
     * @param state the model's state type
     */
    public <S> Optional<Versioned<S>> stateOf(String streamId, Class<S> state) {
        OptionalLong last = log.lastSequenceOf(streamId);
        if (last.isEmpty()) {
            return Optional.empty();
        }
        Versioned<S> loaded = load(streamId, state);
        if (loaded.version() < last.getAsLong()) {
            evict(streamId);
            loaded = load(streamId, state);
        }
        return Optional.of(loaded);
    }

    private <S> Versioned<S> load(String streamId, Class<S> state) {
        UnitOfWork<?> unit = DefaultUnitOfWork.startAndGet(null);
        return unit.executeWithResult(() -> {
                    Aggregate<? extends DecidingAggregate<?, ?, ?>> aggregate =
                            axon.repository(type).load(streamId);
                    long version = aggregate.version();
                    return aggregate.invoke(root -> new Versioned<>(state.cast(root.state()), version));
                })
                .getPayload();
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
