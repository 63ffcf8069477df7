package se.iopledger.eventlog.axon;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.common.AxonConfigurationException;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.BatchingEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;
import se.iopledger.eventlog.Append;
import se.iopledger.eventlog.AppendResult;
import se.iopledger.eventlog.Entry;
import se.iopledger.eventlog.EntryAttributes;
import se.iopledger.eventlog.EventLog;
import se.iopledger.eventlog.NewEvent;

/**
 * Axon's event storage on the event log. What one call appends is one append, all or nothing, and durable when the call
 * returns.
 *
 * <p>Errors of an append: {@link AggregateStreamCreationException} when a stream that should begin is there already,
 * {@link ConcurrencyException} when a stream has gone on, {@link IdempotencyKeyUsed}, {@link
 * se.iopledger.eventlog.EntryTooLarge}, {@link se.iopledger.eventlog.AppendFailed}, {@link
 * se.iopledger.eventlog.OutcomeUnknown}.
 *
 * <p>A message's time, when read, is the entry's recorded time.
 */
public final class LedgerEventStorageEngine extends BatchingEventStorageEngine {

    private final EventLog log;
    private final EntrySerializer entrySerializer;
    private final SnapshotTable snapshots;
    private final String source;

    private LedgerEventStorageEngine(Builder builder) {
        super(builder);
        this.log = required(builder.log, "The log");
        this.entrySerializer = required(builder.entrySerializer, "The entry serializer");
        this.snapshots = new SnapshotTable(required(builder.snapshotDataSource, "The data source of snapshots"));
        this.source = required(builder.source, "The source");
    }

    private static <T> T required(@Nullable T value, String what) {
        if (value == null) {
            throw new AxonConfigurationException(what + " is missing.");
        }
        return value;
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        if (events.isEmpty()) {
            return;
        }
        List<NewEvent> newEvents = new ArrayList<>(events.size());
        for (EventMessage<?> event : events) {
            newEvents.add(newEvent(event, serializer));
        }
        Append append = new Append(newEvents);
        switch (outcome(append)) {
            case AppendResult.Stored stored -> {}
            case AppendResult.Conflict conflict -> throw conflict(append, conflict);
            case AppendResult.KeyAlreadyUsed used ->
                throw new IdempotencyKeyUsed(used.municipality(), used.actor(), used.key());
        }
    }

