package se.iopledger.shell.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A projection, rebuilt from the service's own log.
 *
 * @param source of the log's entries, as {@code /agreement-service}
 * @param engine reads the log, upcast
 * @param serializer reads the projection's token
 */
record OfOwnLog(Projection projection, String source, EventStorageEngine engine, Serializer serializer)
        implements Rebuildable {
    private static final int EVENTS_AT_ONCE = 500;

    @Override
    public String name() {
        return projection.name();
    }

    @Override
    public List<String> tables() {
        return projection.tables();
    }

    @Override
    public Replay begin() {
        return new LogReplay();
    }

    private final class LogReplay implements Replay {
        private long reached = -1;

        @Override
        public long goOn(Connection session, boolean last) throws SQLException {
            long before = reached;
            reached = serves(session);
            replay(session, before, reached);
            return reached - before;
        }

        @Override
        public Map<String, Long> reached() {
            return Map.of(source, reached);
        }
    }

    /** How far the projection that serves has come, whichever instance runs it; -1 before its first event. */
    private long serves(Connection session) {
        return StoredPosition.of(
                projection.name(), JdbcClient.create(new SingleConnectionDataSource(session, true)), serializer);
    }

    private void replay(Connection session, long after, long upTo) {
        JdbcClient tables = JdbcClient.create(new SingleConnectionDataSource(session, true));
        RowPlans.byIndex(tables);
        TrackingToken token = after < 0 ? null : new GlobalSequenceTrackingToken(after);
        try (Stream<? extends TrackedEventMessage<?>> messages = engine.readEvents(token, false)) {
            Iterator<? extends TrackedEventMessage<?>> events = messages.iterator();
            List<RecordedEvent> together = new ArrayList<>();
            while (events.hasNext()) {
                TrackedEventMessage<?> event = events.next();
                long position = event.trackingToken().position().orElseThrow();
                if (position > upTo) {
                    break;
                }
                if (event instanceof DomainEventMessage<?> ofAggregate
                        && RecordedEvent.concerns(projection, event.getPayloadType())) {
                    together.add(RecordedEvent.of(ofAggregate, position));
                }
                if (together.size() == EVENTS_AT_ONCE) {
                    projection.onAll(together, tables);
                    together = new ArrayList<>();
                }
            }
            projection.onAll(together, tables);
        }
    }
}
