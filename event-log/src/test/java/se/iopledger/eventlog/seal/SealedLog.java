package se.iopledger.eventlog.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.eventlog.testing.Events.append;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import se.iopledger.eventlog.Entry;
import se.iopledger.eventlog.LogUnavailable;
import se.iopledger.eventlog.testing.Eventually;
import se.iopledger.eventlog.testing.TestLog;
import se.iopledger.eventlog.testing.TestTopic;
import se.iopledger.proofs.note.SignatureType;
import se.iopledger.proofs.note.SignedNote;
import se.iopledger.proofs.note.SigningKey;
import se.iopledger.proofs.note.VerifierKey;
import se.iopledger.proofs.tile.EntryBundles;
import se.iopledger.proofs.tile.TilePath;
import se.iopledger.proofs.verify.Main;

/** A log of a test, its sealers, and what an auditor gets of it. */
final class SealedLog implements AutoCloseable {

    static final String ORIGIN = "test.example/log";

    private final TestLog log;
    private final SigningKey key = keyOf(ORIGIN);
    private final List<AutoCloseable> sealers = new ArrayList<>();
    private int stored;

    SealedLog(String purpose) {
        this.log = new TestLog(purpose);
    }

    static SigningKey keyOf(String origin) {
        return SigningKey.generate(origin, SignatureType.ED25519, new SecureRandom());
    }

    TestLog log() {
        return log;
    }

    SigningKey key() {
        return key;
    }

    SigningKey newKey() {
        return keyOf(ORIGIN);
    }

    List<VerifierKey> vkeys() {
        return List.of(key.verifier());
    }

    /** Starts a sealer with the log's key. */
    Sealer sealer() {
        return sealer(key);
    }

    Sealer sealer(SigningKey... keys) {
        return sealer(List.of(keys), List.of());
    }

    Sealer sealer(List<SigningKey> keys, List<VerifierKey> formerKeys) {
        Sealer sealer = new Sealer(
                log.log(),
                log.pool(),
                log.database().app(),
                ORIGIN,
                keys,
                formerKeys,
                () -> {},
                new SimpleMeterRegistry());
        sealers.add(sealer);
        sealer.start();
        return sealer;
    }

    CheckpointPublisher publisher(String topic) {
        return publisher(topic, TestTopic.kafka());
    }

    CheckpointPublisher publisherToNowhere() {
        Map<String, Object> nowhere = new HashMap<>(TestTopic.kafka());
        nowhere.put("bootstrap.servers", "127.0.0.1:1");
        nowhere.put("default.api.timeout.ms", "1000");
        nowhere.put("request.timeout.ms", "1000");
        return publisher("nowhere", nowhere);
    }

    private CheckpointPublisher publisher(String topic, Map<String, Object> kafka) {
        CheckpointPublisher publisher =
                new CheckpointPublisher(log.pool(), log.database().app(), topic, kafka, log.meters());
        sealers.add(publisher);
        publisher.start();
        return publisher;
    }

    /** The tree as a sealer opens it. */
    SealedTree openTree() throws SQLException {
        return SealedTree.open(log.log(), new SealTable(log.pool()), ORIGIN, List.of(key), List.of());
    }

    /** Seals what there is, without a sealer's threads. */
    void seal() throws SQLException {
        assertThat(openTree().seal(() -> false)).isEqualTo(SealedTree.Outcome.SEALED);
    }

    /** Stores so many small entries. */
    void store(int entries) {
        for (int rest = entries; rest > 0; rest -= 100) {
            log.stored(append("stream-" + stored++, 0, Math.min(rest, 100)));
        }
    }

    void closeSealers() {
        sealers.forEach(SealedLog::closeOne);
        sealers.clear();
    }

    private static void closeOne(AutoCloseable sealer) {
        try {
            sealer.close();
        } catch (Exception failure) {
            throw new AssertionError("A sealer does not close.", failure);
        }
    }

    LogTiles tiles() {
        return new LogTiles(log.log(), log.pool());
    }

    SignedNote checkpoint() {
        return tiles().checkpoint().orElseThrow();
    }

    void awaitSize(long size) {
        Eventually.await("a checkpoint of " + size, () -> isSealed(size));
    }

    private boolean isSealed(long size) {
        try {
            return tiles().checkpoint().isPresent() && tiles().size() == size;
        } catch (LogUnavailable connectionCut) {
            return false;
        }
    }

    List<Entry> entries() {
        return log.log().readFrom(0, 100_000);
    }

    List<SignedNote> allCheckpoints() throws SQLException {
        List<SignedNote> notes = new ArrayList<>();
        try (Connection connection = log.pool().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT note FROM eventlog.checkpoint ORDER BY size")) {
            while (rows.next()) {
                notes.add(SignedNote.parse(rows.getString(1).getBytes(StandardCharsets.UTF_8)));
            }
        }
        return notes;
    }

    /** All that is served, as files. */
    Path writeTiles(Path directory) {
        LogTiles served = tiles();
        long size = served.size();
        for (TilePath.Hashes tile : TilePath.tilesOf(size)) {
            write(directory.resolve(tile.text()), served.tile(tile).orElseThrow());
        }
        for (long number = 0; TilePath.widthIn(size, 0, number) > 0; number++) {
            TilePath.Entries bundle = new TilePath.Entries(number, TilePath.widthIn(size, 0, number));
            write(directory.resolve(bundle.text()), served.entries(bundle).orElseThrow());
        }
        write(directory.resolve("checkpoint"), checkpoint().bytes());
        return directory;
    }

    Path writeDump(Path file) {
        return write(
                file, EntryBundles.encode(entries().stream().map(Entry::bytes).toList()));
    }

    static Path write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return Files.write(file, bytes);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Runs the verifier with the log's key. */
    void mustHold(String command, Object... arguments) {
        Verdict verdict = verify(command, arguments);
        assertThat(verdict.exitCode()).as(verdict.said()).isZero();
    }

    /** Runs the verifier with the log's key; it must find a difference and say so. */
    void mustDiffer(String said, String command, Object... arguments) {
        Verdict verdict = verify(command, arguments);
        assertThat(verdict.exitCode()).as(verdict.said()).isEqualTo(1);
        assertThat(verdict.said()).contains(said).doesNotContainIgnoringCase("verified");
    }

    private Verdict verify(String command, Object... arguments) {
        List<String> words = new ArrayList<>(List.of(command));
        if (!command.equals("compare")) {
            words.addAll(List.of("--key", key.verifier().text()));
        }
        for (Object argument : arguments) {
            words.add(argument.toString());
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        int exitCode = Main.run(words, out, out);
        return new Verdict(exitCode, said.toString(StandardCharsets.UTF_8));
    }

    private record Verdict(int exitCode, String said) {}

    @Override
    public void close() {
        closeSealers();
        log.close();
    }
}
