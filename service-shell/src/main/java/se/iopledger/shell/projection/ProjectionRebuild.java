package se.iopledger.shell.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds a projection anew beside the one that serves, from the log or from all that was received, and compares the two
 * where both have taken in the same; on request it then puts the new one in the place of the old.
 *
 * <p>While it replays, the old one serves and goes on. For the last few events, the comparison and the swap, the old one
 * is written by nobody: readers and commands go on, and the projection takes up again what was stored meanwhile. Safe to
 * call from any instance, and repeatedly.
 */
public final class ProjectionRebuild {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectionRebuild.class);

    /** So near to the one that serves, the rest is replayed while that one waits. */
    private static final long NEAR = 100;

    private final List<Rebuildable> rebuildables;
    private final DataSource sessions;

    /** @param sessions opens a session per call, outside any pool, as the role that the service works as */
    ProjectionRebuild(List<Rebuildable> rebuildables, DataSource sessions) {
        this.rebuildables = List.copyOf(rebuildables);
        this.sessions = sessions;
    }

    /** The names of the service's projections. */
    public List<String> names() {
        return rebuildables.stream().map(Rebuildable::name).toList();
    }

    /** Compares, and changes nothing; empty if there is no such projection. */
    public Optional<Comparison> verify(String name) throws SQLException {
        Optional<Rebuildable> projection = named(name);
        return projection.isEmpty() ? Optional.empty() : Optional.of(rebuild(projection.get(), false));
    }

    /** Compares, and lets the rebuilt one serve from now on; empty if there is no such projection. */
    public Optional<Comparison> rebuild(String name) throws SQLException {
        Optional<Rebuildable> projection = named(name);
        return projection.isEmpty() ? Optional.empty() : Optional.of(rebuild(projection.get(), true));
    }

    private Optional<Rebuildable> named(String name) {
        return rebuildables.stream()
                .filter(projection -> projection.name().equals(name))
                .findFirst();
    }

    private Comparison rebuild(Rebuildable projection, boolean swap) throws SQLException {
        try (Connection session = sessions.getConnection()) {
            prepare(session);
            ShadowTables shadow = ShadowTables.create(session, projection.tables());
            session.setAutoCommit(false);
            Rebuildable.Replay replay = projection.begin();
            while (replay.goOn(session, false) > NEAR) {
                session.commit();
            }
            shadow.holdLive();
            replay.goOn(session, true);
            Comparison comparison = compare(projection, session, replay.reached(), swap);
            if (swap) {
                shadow.swap();
            }
            session.commit();
            // Without the difference, which is for the operator's eyes: a row may be of any municipality.
            LOG.info(
                    "The projection {} {} what the log gives anew at {}{}.",
                    comparison.projection(),
                    comparison.equal() ? "equals" : "differs from",
                    comparison.positions(),
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

    private static Comparison compare(
            Rebuildable projection, Connection session, Map<String, Long> positions, boolean swap) throws SQLException {
        TableDigest digests = new TableDigest(session, projection.tables());
        String live = digests.live();
        String rebuilt = digests.rebuilt();
        return new Comparison(
                projection.name(), positions, live, rebuilt, live.equals(rebuilt), digests.firstDifference(), swap);
    }
}
