package se.iopledger.reporting.witness;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import se.iopledger.eventlog.Append;
import se.iopledger.eventlog.Entry;
import se.iopledger.eventlog.NewEvent;
import se.iopledger.eventlog.publisher.KafkaPublisher;
import se.iopledger.eventlog.seal.CheckpointPublisher;
import se.iopledger.eventlog.seal.LogTiles;
import se.iopledger.eventlog.seal.Sealer;
import se.iopledger.eventlog.testing.Eventually;
import se.iopledger.eventlog.testing.TestDatabase;
import se.iopledger.eventlog.testing.TestLog;
import se.iopledger.eventlog.testing.TestTopic;
import se.iopledger.proofs.merkle.Frontier;
import se.iopledger.proofs.merkle.Hash;
import se.iopledger.proofs.note.Checkpoint;
import se.iopledger.proofs.note.SignatureType;
import se.iopledger.proofs.note.SignedNote;
import se.iopledger.proofs.note.SigningKey;
import se.iopledger.proofs.note.VerifierKey;

/** A log as one of the services has it: stored, published, sealed with its own key; and what somebody does to it. */
final class SealedAndPublishedLog implements AutoCloseable {
    private static final int AT_ONCE = 50;

    private final String source;
    private final TestLog log;
    private final TestTopic entries;
    private final TestTopic checkpoints;
    private final SigningKey key;
    private final List<AutoCloseable> publishing = new ArrayList<>();
    private final List<AutoCloseable> sealing = new ArrayList<>();
    private int streams;

    SealedAndPublishedLog(String name, TestTopic entries, TestTopic checkpoints) {
        this.source = "/" + name;
        this.log = new TestLog(name);
        this.entries = entries;
        this.checkpoints = checkpoints;
        this.key = SigningKey.generate("test.example/" + name, SignatureType.ED25519, new SecureRandom());
    }

    String source() {
        return source;
    }

    String origin() {
        return key.verifier().name();
    }

    VerifierKey vkey() {
        return key.verifier();
    }

    TestDatabase database() {
        return log.database();
    }

    LogTiles tiles() {
        return new LogTiles(log.log(), log.pool());
    }

    void publish() {
        KafkaPublisher publisher = new KafkaPublisher(
                log.log(),
                log.pool(),
                log.database().app(),
                entries.name(),
                entries.partitions(),
                TestTopic.kafka(),
                new SimpleMeterRegistry());
        publisher.start();
        publishing.add(publisher);
    }

    /** As an operator who heard that the topic lacks something. */
    void publishAgain(long position) throws SQLException {
        for (AutoCloseable each : publishing) {
            if (each instanceof KafkaPublisher publisher) {
                publisher.publishAgain(position, "operator-1", "the topic lost some");
            }
        }
    }

    void seal() {
        CheckpointPublisher publisher = new CheckpointPublisher(
                log.pool(), log.database().app(), checkpoints.name(), TestTopic.kafka(), new SimpleMeterRegistry());
        Sealer sealer = new Sealer(
                log.log(),
                log.pool(),
                log.database().app(),
                origin(),
                List.of(key),
                List.of(),
                publisher::sealed,
                new SimpleMeterRegistry());
        sealer.start();
        publisher.start();
        sealing.add(sealer);
        sealing.add(publisher);
    }

    /** Stores so many small entries, in many streams. */
    void store(int count) {
        for (int rest = count; rest > 0; rest -= AT_ONCE) {
            String stream = source + "-" + streams++;
            List<NewEvent> events = new ArrayList<>();
            for (int sequence = 0; sequence < Math.min(rest, AT_ONCE); sequence++) {
                events.add(NewEvent.of(
                                source,
                                "se.iopledger.test.happened.v1",
                                stream,
                                sequence,
                                UUID.randomUUID().toString())
                        .data(("{\"n\":" + sequence + "}").getBytes(StandardCharsets.UTF_8)));
            }
            log.stored(new Append(events));
        }
    }

    void awaitSealed(long size) {
        Eventually.await(origin() + " is sealed at " + size, () -> tiles().size() == size);
    }

    Entry entry(long position) {
        return log.log().readFrom(position, 1).getFirst();
    }

    /** The strongest attack: whoever holds the database and the log's key rewrites all from a position on. */
    void rewriteFrom(long position) throws SQLException {
        stop(sealing);
        log.database()
                .asSuperuser(
                        "CREATE TABLE kept AS SELECT position, entry FROM eventlog.entry WHERE position >= " + position,
                        "UPDATE eventlog.entry SET entry = convert_to(replace(convert_from(entry, 'UTF8'), '\"n\":',"
                                + " '\"n\":9'), 'UTF8') WHERE position >= " + position,
                        "DELETE FROM eventlog.tile",
                        "DELETE FROM eventlog.checkpoint");
    }

    /** Takes that back. */
    void restore() throws SQLException {
        stop(sealing);
        log.database()
                .asSuperuser(
                        "UPDATE eventlog.entry e SET entry = k.entry FROM kept k WHERE k.position = e.position",
                        "DELETE FROM eventlog.tile",
                        "DELETE FROM eventlog.checkpoint");
    }

    /** The root over the log's first so many entries. */
    Hash root(long size) {
        Frontier tree = new Frontier();
        for (long position = 0; position < size; position++) {
            tree.append(entry(position).leaf());
        }
        return tree.root();
    }

    /** Sends a checkpoint in the log's name, signed with this key. */
    void sendCheckpoint(long size, Hash root, SigningKey signer) throws InterruptedException, ExecutionException {
        send(new Checkpoint(origin(), size, root).signedBy(List.of(signer)));
    }

    /** Sends whatever this is in the log's name. */
    void send(SignedNote note) throws InterruptedException, ExecutionException {
        byte[] key = origin().getBytes(StandardCharsets.UTF_8);
        checkpoints.send(new ProducerRecord<>(checkpoints.name(), 0, key, note.bytes()));
    }

    SigningKey key() {
        return key;
    }

    /** Entries go on being published. */
    void stopSealing() {
        stop(sealing);
    }

    /** Stops publishing and sealing. */
    void stop() {
        stop(sealing);
        stop(publishing);
    }

    private static void stop(List<AutoCloseable> running) {
        for (AutoCloseable each : running.reversed()) {
            try {
                each.close();
            } catch (Exception failure) {
                throw new AssertionError("A part of the log does not close.", failure);
            }
        }
        running.clear();
    }

    @Override
    public void close() {
        stop();
        log.close();
    }
}
