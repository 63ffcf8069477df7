package se.iopledger.eventlog.inbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import se.iopledger.eventlog.Entry;
import se.iopledger.eventlog.testing.TestDatabase;

/** A handler that writes one row per entry, and fails or waits when told to. */
final class Notes implements InboxHandler {

    private final List<Long> commands = new CopyOnWriteArrayList<>();
    private final List<String> missing = new CopyOnWriteArrayList<>();
    private final Set<String> poisoned = ConcurrentHashMap.newKeySet();
    private final Set<Long> failOnce = ConcurrentHashMap.newKeySet();
    private final CountDownLatch mayGoOn = new CountDownLatch(1);
    private volatile long waitAt = -1;
    private volatile long deadlyPosition = -1;
    private volatile boolean deadly;
    private volatile @Nullable String haltingStream;
    private volatile boolean commanding = true;
    private volatile @Nullable SQLException everything;

    static void createTable(TestDatabase database) throws SQLException {
        // No unique constraint: a second effect must show, not fail.
        database.asOwner(
                "CREATE TABLE note (n bigint GENERATED ALWAYS AS IDENTITY, position bigint NOT NULL,"
                        + " stream text NOT NULL)",
                "GRANT SELECT, INSERT ON note TO " + database.appRole());
    }

    static List<Long> positions(TestDatabase database) throws SQLException {
        try (Connection connection = database.app().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT position FROM note ORDER BY position")) {
            List<Long> positions = new ArrayList<>();
            while (rows.next()) {
                positions.add(rows.getLong(1));
            }
            return positions;
        }
    }

    /** Positions in the order in which they took effect. */
    static List<Long> inOrderOfEffect(TestDatabase database, String streamId) throws SQLException {
        try (Connection connection = database.app().getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT position FROM note WHERE stream = ? ORDER BY n")) {
            statement.setString(1, streamId);
            try (ResultSet rows = statement.executeQuery()) {
                List<Long> positions = new ArrayList<>();
                while (rows.next()) {
                    positions.add(rows.getLong(1));
                }
                return positions;
            }
        }
    }

    /** In how many transactions entries took effect. */
    static int transactions(TestDatabase database) throws SQLException {
        try (Connection connection = database.app().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(DISTINCT xmin::text) FROM note")) {
            row.next();
            return row.getInt(1);
        }
    }

    /** Positions of the entries for which commands were given, each time that they were. */
    List<Long> commands() {
        return commands;
    }

    /** What was told of gaps. */
    List<String> missing() {
        return missing;
    }

    void poison(String streamId) {
        poisoned.add(streamId);
    }

    void heal(String streamId) {
        poisoned.remove(streamId);
    }

    /** From now on every entry fails with this. */
    void failEverythingWith(SQLException failure) {
        everything = failure;
    }

    void succeedAgain() {
        everything = null;
    }

    void failOnceAt(long position) {
        failOnce.add(position);
    }

    /** After its commands, the entry at this position waits for {@link #goOn}. */
    void waitAt(long position) {
        waitAt = position;
    }

    /** Whoever handles the entry at this position dies of it: as a process that runs out of memory. */
    void dieAt(long position) {
        deadlyPosition = position;
        deadly = true;
    }

    /** The process ends at once when it handles an entry of this stream. */
    void haltAt(String streamId) {
        haltingStream = streamId;
    }

    void dieNoMore() {
        deadly = false;
    }

    /** Gives no commands, and says so. */
    void giveNoCommands() {
        commanding = false;
    }

    void goOn() {
        mayGoOn.countDown();
    }

    @Override
    public boolean mayCommand(Entry received) {
        return commanding;
    }

    @Override
    public void command(Entry received) throws InterruptedException {
        commands.add(received.position());
        if (received.position() == waitAt && !mayGoOn.await(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("Nobody said to go on.");
        }
    }

    @Override
    public void missing(Entry beyond, long after, long upTo) {
        missing.add(beyond.position() + " came, missing after " + after + " up to " + upTo);
    }

    @Override
    public void apply(Entry received, Connection transaction) throws Exception {
        try (PreparedStatement statement =
                transaction.prepareStatement("INSERT INTO note (position, stream) VALUES (?, ?)")) {
            statement.setLong(1, received.position());
            statement.setString(2, received.streamId());
            statement.executeUpdate();
        }
        if (deadly && received.position() == deadlyPosition) {
            throw new OutOfMemoryError("Position " + received.position() + " is too much, as told.");
        }
        if (received.streamId().equals(haltingStream)) {
            Runtime.getRuntime().halt(1);
        }
        SQLException failure = everything;
        if (failure != null) {
            throw failure;
        }
        if (failOnce.remove(received.position()) || poisoned.contains(received.streamId())) {
            throw new IllegalStateException("The handler fails at position " + received.position() + ", as told.");
        }
    }
}