    /** Waits, also when interrupted: what is submitted cannot be taken back. */
    private AppendResult outcome(Append append) {
        try {
            return log.append(append).join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                cause.addSuppressed(new EventStoreException("The append was submitted here."));
                throw cause;
            }
            throw new EventStoreException("The append failed.", failure);
        }
    }

    private NewEvent newEvent(EventMessage<?> event, Serializer serializer) {
        SerializedObject<byte[]> payload = event.serializePayload(serializer, byte[].class);
        String type = EventTypes.cloudEventType(payload.getType());
        NewEvent.Builder entry;
        if (event instanceof DomainEventMessage<?> domainEvent) {
            entry = NewEvent.of(
                    source,
                    type,
                    domainEvent.getAggregateIdentifier(),
                    domainEvent.getSequenceNumber(),
                    event.getIdentifier());
            if (domainEvent.getType() != null) {
                entry.with(EntryAttributes.AGGREGATE_TYPE, domainEvent.getType());
            }
        } else {
            // An event of no aggregate is a stream of its own, as in Axon's engines.
            entry = NewEvent.of(source, type, event.getIdentifier(), 0, event.getIdentifier());
        }
        return entry.with(entrySerializer.metadata().attributes(event.getMetaData()))
                .data(payload.getData());
    }

    private static RuntimeException conflict(Append append, AppendResult.Conflict conflict) {
        boolean creates = append.events().stream()
                .anyMatch(event -> event.streamId().equals(conflict.streamId()) && event.streamSequence() == 0);
        String what = "The stream " + conflict.streamId() + " is at " + conflict.lastSequence()
                + ", or an event id is in the log already.";
        return creates ? new AggregateStreamCreationException(what) : new ConcurrencyException(what);
    }

    @Override
    protected List<? extends TrackedEventData<?>> fetchTrackedEvents(@Nullable TrackingToken lastToken, int batchSize) {
        return log.readFrom(positionAfter(lastToken), batchSize).stream()
                .map(EntryEventData::new)
                .toList();
    }

    @Override
    protected List<? extends DomainEventData<?>> fetchDomainEvents(
            String aggregateIdentifier, long firstSequenceNumber, int batchSize) {
        return log.readStream(aggregateIdentifier, firstSequenceNumber, batchSize).stream()
                .map(EntryEventData::new)
                .toList();
    }

    /** The first position that a reader with this token has not seen. */
    static long positionAfter(@Nullable TrackingToken token) {
        return token == null
                ? 0
                : token.position()
                                .orElseThrow(() -> new IllegalArgumentException("Not a token of this log: "
                                        + token.getClass().getName()))
                        + 1;
    }

    /** Entries as messages, upcast. An upcaster may leave some out or make several of one. */
    Stream<TrackedEventMessage<?>> messages(List<Entry> entries) {
        return EventUtils.upcastAndDeserializeTrackedEvents(
                entries.stream().map(EntryEventData::new), getEventSerializer(), upcasterChain);
    }

    @Override
    protected void storeSnapshot(DomainEventMessage<?> snapshot, Serializer serializer) {
        snapshots.store(snapshot, serializer);
    }

    @Override
    protected Stream<? extends DomainEventData<?>> readSnapshotData(String aggregateIdentifier) {
        return snapshots.newest(aggregateIdentifier).stream();
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateIdentifier) {
        OptionalLong last = log.lastSequenceOf(aggregateIdentifier);
        return last.isPresent() ? Optional.of(last.getAsLong()) : Optional.empty();
    }

    /** Null: Axon's token for "from the first event". */
    @Override
    public @Nullable TrackingToken createTailToken() {
        return null;
    }

    @Override
    public @Nullable TrackingToken createHeadToken() {
        return token(log.head());
    }

    /** After which come the events recorded at that time or later. */
    @Override
    public @Nullable TrackingToken createTokenAt(Instant dateTime) {
        // Recorded times are whole microseconds: the last before a time is the last at or before one microsecond less.
        Instant whole = dateTime.truncatedTo(ChronoUnit.MICROS);
        return token(log.positionAt(whole.equals(dateTime) ? whole.minus(1, ChronoUnit.MICROS) : whole));
    }

    private static @Nullable TrackingToken token(long position) {
        return position < 0 ? null : new GlobalSequenceTrackingToken(position);
    }

    /** As Axon's builders: call in any order, then {@link #build}. */
    public static final class Builder extends BatchingEventStorageEngine.Builder {

        private @Nullable EventLog log;
        private @Nullable EntrySerializer entrySerializer;
        private @Nullable DataSource snapshotDataSource;
        private @Nullable String source;

        private Builder() {}

        /** The log that holds the events. */
        public Builder log(EventLog log) {
            this.log = log;
            return this;
        }

        /** Where snapshots are kept: the log's own database. */
        public Builder snapshotDataSource(DataSource snapshotDataSource) {
            this.snapshotDataSource = snapshotDataSource;
            return this;
        }

        /** The CloudEvents source of every entry, such as {@code /agreement-service}. */
        public Builder source(String source) {
            this.source = source;
            return this;
        }

        /** Writes and reads events and, unless {@link #snapshotSerializer} says otherwise, snapshots. */
        public Builder serializer(EntrySerializer serializer) {
            this.entrySerializer = serializer;
            super.eventSerializer(serializer);
            super.snapshotSerializer(serializer);
            return this;
        }

        @Override
        public Builder upcasterChain(EventUpcaster upcasterChain) {
            super.upcasterChain(upcasterChain);
            return this;
        }

        @Override
        public Builder snapshotFilter(SnapshotFilter snapshotFilter) {
            super.snapshotFilter(snapshotFilter);
            return this;
        }

        @Override
        public Builder snapshotSerializer(Serializer snapshotSerializer) {
            super.snapshotSerializer(snapshotSerializer);
            return this;
        }

        @Override
        public Builder batchSize(int batchSize) {
            super.batchSize(batchSize);
            return this;
        }

        /**
         * @throws AxonConfigurationException if log, data source, source or serializer is missing
         */
        public LedgerEventStorageEngine build() {
            return new LedgerEventStorageEngine(this);
        }
    }
}
