package se.iopledger.eventlog.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.UnknownSerializedType;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import se.iopledger.eventlog.Append;
import se.iopledger.eventlog.Entry;
import se.iopledger.eventlog.EntryAttributes;
import se.iopledger.eventlog.EntryTooLarge;
import se.iopledger.eventlog.MalformedEntry;
import se.iopledger.eventlog.NewEvent;
import se.iopledger.eventlog.PostgresEventLog;
import se.iopledger.eventlog.testing.TestLog;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class LedgerEventStorageEngineTest {

    private static final EventTypes TYPES = EventTypes.builder()
            .add("se.iopledger.test.opened", 2, Account.OpenedV2.class)
            .add("se.iopledger.test.paid", 1, Account.Paid.class)
            .build();
    private static final Account OPENED = new Account.OpenedV2("A", "SEK", LocalDate.of(2021, 12, 20));

    private final TestLog opened = new TestLog("engine");
    private final PostgresEventLog log = opened.log();
    private final HikariDataSource pool = opened.pool();
    private final EntrySerializer serializer =
            new EntrySerializer(TYPES, JsonMapper.builder().build());
    private final LedgerEventStorageEngine engine = engine(NoOpEventUpcaster.INSTANCE);

    private LedgerEventStorageEngine engine(EventUpcaster upcasters) {
        return LedgerEventStorageEngine.builder()
                .log(log)
                .snapshotDataSource(pool)
                .source("/test-service")
                .serializer(serializer)
                .upcasterChain(upcasters)
                .batchSize(10)
                .build();
    }

    @AfterEach
    void close() {
        opened.close();
    }

    @Test
    void an_event_is_read_as_it_was_written() {
        MetaData metaData = MetaData.from(Map.of(
                EntryMetadata.MUNICIPALITY,
                "0380",
                EntryMetadata.ACTOR,
                "actor-1",
                EntryMetadata.EFFECTIVE,
                "2021-12-20",
                EntryMetadata.IDEMPOTENCY_KEY,
                "key-1",
                "traceId",
                "t-1",
                "attempt",
                3));
        DomainEventMessage<?> written = new GenericDomainEventMessage<>("Account", "A", 0, OPENED, metaData);
        engine.appendEvents(written);

        DomainEventMessage<?> read = engine.readEvents("A").next();
        assertThat(read.getPayload()).isEqualTo(OPENED);
        assertThat(read.getMetaData()).isEqualTo(metaData);
        assertThat(read.getIdentifier()).isEqualTo(written.getIdentifier());
        assertThat(read.getType()).isEqualTo("Account");
        assertThat(read.getSequenceNumber()).isZero();

        Entry entry = log.readFrom(0, 1).getFirst();
        assertThat(entry.type()).isEqualTo("se.iopledger.test.opened.v2");
        assertThat(entry.attribute("idempotencykey")).contains("key-1");
        assertThat(entry.attribute("othermetadata")).contains("{\"attempt\":3,\"traceId\":\"t-1\"}");
        assertThat(new String(entry.data(), StandardCharsets.UTF_8))
                .isEqualTo("{\"account\":\"A\",\"currency\":\"SEK\",\"on\":\"2021-12-20\"}");
        assertThat(read.getTimestamp()).isEqualTo(entry.recordedTime());
    }

    @Test
    void a_class_that_is_not_registered_goes_by_its_name() {
        engine.appendEvents(event("A", 0, new Account.Noted("text")), event("A", 1, "only a text"));
        assertThat(engine.readEvents("A").asStream().map(DomainEventMessage::getPayload))
                .isEqualTo(List.of(new Account.Noted("text"), "only a text"));
    }

    @Test
    void an_event_of_no_aggregate_is_stored_too() {
        EventMessage<?> event = new GenericEventMessage<>(OPENED);
        engine.appendEvents(List.of(event));
        TrackedEventMessage<?> read = engine.readEvents(null, false).findFirst().orElseThrow();
        assertThat(read.getIdentifier()).isEqualTo(event.getIdentifier());
        assertThat(read.getPayload()).isEqualTo(OPENED);
    }

    @Test
    void a_type_that_nobody_knows_is_passed_on_as_unknown() {
        NewEvent later = NewEvent.of("/test-service", "se.iopledger.test.closed.v7", "A", 0, "id-1")
                .with(EntryAttributes.AGGREGATE_TYPE, "Account")
                .data("{\"why\":1}".getBytes(StandardCharsets.UTF_8));
        log.append(new Append(List.of(later))).join();
        assertThat(engine.readEvents("A").next().getPayloadType()).isEqualTo(UnknownSerializedType.class);
    }

    @Test
    void a_stream_that_begins_twice_and_one_that_has_gone_on_are_told_apart() {
        engine.appendEvents(event("A", 0, OPENED), event("A", 1, OPENED));
        assertThatThrownBy(() -> engine.appendEvents(event("A", 0, OPENED)))
                .isInstanceOf(AggregateStreamCreationException.class);
        assertThatThrownBy(() -> engine.appendEvents(event("A", 1, OPENED)))
                .isInstanceOf(ConcurrencyException.class)
                .isNotInstanceOf(AggregateStreamCreationException.class);
        assertThat(engine.lastSequenceNumberFor("A")).contains(1L);
        assertThat(engine.lastSequenceNumberFor("B")).isEmpty();
    }

    @Test
    void a_key_used_before_is_no_conflict_to_be_retried() {
        MetaData key = MetaData.from(Map.of("municipality", "0380", "actor", "actor-1", "idempotencykey", "key-1"));
        engine.appendEvents(new GenericDomainEventMessage<>("Account", "A", 0, OPENED, key));
        assertThatThrownBy(() -> engine.appendEvents(new GenericDomainEventMessage<>("Account", "B", 0, OPENED, key)))
                .isInstanceOfSatisfying(
                        IdempotencyKeyUsed.class, used -> assertThat(used.key()).isEqualTo("key-1"));
    }

    @Test
    void an_event_that_is_too_large_is_refused() {
        assertThatThrownBy(() -> engine.appendEvents(event("A", 0, "x".repeat(70_000))))
                .isInstanceOf(EntryTooLarge.class);
    }

    @Test
    void tokens_are_positions() {
        assertThat(engine.createHeadToken()).isNull();
        assertThat(engine.createTailToken()).isNull();
        engine.appendEvents(event("A", 0, OPENED));
        engine.appendEvents(event("B", 0, OPENED), event("B", 1, OPENED));

        assertThat(engine.createHeadToken()).isEqualTo(new GlobalSequenceTrackingToken(2));
        assertThat(engine.readEvents(null, false).map(TrackedEventMessage::trackingToken))
                .containsExactly(token(0), token(1), token(2));
        assertThat(engine.readEvents(token(0), false)
                        .map(message -> ((DomainEventMessage<?>) message).getAggregateIdentifier()))
                .containsExactly("B", "B");

        Instant second = log.readFrom(1, 1).getFirst().recordedTime();
        assertThat(engine.createTokenAt(second)).isEqualTo(token(0));
        assertThat(engine.createTokenAt(second.plusNanos(1))).isEqualTo(token(2));
        assertThat(engine.createTokenAt(second.minus(1, ChronoUnit.DAYS))).isNull();
        assertThat(engine.createTokenAt(second.plus(1, ChronoUnit.DAYS))).isEqualTo(token(2));
    }

    @Test
    void a_stream_longer_than_a_page_is_read_whole() {
        engine.appendEvents(LongStream.range(0, 35)
                .mapToObj(sequence -> event("A", sequence, new Account.Paid(BigDecimal.valueOf(sequence, 2))))
                .toList());
        assertThat(engine.readEvents("A", 5).asStream().map(DomainEventMessage::getSequenceNumber))
                .isEqualTo(LongStream.range(5, 35).boxed().toList());
        assertThat(engine.readEvents(token(9), false)).hasSize(25);
    }

    @Test
    void an_older_version_is_lifted_when_read_and_stays_as_it_was_stored() {
        log.append(new Append(List.of(openedAsVersionOne()))).join();

        LedgerEventStorageEngine upcasting = engine(new OpenedGetsACurrency());
        assertThat(upcasting.readEvents("A").next().getPayload()).isEqualTo(OPENED);
        assertThat(upcasting.readEvents(null, false).findFirst().orElseThrow().getPayload())
                .isEqualTo(OPENED);
        assertThat(log.readFrom(0, 1).getFirst().type()).isEqualTo("se.iopledger.test.opened.v1");
    }

    @Test
    void the_newest_snapshot_is_read_and_an_older_one_never_replaces_it() {
        engine.storeSnapshot(event("A", 5, OPENED));
        engine.storeSnapshot(event("A", 3, new Account.Noted("older")));
        assertThat(engine.readSnapshot("A")).hasValueSatisfying(snapshot -> {
            assertThat(snapshot.getSequenceNumber()).isEqualTo(5);
            assertThat(snapshot.getPayload()).isEqualTo(OPENED);
        });
        engine.storeSnapshot(event("A", 7, new Account.Noted("newer")));
        assertThat(engine.readSnapshot("A"))
                .map(DomainEventMessage::getSequenceNumber)
                .contains(7L);
        assertThat(engine.readSnapshot("B")).isEmpty();
    }

    @Test
    void a_stream_that_was_read_ahead_is_taken_from_there_once() {
        engine.appendEvents(event("A", 0, OPENED));
        engine.appendEvents(event("B", 0, OPENED));
        engine.readingAhead(List.of("A", "B", "C"), () -> {
            engine.appendEvents(event("A", 1, new Account.Noted("while A was read ahead")));
            assertThat(sequences("A")).containsExactly(0L);
            assertThat(sequences("A")).containsExactly(0L, 1L);
            assertThat(sequences("B")).containsExactly(0L);
            assertThat(sequences("C")).isEmpty();
        });
        assertThat(sequences("A")).containsExactly(0L, 1L);
    }

    @Test
    void what_is_read_ahead_is_read_ahead_for_its_own_thread_alone() throws Exception {
        engine.appendEvents(event("A", 0, OPENED));
        engine.appendEvents(event("B", 0, OPENED));
        List<Long> elsewhere = new ArrayList<>();
        engine.readingAhead(List.of("A", "B"), () -> {
            engine.appendEvents(event("A", 1, new Account.Noted("while A was read ahead")));
            Thread other = Thread.ofPlatform().start(() -> elsewhere.addAll(sequences("A")));
            try {
                other.join();
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        });
        assertThat(elsewhere).containsExactly(0L, 1L);
    }

    @Test
    void a_stream_that_has_a_snapshot_is_not_read_ahead() {
        engine.appendEvents(event("A", 0, OPENED), event("A", 1, new Account.Noted("second")));
        engine.appendEvents(event("B", 0, OPENED));
        engine.storeSnapshot(event("A", 0, OPENED));
        engine.readingAhead(List.of("A", "B"), () -> {
            assertThat(engine.readSnapshot("A")).isPresent();
            assertThat(engine.readEvents("A", 1).asStream().map(DomainEventMessage::getSequenceNumber))
                    .containsExactly(1L);
        });
    }

    @Test
    void a_stream_of_several_batches_is_read_ahead_whole() {
        append("A", 25);
        append("B", 10);
        engine.readingAhead(List.of("A", "B"), () -> {
            assertThat(sequences("A")).isEqualTo(LongStream.range(0, 25).boxed().toList());
            assertThat(sequences("B")).isEqualTo(LongStream.range(0, 10).boxed().toList());
        });
    }

    @Test
    void a_stream_that_cannot_be_read_keeps_none_of_those_beside_it_from_being_read() throws Exception {
        engine.appendEvents(event("A", 0, OPENED));
        engine.appendEvents(event("B", 0, OPENED));
        opened.database()
                .asSuperuser("UPDATE eventlog.entry SET entry = convert_to('{}', 'UTF8') WHERE stream_id = 'A'");
        engine.readingAhead(List.of("A", "B"), () -> {
            assertThat(sequences("B")).containsExactly(0L);
            assertThatThrownBy(() -> sequences("A")).isInstanceOf(MalformedEntry.class);
        });
    }

    private void append(String streamId, int events) {
        for (int sequence = 0; sequence < events; sequence++) {
            engine.appendEvents(event(streamId, sequence, OPENED));
        }
    }

    private List<Long> sequences(String streamId) {
        return engine.readEvents(streamId)
                .asStream()
                .<Long>map(DomainEventMessage::getSequenceNumber)
                .toList();
    }

    @Test
    void a_snapshot_that_cannot_be_read_is_replaced_by_replaying() throws Exception {
        engine.appendEvents(event("A", 0, OPENED), event("A", 1, new Account.Noted("second")));
        engine.storeSnapshot(event("A", 0, OPENED));
        opened.database().asApp("UPDATE eventlog.snapshot SET payload = convert_to('{\"unknown\":1}', 'UTF8')");
        EmbeddedEventStore store =
                EmbeddedEventStore.builder().storageEngine(engine).build();
        try {
            assertThat(store.readEvents("A").asStream().map(DomainEventMessage::getSequenceNumber))
                    .isEqualTo(List.of(0L, 1L));
        } finally {
            store.shutDown();
        }
    }

    @Test
    void a_snapshot_of_another_revision_is_left_alone() {
        LedgerEventStorageEngine filtering = LedgerEventStorageEngine.builder()
                .log(log)
                .snapshotDataSource(pool)
                .source("/test-service")
                .serializer(serializer)
                .snapshotFilter(
                        snapshot -> "2".equals(snapshot.getPayload().getType().getRevision()))
                .build();
        filtering.storeSnapshot(event("A", 5, new Account.Paid(BigDecimal.ONE)));
        assertThat(filtering.readSnapshot("A")).isEmpty();
        filtering.storeSnapshot(event("A", 5, OPENED));
        assertThat(filtering.readSnapshot("A")).isPresent();
    }

    @Test
    void the_message_source_wakes_a_reader_that_waits() throws Exception {
        LogMessageSource source = new LogMessageSource(log, engine);
        AtomicInteger calls = new AtomicInteger();
        try (BlockingStream<TrackedEventMessage<?>> stream = source.openStream(null)) {
            assertThat(stream.setOnAvailableCallback(calls::incrementAndGet)).isTrue();
            assertThat(stream.hasNextAvailable()).isFalse();
            engine.appendEvents(event("A", 0, OPENED));
            assertThat(stream.hasNextAvailable(20, TimeUnit.SECONDS)).isTrue();
            assertThat(stream.peek()).isPresent();
            assertThat(stream.nextAvailable().getPayload()).isEqualTo(OPENED);
            assertThat(stream.hasNextAvailable()).isFalse();
            assertThat(calls).hasPositiveValue();
        }
    }

    @Test
    void the_message_source_reads_on_from_a_token_and_over_pages() throws Exception {
        for (int append = 0; append < 12; append++) {
            long first = append * 100L;
            engine.appendEvents(LongStream.range(first, first + 100)
                    .mapToObj(sequence -> event("A", sequence, new Account.Noted("n")))
                    .toList());
        }
        try (BlockingStream<TrackedEventMessage<?>> stream = new LogMessageSource(log, engine).openStream(token(9))) {
            for (long position = 10; position < 1200; position++) {
                assertThat(stream.nextAvailable().trackingToken()).isEqualTo(token(position));
            }
            assertThat(stream.hasNextAvailable()).isFalse();
        }
    }

    @Test
    void the_message_source_passes_over_what_its_reader_is_not_about_and_gets_on() throws Exception {
        Account paid = new Account.Paid(BigDecimal.ONE);
        for (int append = 0; append < 12; append++) {
            long first = append * 100L;
            engine.appendEvents(LongStream.range(first, first + 100)
                    .mapToObj(sequence -> event("A", sequence, paid))
                    .toList());
        }
        engine.appendEvents(event("A", 1200, OPENED), event("A", 1201, new Account.Noted("n")), event("A", 1202, paid));
        LogMessageSource about = new LogMessageSource(log, engine).about(Account.OpenedV2.class::isAssignableFrom);
        List<TrackingToken> seen = new ArrayList<>();
        try (BlockingStream<TrackedEventMessage<?>> stream = about.openStream(token(9))) {
            while (stream.hasNextAvailable()) {
                seen.add(stream.nextAvailable().trackingToken());
            }
        }
        assertThat(seen)
                .as(
                        "the last of each page of 500, the one it is about, one of a class that is not registered, the last")
                .containsExactly(token(509), token(1009), token(1200), token(1201), token(1202));
    }

    @Test
    void an_event_that_cannot_be_read_is_handed_out_and_those_beside_it_too() throws Exception {
        Account paid = new Account.Paid(BigDecimal.ONE);
        engine.appendEvents(event("A", 0, paid));
        log.append(new Append(List.of(NewEvent.of("/test-service", "se.iopledger.test.paid.v1", "B", 0, "unreadable")
                        .with(EntryAttributes.AGGREGATE_TYPE, "Account")
                        .data("[]".getBytes(StandardCharsets.UTF_8)))))
                .join();
        engine.appendEvents(event("A", 1, paid));
        try (BlockingStream<TrackedEventMessage<?>> stream = new LogMessageSource(log, engine).openStream(null)) {
            assertThat(stream.nextAvailable().getPayload()).isEqualTo(paid);
            TrackedEventMessage<?> unreadable = stream.nextAvailable();
            assertThat(unreadable.getIdentifier()).isEqualTo("unreadable");
            assertThatThrownBy(unreadable::getPayload).isInstanceOf(SerializationException.class);
            assertThat(stream.nextAvailable().getPayload()).isEqualTo(paid);
        }
    }

    @Test
    void the_message_source_passes_over_no_version_that_only_an_upcaster_reads() throws Exception {
        log.append(new Append(List.of(openedAsVersionOne()))).join();
        engine.appendEvents(event("A", 1, new Account.Paid(BigDecimal.ONE)));
        LogMessageSource about = new LogMessageSource(log, engine(new OpenedGetsACurrency()))
                .about(Account.OpenedV2.class::isAssignableFrom);
        try (BlockingStream<TrackedEventMessage<?>> stream = about.openStream(null)) {
            assertThat(stream.nextAvailable().getPayload()).isEqualTo(OPENED);
        }
    }

    private static NewEvent openedAsVersionOne() {
        return NewEvent.of("/test-service", "se.iopledger.test.opened.v1", "A", 0, "id-1")
                .with(EntryAttributes.AGGREGATE_TYPE, "Account")
                .data("{\"account\":\"A\",\"on\":\"2021-12-20\"}".getBytes(StandardCharsets.UTF_8));
    }

    private static GlobalSequenceTrackingToken token(long position) {
        return new GlobalSequenceTrackingToken(position);
    }

    private static DomainEventMessage<?> event(String stream, long sequence, Object payload) {
        return new GenericDomainEventMessage<>("Account", stream, sequence, payload);
    }

    private static final class OpenedGetsACurrency extends SingleEventUpcaster {

        private static final String NAME = "se.iopledger.test.opened";

        @Override
        protected boolean canUpcast(IntermediateEventRepresentation event) {
            return event.getType().equals(new SimpleSerializedType(NAME, "1"));
        }

        @Override
        protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
            return event.upcastPayload(new SimpleSerializedType(NAME, "2"), ObjectNode.class, data -> {
                data.put("currency", "SEK");
                return data;
            });
        }
    }
}
