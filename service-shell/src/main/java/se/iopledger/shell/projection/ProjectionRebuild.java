package se.iopledger.shell.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Builds a projection anew from the log, beside the one that serves, and compares the two at one position; on request it
 * then puts the new one in the place of the old.
 *
 * <p>While it replays, the old one serves and goes on. For the last few events, the comparison and the swap, the old one
 * is written by nobody: readers and commands go on, and the projection takes up again what was stored meanwhile. Safe to
 * call from any instance, and repeatedly.
 */
public final class ProjectionRebuild {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectionRebuild.class);

    /** So near to the one that serves, the rest is replayed while that one waits. */
    private static final long NEAR = 100;

    private final List<Projection> projections;
    private final EventStorageEngine engine;
    private final DataSource sessions;
    private final Serializer serializer;

    /**
     * @param engine reads the service's own log, upcast
     * @param sessions opens a session per call, outside any pool, as the role that the service works as
     * @param serializer reads the projections' tokens
     */
    public ProjectionRebuild(
            List<Projection> projections, EventStorageEngine engine, DataSource sessions, Serializer serializer) {
        this.projections = List.copyOf(projections);
        this.engine = engine;
        this.sessions = sessions;
        this.serializer = serializer;
    }

    /** The names of the service's projections. */
    public List<String> names() {
        return projections.stream().map(Projection::name).toList();
    }

    /** Compares, and changes nothing; empty if there is no such projection. */
    public Optional<Comparison> verify(String name) throws SQLException {
        Optional<Projection> projection = named(name);
        return projection.isEmpty() ? Optional.empty() : Optional.of(rebuild(projection.get(), false));
    }

    /** Compares, and lets the rebuilt one serve from now on; empty if there is no such projection. */
    public Optional<Comparison> rebuild(String name) throws SQLException {
        Optional<Projection> projection = named(name);
        return projection.isEmpty() ? Optional.empty() : Optional.of(rebuild(projection.get(), true));
    }

    private Optional<Projection> named(String name) {
        return projections.stream()
                .filter(projection -> projection.name().equals(name))
                .findFirst();
    }

    private Comparison rebuild(Projection projection, boolean swap) throws SQLException {
        try (Connection session = sessions.getConnection()) {
            prepare(session);
            ShadowTables shadow = ShadowTables.create(session, projection.tables());
            session.setAutoCommit(false);
            long rebuiltTo = -1;
            long serves = position(session, projection);
            while (serves - rebuiltTo > NEAR) {
                replay(projection, session, rebuiltTo, serves);
                session.commit();
                rebuiltTo = serves;
                serves = position(session, projection);
            }
            shadow.holdLive();
            serves = position(session, projection);
            replay(projection, session, rebuiltTo, serves);
            Comparison comparison = compare(projection, session, serves, swap);
            if (swap) {
                shadow.swap();
            }
            session.commit();
            // Without the difference, which is for the operator's eyes: a row may be of any municipality.
            LOG.info(
                    "The projection {} {} what the log gives anew at position {}{}.",
                    comparison.projection(),
                    comparison.equal() ? "equals" : "differs from",
                    comparison.position(),
                    swap ? ", which serves now" : "");
            return comparison;
        }
    }

    private static void prepare(Connection session) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute("SET search_path = service");
            statement.execute("SET TimeZone = 'UTC'");
            // Whoever waits for this lock makes the projection wait too.
            statement.execute("SET lock_timeout = '5s'");
        }
    }

    private static Comparison compare(Projection projection, Connection session, long position, boolean swap)
            throws SQLException {
        TableDigest digests = new TableDigest(session, projection.tables());
        String live = digests.live();
        String rebuilt = digests.rebuilt();
        return new Comparison(
                projection.name(), position, live, rebuilt, live.equals(rebuilt), digests.firstDifference(), swap);
    }

    /** How far the projection that serves has come, whichever instance runs it; -1 before its first event. */
    private long position(Connection session, Projection projection) throws SQLException {
        try (PreparedStatement query = session.prepareStatement(
                "SELECT token, tokentype FROM shell.projection_token WHERE processorname = ? AND segment = 0")) {
            query.setString(1, projection.name());
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? position(row.getBytes(1), row.getString(2)) : -1;
            }
        }
    }

    private long position(byte @Nullable [] token, @Nullable String tokenType) {
        if (token == null || tokenType == null) {
            return -1;
        }
        TrackingToken read = serializer.deserialize(new SimpleSerializedObject<>(token, byte[].class, tokenType, null));
        return read.position()
                .orElseThrow(() -> new IllegalStateException("a projection's token tells no position: " + read));
    }

    private void replay(Projection projection, Connection session, long after, long upTo) {
        JdbcClient tables = JdbcClient.create(new SingleConnectionDataSource(session, true));
        TrackingToken token = after < 0 ? null : new GlobalSequenceTrackingToken(after);
        try (Stream<? extends TrackedEventMessage<?>> messages = engine.readEvents(token, false)) {
            Iterator<? extends TrackedEventMessage<?>> events = messages.iterator();
            while (events.hasNext()) {
                TrackedEventMessage<?> event = events.next();
                long position = event.trackingToken().position().orElseThrow();
                if (position > upTo) {
                    return;
                }
                if (event instanceof DomainEventMessage<?> ofAggregate) {
                    projection.on(RecordedEvent.of(ofAggregate, position), tables);
                }
            }
        }
    }
}
