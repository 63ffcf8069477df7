package se.iopledger.eventlog.axon;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.common.AxonConfigurationException;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

    /** Longer histories have snapshots, or are read by themselves. */
    private static final int MOST_ENTRIES_AHEAD = 400;

    private static final Logger LOG = LoggerFactory.getLogger(LedgerEventStorageEngine.class);

    private final EventLog log;
    private final EntrySerializer entrySerializer;
    private final Snapshots snapshots;
    private final String source;

    /** Whole streams that were read for whoever loads them next on the same thread. */
    private final ScopedValue<Map<String, List<Entry>>> ahead = ScopedValue.newInstance();

    private LedgerEventStorageEngine(Builder builder) {
        super(builder);
        this.log = required(builder.log, "The log");
        this.entrySerializer = required(builder.entrySerializer, "The entry serializer");
        this.snapshots = required(builder.snapshots, "Where snapshots are kept");
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
        refuseConflictsAmong(newEvents, events);
        switch (outcome(new Append(newEvents))) {
            case AppendResult.Stored stored -> {}
            case AppendResult.Conflict conflict ->
                refuse(
                        "The stream " + conflict.streamId() + " is at " + conflict.lastSequence()
                                + ", or an event id is in the log already.",
                        firstOf(conflict.streamId(), newEvents, events));
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

    /** Two events of one append that claim the same id or the same place in a stream conflict with each other. */
    private void refuseConflictsAmong(List<NewEvent> newEvents, List<? extends EventMessage<?>> events) {
        Set<Object> claimed = new HashSet<>();
        for (int index = 0; index < newEvents.size(); index++) {
            NewEvent event = newEvents.get(index);
            boolean free = claimed.add(event.eventId());
            free &= claimed.add(new Place(event.streamId(), event.streamSequence()));
            if (!free) {
                refuse("An append holds the event " + event.eventId() + " or its place twice.", events.get(index));
            }
        }
    }

    private static EventMessage<?> firstOf(
            String streamId, List<NewEvent> newEvents, List<? extends EventMessage<?>> events) {
        for (int index = 0; index < newEvents.size(); index++) {
            if (newEvents.get(index).streamId().equals(streamId)) {
                return events.get(index);
            }
        }
        return events.getFirst();
    }

    /** Throws what Axon wants, as its own engines do: by the resolver's word and by whether the event begins a stream. */
    private void refuse(String what, EventMessage<?> event) {
        handlePersistenceException(new StreamConflict(what), event);
    }

    private record Place(String streamId, long sequence) {}

    @Override
    protected List<? extends TrackedEventData<?>> fetchTrackedEvents(@Nullable TrackingToken lastToken, int batchSize) {
        return log.readFrom(positionAfter(lastToken), batchSize).stream()
                .map(EntryEventData::tracked)
                .toList();
    }

    /**
     * Reads streams together, those that have no snapshot, and does the work, which loads them one by one on this thread.
     * Each is taken from there once, and read from the log if it is loaded again. What is loaded may be outdated by then,
     * as from a cache: an append meets a conflict, and a decision that appends nothing has to be confirmed.
     */
    public void readingAhead(Collection<String> streamIds, Runnable work) {
        ScopedValue.where(ahead, readTogether(streamIds)).run(work);
    }

    private Map<String, List<Entry>> readTogether(Collection<String> streamIds) {
        Map<String, List<Entry>> read = new HashMap<>();
        if (streamIds.size() > 1) {
            try {
                Set<String> fromSnapshots = snapshots.among(streamIds);
                List<String> whole = streamIds.stream()
                        .filter(streamId -> !fromSnapshots.contains(streamId))
                        .toList();
                if (whole.size() > 1) {
                    read.putAll(log.readStreams(whole, MOST_ENTRIES_AHEAD));
                }
            } catch (RuntimeException unreadable) {
                // Each is read by itself then, so that only the one that cannot be read fails, and is named.
                LOG.warn("Streams cannot be read together and are read one by one.", unreadable);
            }
        }
        return read;
    }

    /** The whole stream, if it was read ahead and not loaded yet. */
    private Optional<List<Entry>> takeAhead(String streamId) {
        return ahead.isBound() ? Optional.ofNullable(ahead.get().remove(streamId)) : Optional.empty();
    }

    @Override
    protected List<? extends DomainEventData<?>> fetchDomainEvents(
            String aggregateIdentifier, long firstSequenceNumber, int batchSize) {
        Optional<List<Entry>> whole = firstSequenceNumber == 0 ? takeAhead(aggregateIdentifier) : Optional.empty();
        return whole.orElseGet(() -> log.readStream(aggregateIdentifier, firstSequenceNumber, batchSize)).stream()
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
                entries.stream().map(EntryEventData::tracked), getEventSerializer(), upcasterChain);
    }

    /** The entries' types whose events are read as classes of this kind. */
    Set<String> typesOf(Predicate<Class<?>> kind) {
        return entrySerializer.types().ofClasses(kind);
    }

    @Override
    protected void storeSnapshot(DomainEventMessage<?> snapshot, Serializer serializer) {
        snapshots.store(snapshot, serializer);
    }

    @Override
    protected Stream<? extends DomainEventData<?>> readSnapshotData(String aggregateIdentifier) {
        boolean isAhead = ahead.isBound() && ahead.get().containsKey(aggregateIdentifier);
        return isAhead ? Stream.empty() : snapshots.newest(aggregateIdentifier).stream();
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
        private @Nullable Snapshots snapshots;
        private @Nullable String source;

        private Builder() {
            super.persistenceExceptionResolver(StreamConflict.class::isInstance);
        }

        /** The log that holds the events. */
        public Builder log(EventLog log) {
            this.log = log;
            return this;
        }

        /** Where snapshots are kept: the log's own database. */
        public Builder snapshotDataSource(DataSource snapshotDataSource) {
            this.snapshots = new SnapshotTable(snapshotDataSource);
            return this;
        }

        /** Keeps snapshots in memory, beside a log in memory. */
        public Builder snapshotsInMemory() {
            this.snapshots = new SnapshotsInMemory();
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

        /** Tells a conflict from a failure; the default knows the log's own verdicts. */
        @Override
        public Builder persistenceExceptionResolver(PersistenceExceptionResolver persistenceExceptionResolver) {
            super.persistenceExceptionResolver(persistenceExceptionResolver);
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
         * @throws AxonConfigurationException if log, place of snapshots, source or serializer is missing
         */
        public LedgerEventStorageEngine build() {
            return new LedgerEventStorageEngine(this);
        }
    }
}
