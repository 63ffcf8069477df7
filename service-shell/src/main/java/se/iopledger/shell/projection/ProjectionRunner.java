package se.iopledger.shell.projection;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.PlatformTransactionManager;
import se.iopledger.eventlog.EventLog;
import se.iopledger.eventlog.axon.LogMessageSource;
import se.iopledger.shell.due.DueRounds;

/** Runs a service's projections on Axon's pooled streaming processors, one segment each: order is the log's. */
public final class ProjectionRunner implements AutoCloseable {
    private static final int EVENTS_PER_TRANSACTION = 500;

    private final List<PooledStreamingEventProcessor> processors;
    private final List<Handler> handlers;
    private final JdbcClient jdbc;
    private final Serializer serializer;
    private final ScheduledExecutorService coordinator;
    private final ScheduledExecutorService workers;

    public ProjectionRunner(
            List<Projection> projections,
            LogMessageSource source,
            DataSource tables,
            PlatformTransactionManager transactionManager,
            Serializer serializer) {
        // One thread reads the log for all of them: on two processors several took as long.
        this.coordinator = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("projection-coordinator").daemon().factory());
        this.workers = Executors.newScheduledThreadPool(
                Math.max(1, projections.size()),
                Thread.ofPlatform().name("projection-", 0).daemon().factory());
        TransactionManager transactions = new SpringTransactions(transactionManager);
        TokenStore tokens = JdbcTokenStore.builder()
                .connectionProvider(new TransactionAwareDataSourceProxy(tables)::getConnection)
                .schema(TokenSchema.builder()
                        .setTokenTable("shell.projection_token")
                        .build())
                .serializer(serializer)
                .build();
        this.jdbc = JdbcClient.create(tables);
        this.serializer = serializer;
        this.handlers = projections.stream()
                .map(projection -> new Handler(projection, jdbc))
                .toList();
        this.processors = handlers.stream()
                .map(handler -> PooledStreamingEventProcessor.builder()
                        .name(handler.name())
                        .eventHandlerInvoker(SimpleEventHandlerInvoker.builder()
                                .eventHandlers(handler)
                                // A projection that fails stops and tries again; it never skips an event.
                                .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                                .build())
                        .errorHandler(PropagatingErrorHandler.instance())
                        .messageSource(source.about(handler::isToldOf))
                        .initialToken(StreamableMessageSource::createTailToken)
                        .initialSegmentCount(1)
                        .tokenStore(tokens)
                        .transactionManager(transactions)
                        .coordinatorExecutor(coordinator)
                        .workerExecutor(workers)
                        .batchSize(EVENTS_PER_TRANSACTION)
                        .build())
                .toList();
    }

    public void start() {
        processors.forEach(PooledStreamingEventProcessor::start);
    }

    /**
     * Whether any projection is in error, with why; empty when all are well. The processor forgets an error as soon as it
     * sets out to try again, so what failed is remembered until it has been taken in, here or by another instance.
     */
    public Map<String, String> failures() {
        Stream<Map.Entry<String, String>> remembered = handlers.stream()
                .flatMap(handler -> Stream.ofNullable(handler.failed)
                        .filter(failed -> stillBefore(handler.name(), failed.upTo()))
                        .map(failed -> Map.entry(handler.name(), failed.why())));
        Stream<Map.Entry<String, String>> standing = processors.stream()
                .flatMap(processor -> processor.processingStatus().values().stream()
                        .filter(EventTrackerStatus::isErrorState)
                        .map(status -> Map.entry(processor.getName(), String.valueOf(status.getError()))));
        return Stream.concat(remembered, standing)
                .collect(
                        Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue, (first, second) -> first));
    }

    private boolean stillBefore(String projection, long position) {
        try {
            return StoredPosition.of(projection, jdbc, serializer) < position;
        } catch (DataAccessException unreachable) {
            // The database may be why it failed: what cannot be asked stands.
            return true;
        }
    }

    /** The lowest position that all projections have taken in; -1 where one has not begun, the head where there is none. */
    public long position(long head) {
        return processors.stream()
                .mapToLong(processor -> processor.processingStatus().values().stream()
                        .mapToLong(status -> status.getCurrentPosition().orElse(-1))
                        .min()
                        .orElse(-1))
                .min()
                .orElse(head);
    }

    /** How much of a log all projections have taken in, whichever instance runs them. */
    public DueRounds.Seen seen(EventLog log) {
        return new DueRounds.Seen() {
            @Override
            public long head() {
                return log.head();
            }

            @Override
            public boolean upTo(long position) {
                return processors.stream()
                        .allMatch(one -> StoredPosition.of(one.getName(), jdbc, serializer) >= position);
            }
        };
    }

    @Override
    public void close() {
        processors.forEach(PooledStreamingEventProcessor::shutDown);
        coordinator.shutdown();
        workers.shutdown();
    }

    /** Axon finds this by its annotation, whatever its visibility. */
    private static final class Handler {
        private final Projection projection;
        private final JdbcClient jdbc;

        /** Set while events cannot be taken in; they are tried one by one then, to tell which one it is. */
        private volatile @Nullable Failed failed;

        /** @param upTo the last position of those that were tried together */
        private record Failed(long upTo, String why) {}

        Handler(Projection projection, JdbcClient jdbc) {
            this.projection = projection;
            this.jdbc = jdbc;
        }

        String name() {
            return projection.name();
        }

        boolean isToldOf(Class<?> event) {
            return RecordedEvent.concerns(projection, event);
        }

        @EventHandler
        @SuppressWarnings("UnusedMethod") // Axon calls it.
        void on(DomainEventMessage<?> event, TrackingToken token) {
            if (isToldOf(event.getPayloadType())) {
                long position = ((GlobalSequenceTrackingToken) token).getGlobalIndex();
                together().add(RecordedEvent.of(event, position));
            }
        }

        /** What one transaction takes in; handed on before it commits with the token. */
        private List<RecordedEvent> together() {
            UnitOfWork<?> unit = CurrentUnitOfWork.get();
            return unit.getOrComputeResource(projection.name(), name -> {
                List<RecordedEvent> events = new ArrayList<>();
                unit.onPrepareCommit(all -> take(events));
                return events;
            });
        }

        private void take(List<RecordedEvent> events) {
            try {
                RowPlans.byIndex(jdbc);
                if (failed == null) {
                    projection.onAll(events, jdbc);
                } else {
                    events.forEach(this::takeOne);
                }
                failed = null;
            } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError broken) {
                failed = new Failed(events.getLast().position(), broken.toString());
                throw broken;
            }
        }

        private void takeOne(RecordedEvent event) {
            try {
                projection.on(event, jdbc);
            } catch (RuntimeException broken) {
                throw new IllegalStateException(
                        projection.name() + " cannot take in the entry at position " + event.position() + " of "
                                + event.streamId() + ": " + broken.getMessage(),
                        broken);
            }
        }
    }
}
