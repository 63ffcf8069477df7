package se.iopledger.eventlog.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.axonframework.eventsourcing.utils.EventStoreTestUtils.AGGREGATE;
import static org.axonframework.eventsourcing.utils.EventStoreTestUtils.createEvent;
import static org.axonframework.eventsourcing.utils.EventStoreTestUtils.createEvents;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.UnaryOperator;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.BatchingEventStorageEngineTest;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.iopledger.eventlog.EventLog;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tests that Axon publishes for storage engines, unchanged but for those overridden here. The overridden ones store
 * events with times of their own in streams that begin at 1 or 2; in this log streams are dense from 0, and what counts
 * is the time of recording. Each override shows what holds instead (ADR 0026).
 */
abstract class AxonEngineConformance
        extends BatchingEventStorageEngineTest<LedgerEventStorageEngine, LedgerEventStorageEngine.Builder> {

    private LedgerEventStorageEngine engine;

    @BeforeEach
    void openEngine() {
        engine = createEngine();
        setTestSubject(engine);
    }

    /** A log that is empty before each test. */
    abstract EventLog log();

    /** Says where snapshots are kept. */
    abstract LedgerEventStorageEngine.Builder withSnapshots(LedgerEventStorageEngine.Builder builder);

    @Override
    protected LedgerEventStorageEngine createEngine(UnaryOperator<LedgerEventStorageEngine.Builder> customization) {
        return customization.apply(builder(log(), this::withSnapshots)).build();
    }

    static LedgerEventStorageEngine.Builder builder(
            EventLog log, UnaryOperator<LedgerEventStorageEngine.Builder> withSnapshots) {
        return withSnapshots
                .apply(LedgerEventStorageEngine.builder().log(log))
                .source("/test-service")
                .serializer(new EntrySerializer(
                        EventTypes.builder().build(), JsonMapper.builder().build()));
    }

    @Test
    @Override
    public void createTailToken() {
        List<DomainEventMessage<?>> events = createEvents(3);
        engine.appendEvents(events);
        assertReadsOn(engine.createTailToken(), events);
    }

    @Test
    @Override
    public void createHeadToken() {
        engine.appendEvents(createEvents(3));
        assertReadsOn(engine.createHeadToken(), List.of());
    }

    @Test
    @Override
    public void createTokenAt() {
        List<DomainEventMessage<?>> events = createEvents(3);
        engine.appendEvents(events.getFirst());
        Instant between = recordedTimeOf(0).plus(1, ChronoUnit.MICROS);
        appendLaterThan(between, events.subList(1, 3));
        assertReadsOn(engine.createTokenAt(between), events.subList(1, 3));
    }

    @Test
    @Override
    public void createTokenAtExactTime() {
        List<DomainEventMessage<?>> events = createEvents(3);
        engine.appendEvents(events.getFirst());
        appendLaterThan(recordedTimeOf(0), events.subList(1, 3));
        assertReadsOn(engine.createTokenAt(recordedTimeOf(0)), events);
        assertReadsOn(engine.createTokenAt(recordedTimeOf(1)), events.subList(1, 3));
    }

    /** Events cannot be unordered: whatever times they bring, they are recorded in the order of their positions. */
    @Test
    @Override
    public void createTokenWithUnorderedEvents() {
        DomainEventMessage<?> late = eventAt(0, "2007-12-03T10:15:50.00Z");
        DomainEventMessage<?> early = eventAt(1, "2007-12-03T10:15:30.00Z");
        engine.appendEvents(late);
        appendLaterThan(recordedTimeOf(0), List.of(early));
        assertReadsOn(engine.createTokenAt(Instant.parse("2007-12-03T10:15:45.00Z")), List.of(late, early));
        assertReadsOn(engine.createTokenAt(recordedTimeOf(1)), List.of(early));
    }

    @Test
    @Override
    public void createTokenAtTimeAfterLastEvent() {
        engine.appendEvents(createEvents(3));
        assertReadsOn(engine.createTokenAt(recordedTimeOf(2).plusSeconds(1)), List.of());
    }

    @Test
    @Override
    public void createTokenAtTimeBeforeFirstEvent() {
        List<DomainEventMessage<?>> events = createEvents(3);
        engine.appendEvents(events);
        assertReadsOn(engine.createTokenAt(recordedTimeOf(0).minusSeconds(1)), events);
    }

    /** Why the published forms of the cases above cannot hold. */
    @Test
    void a_stream_that_does_not_begin_at_0_is_refused() {
        assertThatThrownBy(() -> engine.appendEvents(createEvent(1))).isInstanceOf(ConcurrencyException.class);
        assertThat(log().head()).isEqualTo(-1);
    }

    private static DomainEventMessage<?> eventAt(long sequence, String time) {
        return new GenericDomainEventMessage<>(
                "type",
                AGGREGATE,
                sequence,
                "payload",
                MetaData.emptyInstance(),
                "event-" + sequence,
                Instant.parse(time));
    }

    private Instant recordedTimeOf(long position) {
        return log().readFrom(position, 1).getFirst().recordedTime();
    }

    /** Recorded times may be equal; what is asserted needs them to differ. */
    private void appendLaterThan(Instant time, List<? extends DomainEventMessage<?>> events) {
        while (!Instant.now().isAfter(time.plus(1, ChronoUnit.MICROS))) {
            Thread.onSpinWait();
        }
        engine.appendEvents(events);
    }

    private void assertReadsOn(@Nullable TrackingToken token, List<? extends EventMessage<?>> expected) {
        assertThat(engine.readEvents(token, false).map(EventMessage::getIdentifier))
                .containsExactlyElementsOf(
                        expected.stream().map(EventMessage::getIdentifier).toList());
    }
}
