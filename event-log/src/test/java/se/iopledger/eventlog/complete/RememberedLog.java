package se.iopledger.eventlog.complete;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import se.iopledger.eventlog.Append;
import se.iopledger.eventlog.AppendResult;
import se.iopledger.eventlog.EntryAttributes;
import se.iopledger.eventlog.LogSchema;
import se.iopledger.eventlog.NewEvent;
import se.iopledger.eventlog.PostgresEventLog;
import se.iopledger.eventlog.WritePermit;
import se.iopledger.eventlog.publisher.KafkaPublisher;
import se.iopledger.eventlog.seal.CheckpointPublisher;
import se.iopledger.eventlog.seal.LogTiles;
import se.iopledger.eventlog.seal.Sealer;
import se.iopledger.eventlog.testing.EmbeddedDatabases;
import se.iopledger.eventlog.testing.Events;
import se.iopledger.eventlog.testing.Eventually;
import se.iopledger.eventlog.testing.KeptCopy;
import se.iopledger.eventlog.testing.TestDatabase;
import se.iopledger.eventlog.testing.TestTopic;
import se.iopledger.proofs.note.Checkpoint;
import se.iopledger.proofs.note.SignatureType;
import se.iopledger.proofs.note.SignedNote;
import se.iopledger.proofs.note.SigningKey;

/** A log with its keys, of which a backup is made now and then; as it went on, it is the copy that others keep. */
final class RememberedLog implements AutoCloseable {

    static final String ORIGIN = "test.example/remembered";

    private final SigningKey key = SigningKey.generate(ORIGIN, SignatureType.ED25519, new SecureRandom());
    private final SigningKey witness =
            SigningKey.generate("test.example/witness", SignatureType.COSIGNATURE_V1, new SecureRandom());
    private final List<AutoCloseable> running = new ArrayList<>();

    private TestDatabase database = EmbeddedDatabases.create("remembered");
    private @Nullable HikariDataSource pool;
    private @Nullable PostgresEventLog log;
    private int appends;

    RememberedLog() {
        LogSchema.migrate(database.owner(), database.appRole());
        open(WritePermit.ALWAYS);
    }

    SigningKey key() {
        return key;
    }

    SigningKey witness() {
        return witness;
    }

    TestDatabase database() {
        return database;
    }

    PostgresEventLog log() {
        return Objects.requireNonNull(log);
    }

    HikariDataSource pool() {
        return Objects.requireNonNull(pool);
    }

    private void open(WritePermit permit) {
        HikariDataSource opened = database.appPool();
        pool = opened;
        log = PostgresEventLog.open(opened, database.app(), new SimpleMeterRegistry(), permit);
    }

    /** The database as it is now. */
    TestDatabase backUp() {
        stop();
        TestDatabase copy = EmbeddedDatabases.copyOf(database, "backup");
        open(WritePermit.ALWAYS);
        return copy;
    }

    /** Goes on with another copy of the database, with nothing else running. */
    void putBack(TestDatabase backup) {
        stop();
        database = backup;
        open(WritePermit.ALWAYS);
    }

    /** As when the service is started on the database as it is. */
    void reopen(WritePermit permit) {
        stop();
        open(permit);
    }

    /** Stores so many entries, in appends of three that share an idempotency key. */
    void store(int entries) {
        List<CompletableFuture<AppendResult>> results = new ArrayList<>();
        for (int rest = entries; rest > 0; rest -= 3) {
            results.add(log().append(new Append(events(appends++, Math.min(rest, 3)))));
        }
        if (!results.stream().allMatch(result -> result.join() instanceof AppendResult.Stored)) {
            throw new AssertionError("The log did not store an append.");
        }
    }

    private static List<NewEvent> events(int append, int count) {
        return IntStream.range(0, count)
                .mapToObj(sequence -> NewEvent.of(
                                Events.SOURCE,
                                Events.TYPE,
                                "stream-" + append,
                                sequence,
                                UUID.randomUUID().toString())
                        .with(EntryAttributes.MUNICIPALITY, "0380")
                        .with(EntryAttributes.ACTOR, "actor-" + append % 2)
                        .with(EntryAttributes.IDEMPOTENCY_KEY, "key-" + append)
                        .data(Events.json("{\"n\":" + append + "}")))
                .toList();
    }

    /** Seals what there is, and goes on sealing. */
    void seal() {
        Sealer sealer = new Sealer(
                log(), pool(), database.app(), ORIGIN, List.of(key), List.of(), () -> {}, new SimpleMeterRegistry());
        sealer.start();
        running.add(sealer);
        long size = log().head() + 1;
        Eventually.await("sealed at " + size, () -> tiles().size() == size);
    }

    void publish(TestTopic topic) {
        KafkaPublisher publisher = new KafkaPublisher(
                log(),
                pool(),
                database.app(),
                topic.name(),
                topic.partitions(),
                TestTopic.kafka(),
                new SimpleMeterRegistry());
        publisher.start();
        running.add(publisher);
        long head = log().head();
        Eventually.await("published to " + head, () -> publisher.publishedTo() == head);
    }

    void publishCheckpoints(TestTopic topic) {
        CheckpointPublisher publisher = new CheckpointPublisher(
                pool(), database.app(), topic.name(), TestTopic.kafka(), new SimpleMeterRegistry());
        publisher.start();
        running.add(publisher);
        long size = tiles().size();
        Eventually.await("published at " + size, () -> publisher.health().publishedSize() == size);
    }

    LogTiles tiles() {
        return new LogTiles(log(), pool());
    }

    /** Every checkpoint that the database holds. */
    List<Checkpoint> checkpoints() throws SQLException {
        List<Checkpoint> found = new ArrayList<>();
        try (Connection connection = pool().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT note FROM eventlog.checkpoint ORDER BY size")) {
            while (rows.next()) {
                found.add(Checkpoint.open(
                        SignedNote.parse(rows.getString(1).getBytes(StandardCharsets.UTF_8)), List.of(key.verifier())));
            }
        }
        return found;
    }

    /** What anybody could tell apart of a log: all columns of all rows, and its head. */
    static String contents(TestDatabase database) throws SQLException {
        try (Connection connection = database.owner().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT (SELECT md5(string_agg(e::text, ';' ORDER BY position))"
                        + " FROM eventlog.entry e) || (SELECT h::text FROM eventlog.log_head h)")) {
            row.next();
            return row.getString(1);
        }
    }

    /** All that is sealed, as others keep it, with the newest checkpoint cosigned. */
    KeptCopy copy() {
        return KeptCopy.of(tiles(), witness);
    }

    LogCompletion.Whose whose() {
        return new LogCompletion.Whose(Events.SOURCE, List.of(key.verifier()), List.of(witness.verifier()));
    }

    private void stop() {
        for (AutoCloseable each : running.reversed()) {
            try {
                each.close();
            } catch (Exception failure) {
                throw new AssertionError("A part of the log does not close.", failure);
            }
        }
        running.clear();
        log().close();
        pool().close();
    }

    @Override
    public void close() {
        stop();
    }
}
