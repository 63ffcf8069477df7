package se.iopledger.reporting.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.iopledger.eventlog.Entry;
import se.iopledger.eventlog.LogSchema;
import se.iopledger.eventlog.inbox.Inbox;
import se.iopledger.eventlog.testing.EmbeddedDatabases;
import se.iopledger.eventlog.testing.Eventually;
import se.iopledger.eventlog.testing.TestDatabase;
import se.iopledger.eventlog.testing.TestTopic;
import se.iopledger.eventlog.topic.EntryRecords;
import se.iopledger.eventlog.topic.Link;
import se.iopledger.proofs.merkle.Hash;
import se.iopledger.proofs.note.Checkpoint;
import se.iopledger.proofs.note.SignatureType;
import se.iopledger.proofs.note.SignedNote;
import se.iopledger.proofs.note.SigningKey;
import se.iopledger.proofs.tile.TilePath;
import se.iopledger.proofs.tile.TileSource;
import se.iopledger.proofs.verify.Main;
import se.iopledger.reporting.journal.Journal;
import se.iopledger.reporting.journal.JournalTree;

/**
 * Two logs with their databases, keys and topics, and a witness with its journal. What a superuser of a log's database
 * does, who also holds the log's key, is found out; the other log is cosigned all the while.
 */
class WitnessTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofSeconds(2);

    private final TestTopic checkpoints = new TestTopic("checkpoints", 1);
    private final TestTopic firstTopic = new TestTopic("first", 4);
    private final TestTopic secondTopic = new TestTopic("second", 4);
    private final SealedAndPublishedLog log = new SealedAndPublishedLog("firstlog", firstTopic, checkpoints);
    private final SealedAndPublishedLog other = new SealedAndPublishedLog("secondlog", secondTopic, checkpoints);
    private final SigningKey key =
            SigningKey.generate("test.example/witness", SignatureType.COSIGNATURE_V1, new SecureRandom());
    private final TestDatabase database = EmbeddedDatabases.create("witness");
    private final List<AutoCloseable> running = new ArrayList<>();

    private SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private boolean journalIsBehind;
    private HikariDataSource pool = new HikariDataSource();
    private Witness witness = witness(LONG, null);
    private Inbox journal = journal();

    @TempDir
    private Path folder;

    @BeforeEach
    void migrate() throws InterruptedException {
        LogSchema.migrate(database.owner(), database.appRole());
        Flyway.configure()
                .dataSource(database.owner())
                .schemas("service")
                .createSchemas(true)
                .locations("classpath:db/reporting")
                .placeholders(Map.of("appRole", database.appRole()))
                .load()
                .migrate();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.url());
        config.setUsername(database.appRole());
        config.setPassword(database.appRole());
        config.setConnectionInitSql("SET search_path = service");
        pool = new HikariDataSource(config);
        firstTopic.create();
        secondTopic.create();
        log.publish();
        other.publish();
        other.seal();
    }

    @AfterEach
    void close() {
        stopWitness();
        log.close();
        other.close();
        pool.close();
    }

    private Inbox journal() {
        return new Inbox(
                checkpoints.name() + ".journal",
                Set.of(firstTopic.name(), secondTopic.name()),
                new Journal(
                        pool,
                        (source, position, kept, received, connection) ->
                                witness.differs(source, position, kept, received, connection),
                        (source, first, last, lacking, connection) ->
                                witness.missing(source, first, last, lacking, connection)),
                pool,
                TestTopic.kafka(),
                new SimpleMeterRegistry());
    }

    private Witness witness(Duration within, @Nullable TileSource tiles) {
        meters = new SimpleMeterRegistry();
        return new Witness(
                () -> List.of(witnessed(log, tiles), witnessed(other, null)),
                key,
                within,
                within,
                pool,
                database.app(),
                checkpoints.name(),
                TestTopic.kafka(),
                () -> !journalIsBehind
                        && WitnessConfiguration.hasAllThatIsPublished(journal).getAsBoolean(),
                InstantSource.system(),
                meters);
    }

    private static WitnessedLog witnessed(SealedAndPublishedLog log, @Nullable TileSource tiles) {
        return new WitnessedLog(log.source(), log.origin(), List.of(log.vkey()), tiles);
    }

    private void startWitness(Duration within) {
        startWitness(within, null);
    }

    /**
     * @param within how long entries may take behind their checkpoint, and checkpoints behind their entries
     * @param tiles where to look for what differs in the first log
     */
    private void startWitness(Duration within, @Nullable TileSource tiles) {
        journal = journal();
        witness = witness(within, tiles);
        journal.start();
        witness.start();
        running.add(witness);
        running.add(journal);
    }

    private void stopWitness() {
        for (AutoCloseable each : running) {
            try {
                each.close();
            } catch (Exception failure) {
                throw new AssertionError("The witness does not close.", failure);
            }
        }
        running.clear();
    }

    private long cosignedSize(SealedAndPublishedLog of) throws SQLException {
        return witness.cosigned(of.source())
                .map(note -> Checkpoint.parse(note.text()).size())
                .orElse(-1L);
    }

    private void awaitCosigned(SealedAndPublishedLog of, long size) {
        Eventually.await(of.origin() + " is cosigned at " + size, () -> isCosigned(of, size));
    }

    private boolean isCosigned(SealedAndPublishedLog of, long size) {
        try {
            return cosignedSize(of) == size;
        } catch (SQLException connectionCut) {
            return false;
        }
    }

    private Alarm awaitAlarm(Alarm.Kind kind) throws SQLException {
        Eventually.await("an alarm: " + kind, () -> alarms(kind).size() == 1);
        return alarms(kind).getFirst();
    }

    private List<Alarm> alarms(Alarm.Kind kind) throws SQLException {
        return witness.alarms().undecided().stream()
                .filter(alarm -> alarm.kind() == kind)
                .toList();
    }

    private void decide(Alarm alarm) throws SQLException {
        assertThat(witness.alarms().decide(alarm.id(), "operator-1", "looked into and mended"))
                .isTrue();
    }

    /** The log that is let alone is cosigned as if nothing had happened. */
    private void theOtherGoesOn() throws SQLException {
        long size = Math.max(0, cosignedSize(other)) + 3;
        other.store(3);
        awaitCosigned(other, size);
    }

    private void nothingMoreIsCosigned(long size) throws SQLException {
        // The other log's new checkpoint comes behind, so those of this one have been looked at.
        theOtherGoesOn();
        assertThat(cosignedSize(log)).isEqualTo(size);
    }

    @Test
    void an_honest_log_is_cosigned_as_it_grows_and_the_verifier_accepts_it_from_the_journals_copy() throws Exception {
        startWitness(LONG);
        log.seal();
        log.store(300);
        awaitCosigned(log, 300);
        log.store(1);
        awaitCosigned(log, 301);
        log.store(400);
        awaitCosigned(log, 701);
        theOtherGoesOn();

        assertThat(witness.alarms().undecided()).isEmpty();
        assertThat(witness.health()).isEqualTo(new Witness.Health(false, null));
        assertThat(verifiedCopy()).contains("701 entries").contains("cosigned by test.example/witness");
    }

    private String verifiedCopy() throws IOException, SQLException {
        JournalTree tree = new JournalTree(pool, log.source());
        SignedNote note = witness.cosigned(log.source()).orElseThrow();
        long size = Checkpoint.parse(note.text()).size();
        for (TilePath.Hashes tile : TilePath.tilesOf(size)) {
            write(tile.text(), tree.tile(tile).orElseThrow());
        }
        for (long number = 0; TilePath.widthIn(size, 0, number) > 0; number++) {
            TilePath.Entries bundle = new TilePath.Entries(number, TilePath.widthIn(size, 0, number));
            write(bundle.text(), tree.entries(bundle).orElseThrow());
        }
        write("checkpoint", note.bytes());
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        int exitCode = Main.run(
                List.of(
                        "tiles",
                        "--key",
                        log.vkey().text(),
                        "--witness",
                        key.verifier().text(),
                        folder.toString()),
                out,
                out);
        assertThat(exitCode).as(said.toString(StandardCharsets.UTF_8)).isZero();
        return said.toString(StandardCharsets.UTF_8);
    }

    private void write(String path, byte[] bytes) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    @Test
    void history_rewritten_and_signed_anew_with_the_logs_own_key_is_found_at_its_first_position() throws Exception {
        startWitness(LONG, tile -> log.tiles().tile(tile).orElseThrow());
        log.seal();
        log.store(600);
        awaitCosigned(log, 600);

        log.rewriteFrom(321);
        log.seal();
        Alarm alarm = awaitAlarm(Alarm.Kind.HISTORY_DIFFERS);

        assertThat(alarm.origin()).isEqualTo(log.origin());
        assertThat(alarm.position()).isEqualTo(321);
        assertThat(alarm.agreedSize()).isEqualTo(600);
        assertThat(alarm.statedSize()).isEqualTo(600);
        assertThat(alarm.what())
                .contains("The first entry that differs is position 321")
                .contains("the log now has " + log.entry(321).leafHashHex());
        nothingMoreIsCosigned(600);
    }

    @Test
    void where_it_begins_is_found_from_the_tiles_that_the_log_serves_over_http() throws Exception {
        try (TileServer server = new TileServer(log.tiles()::tile)) {
            startWitness(LONG, new ServedTiles(server.address(), TileServer.USER, TileServer.PASSWORD));
            log.seal();
            log.store(600);
            awaitCosigned(log, 600);
            log.rewriteFrom(257);
            log.seal();
            assertThat(awaitAlarm(Alarm.Kind.HISTORY_DIFFERS).position()).isEqualTo(257);
        }
    }

    @Test
    void a_log_that_keeps_its_tiles_back_does_not_keep_the_alarm_back_nor_the_other_log() throws Exception {
        try (TileServer server = new TileServer(log.tiles()::tile)) {
            server.behave(TileServer.Behaviour.STOPS_IN_THE_MIDDLE);
            startWitness(
                    LONG,
                    new ServedTiles(server.address(), TileServer.USER, TileServer.PASSWORD, Duration.ofMillis(200)));
            log.seal();
            log.store(20);
            awaitCosigned(log, 20);
            log.rewriteFrom(7);
            log.seal();
            Alarm alarm = awaitAlarm(Alarm.Kind.HISTORY_DIFFERS);
            assertThat(alarm.position()).isNull();
            assertThat(alarm.what())
                    .contains("Which entry differs is not known")
                    .contains("did not answer within 200 ms");
            theOtherGoesOn();
        }
    }

    @Test
    void a_log_that_was_rewritten_is_cosigned_again_only_when_it_is_mended_and_a_person_has_decided() throws Exception {
        startWitness(LONG);
        log.seal();
        log.store(300);
        awaitCosigned(log, 300);
        log.rewriteFrom(200);
        log.seal();
        Alarm alarm = awaitAlarm(Alarm.Kind.HISTORY_DIFFERS);
        assertThat(alarm.position()).isNull();
        assertThat(alarm.what()).contains("Which entry differs is not known: it is one of the positions 0 to 299");

        decide(alarm);
        log.store(1);
        log.awaitSealed(301);
        Alarm again = awaitAlarm(Alarm.Kind.HISTORY_DIFFERS);
        assertThat(again.id()).as("a decision does not make it agree").isGreaterThan(alarm.id());

        log.restore();
        log.seal();
        log.awaitSealed(301);
        nothingMoreIsCosigned(300);
        decide(again);
        awaitCosigned(log, 301);
    }

    @Test
    void a_size_below_what_was_cosigned_stops_until_a_person_decides() throws Exception {
        startWitness(LONG);
        log.seal();
        log.store(20);
        awaitCosigned(log, 20);

        log.sendCheckpoint(12, log.root(12), log.key());
        Alarm alarm = awaitAlarm(Alarm.Kind.LOG_WAS_SET_BACK);
        assertThat(alarm.agreedSize()).isEqualTo(20);
        assertThat(alarm.statedSize()).isEqualTo(12);
        log.store(5);
        log.awaitSealed(25);
        nothingMoreIsCosigned(20);

        decide(alarm);
        awaitCosigned(log, 25);
    }

    @Test
    void two_roots_for_one_size_are_two_histories() throws Exception {
        startWitness(LONG);
        log.seal();
        log.store(20);
        awaitCosigned(log, 20);
        log.sendCheckpoint(20, log.root(19), log.key());
        assertThat(awaitAlarm(Alarm.Kind.HISTORY_DIFFERS).statedSize()).isEqualTo(20);
    }

    @Test
    void a_checkpoint_under_another_key_stops_until_a_person_decides() throws Exception {
        startWitness(LONG);
        log.seal();
        log.store(20);
        awaitCosigned(log, 20);

        SigningKey foreign = SigningKey.generate(log.origin(), SignatureType.ED25519, new SecureRandom());
        log.sendCheckpoint(20, log.root(20), foreign);
        Alarm alarm = awaitAlarm(Alarm.Kind.NOT_SIGNED_BY_THE_LOG);
        assertThat(alarm.origin()).isEqualTo(log.origin());
        log.store(5);
        log.awaitSealed(25);
        nothingMoreIsCosigned(20);

        decide(alarm);
        awaitCosigned(log, 25);
    }

    @Test
    void a_checkpoint_of_a_log_that_nobody_named_is_an_alarm_and_stops_no_other() throws Exception {
        startWitness(LONG);
        SealedAndPublishedLog stranger = new SealedAndPublishedLog("strangerlog", firstTopic, checkpoints);
        stranger.store(1);
        stranger.sendCheckpoint(1, stranger.root(1), stranger.key());
        assertThat(awaitAlarm(Alarm.Kind.ORIGIN_IS_UNKNOWN).origin()).isEqualTo(stranger.origin());
        theOtherGoesOn();
        stranger.close();
    }

    @Test
    void entries_that_are_signed_and_withheld_are_an_alarm_within_the_stated_delay() throws Exception {
        log.store(30);
        Eventually.await("all is published", () -> firstTopic.records().size() == 30);
        startWitness(SHORT);
        log.seal();
        awaitCosigned(log, 30);

        log.stop();
        log.store(4);
        log.seal();
        Alarm alarm = awaitAlarm(Alarm.Kind.ENTRIES_ARE_WITHHELD);
        assertThat(alarm.position()).isEqualTo(30);
        assertThat(alarm.statedSize()).isEqualTo(34);
        assertThat(alarm.what()).contains("positions 30 to 33");
        assertThat(alarm.raisedAt()).isAfter(log.entry(33).recordedTime().plus(SHORT));
        nothingMoreIsCosigned(30);

        log.publish();
        Eventually.await("they arrive", () -> new JournalTree(pool, log.source()).size() == 34);
        nothingMoreIsCosigned(30);
        decide(alarm);
        awaitCosigned(log, 34);
    }

    @Test
    void while_the_journal_works_off_what_topics_hold_entries_are_missed_after_ten_times_the_delay() throws Exception {
        Duration delay = Duration.ofMillis(300);
        journalIsBehind = true;
        log.stop();
        startWitness(delay);
        log.store(4);
        log.seal();
        assertThat(awaitAlarm(Alarm.Kind.ENTRIES_ARE_WITHHELD).raisedAt())
                .isAfter(log.entry(3).recordedTime().plus(delay.multipliedBy(10)));
    }

    @Test
    void a_size_that_never_comes_does_not_stop_a_log_once_a_person_has_decided() throws Exception {
        startWitness(SHORT);
        log.seal();
        log.store(20);
        awaitCosigned(log, 20);
        log.sendCheckpoint(1L << 40, log.root(20), log.key());
        Alarm alarm = awaitAlarm(Alarm.Kind.ENTRIES_ARE_WITHHELD);
        log.store(5);
        log.awaitSealed(25);
        nothingMoreIsCosigned(20);

        decide(alarm);
        awaitCosigned(log, 25);
        log.store(5);
        awaitCosigned(log, 30);
        assertThat(witness.alarms().undecided()).isEmpty();
        assertThat(witness.unsigned()).isEmpty();
        log.stopSealing();
        log.store(1);
        Eventually.await(
                "it is told that nothing more is signed",
                () -> !witness.unsigned().isEmpty());
    }

    @Test
    void a_log_that_signs_nothing_more_is_told_within_the_stated_delay_until_it_signs_again() throws Exception {
        startWitness(SHORT);
        log.seal();
        log.store(20);
        awaitCosigned(log, 20);
        assertThat(witness.unsigned()).isEmpty();
        log.stopSealing();
        log.store(3);
        Eventually.await("it is told", () -> !witness.unsigned().isEmpty());
        assertThat(meters.get("iop.witness.lag").gauge().value()).isEqualTo(3);
        assertThat(witness.unsigned())
                .singleElement()
                .asString()
                .startsWith(log.origin() + " signs nothing more: position 20 arrived at ");
        assertThat(witness(LONG, null).unsigned()).as("with more patience").isEmpty();

        log.seal();
        awaitCosigned(log, 23);
        assertThat(witness.unsigned()).isEmpty();
    }

    @Test
    void a_log_that_never_signed_anything_is_told_too() throws Exception {
        startWitness(SHORT);
        log.store(3);
        Eventually.await("it is told", () -> !witness.unsigned().isEmpty());
        assertThat(witness.unsigned()).singleElement().asString().contains("position 0 arrived at ");
    }

    @Test
    void what_strangers_write_under_a_checkpoint_does_not_keep_it_from_being_cosigned() throws Exception {
        startWitness(LONG);
        log.store(20);
        List<SigningKey> signers = Stream.concat(
                        Stream.of(log.key(), log.key()),
                        IntStream.range(2, SignedNote.MOST_SIGNATURES)
                                .mapToObj(n -> SigningKey.generate(
                                        "test.example/stranger-" + n, SignatureType.ED25519, new SecureRandom())))
                .toList();
        log.send(new Checkpoint(log.origin(), 20, log.root(20)).signedBy(signers));
        awaitCosigned(log, 20);
        assertThat(witness.cosigned(log.source()).orElseThrow().signatures())
                .extracting(Object::toString)
                .containsExactly(log.vkey().toString(), key.verifier().toString());
        assertThat(witness.alarms().undecided()).isEmpty();
    }

    @Test
    void however_many_names_strangers_think_of_a_person_reads_a_few_alarms() throws Exception {
        startWitness(LONG);
        for (int n = 0; n < 30; n++) {
            SigningKey stranger =
                    SigningKey.generate("test.example/stranger-" + n, SignatureType.ED25519, new SecureRandom());
            log.send(new Checkpoint(stranger.verifier().name(), 0, Hash.OF_EMPTY_TREE).signedBy(List.of(stranger)));
        }
        Eventually.await(
                "all are counted",
                () -> alarms(Alarm.Kind.ORIGIN_IS_UNKNOWN).stream()
                                .mapToLong(Alarm::times)
                                .sum()
                        == 30);
        assertThat(alarms(Alarm.Kind.ORIGIN_IS_UNKNOWN)).hasSize(21).last().satisfies(rest -> {
            assertThat(rest.origin()).isEqualTo(AlarmTable.MORE_STRANGERS);
            assertThat(rest.times()).isEqualTo(10);
        });
        theOtherGoesOn();
    }

    @Test
    void of_two_instances_each_keeps_a_part_of_the_journal_one_cosigns_and_the_other_takes_over() throws Exception {
        startWitness(LONG);
        List<AutoCloseable> first = List.copyOf(running);
        Witness leading = witness;
        log.seal();
        log.store(300);
        awaitCosigned(log, 300);
        startWitness(LONG);
        assertThat(cosignedSize(log)).as("who stands by answers all the same").isEqualTo(300);
        for (int round = 1; round <= 5; round++) {
            log.store(60);
            database.cutConnections();
            other.store(10);
        }
        awaitCosigned(log, 600);
        awaitCosigned(other, 50);
        Eventually.await(
                "both are well again",
                () -> !leading.health().failing() && !witness.health().failing());

        for (AutoCloseable part : first) {
            part.close();
            running.remove(part);
        }
        log.store(300);
        awaitCosigned(log, 900);
        theOtherGoesOn();
        assertThat(witness.alarms().undecided()).isEmpty();
        assertThat(new JournalTree(pool, log.source()).root(900)).isEqualTo(log.root(900));
        assertThat(verifiedCopy()).contains("900 entries").contains("cosigned by test.example/witness");
    }

    @Test
    void a_topic_of_checkpoints_that_was_deleted_and_made_anew_raises_no_alarm_then_or_at_the_next_start()
            throws Exception {
        startWitness(LONG);
        log.seal();
        for (int size = 20; size <= 80; size += 20) {
            log.store(20);
            awaitCosigned(log, size);
        }
        checkpoints.delete();
        checkpoints.create();
        for (int size = 100; size <= 120; size += 20) {
            log.store(20);
            awaitCosigned(log, size);
        }
        stopWitness();
        startWitness(LONG);
        log.store(1);
        awaitCosigned(log, 121);
        theOtherGoesOn();
        assertThat(witness.alarms().undecided()).isEmpty();
    }

    @Test
    void an_entry_that_arrives_again_with_other_bytes_is_an_alarm_and_changes_nothing() throws Exception {
        startWitness(LONG);
        log.seal();
        log.store(20);
        awaitCosigned(log, 20);
        Entry kept = log.entry(7);

        Entry altered = Entry.parse(new String(kept.bytes(), StandardCharsets.UTF_8)
                .replace("\"n\":", "\"n\":9")
                .getBytes(StandardCharsets.UTF_8));
        int partition = firstTopic.records(20).stream()
                .filter(record -> new String(record.key(), StandardCharsets.UTF_8).equals(kept.streamId()))
                .findFirst()
                .orElseThrow()
                .partition();
        firstTopic.send(EntryRecords.write(firstTopic.name(), partition, altered, Link.NONE));

        Alarm alarm = awaitAlarm(Alarm.Kind.ENTRY_DIFFERS);
        assertThat(alarm.origin()).isEqualTo(log.origin());
        assertThat(alarm.position()).isEqualTo(7);
        assertThat(alarm.what())
                .contains("Position 7 of " + log.source())
                .contains(kept.leafHashHex())
                .contains(altered.leafHashHex());
        assertThat(new JournalTree(pool, log.source()).root(20)).isEqualTo(log.root(20));
        log.store(5);
        log.awaitSealed(25);
        nothingMoreIsCosigned(20);
        decide(alarm);
        awaitCosigned(log, 25);
    }

    @Test
    void entries_that_the_broker_lost_are_an_alarm_and_nothing_behind_them_counts_until_they_are_published_again()
            throws Exception {
        log.store(120);
        List<ConsumerRecord<byte[], byte[]>> published = firstTopic.records(120);
        ConsumerRecord<byte[], byte[]> last = published.getLast();
        long lost = Entry.parse(published.get(published.size() - 2).value()).position();
        firstTopic.deleteRecordsBefore(last.partition(), last.offset());
        startWitness(LONG);
        log.seal();

        Alarm alarm = awaitAlarm(Alarm.Kind.ENTRIES_ARE_MISSING);
        assertThat(alarm.origin()).isEqualTo(log.origin());
        long first = Objects.requireNonNull(alarm.position(), "the first position that is missing");
        assertThat(first).isLessThanOrEqualTo(lost);
        assertThat(alarm.what())
                .startsWith("Position " + lost + " of " + log.source() + " did not arrive")
                .contains("of the positions " + first + " to " + lost);
        assertThat(new JournalTree(pool, log.source()).size()).isLessThanOrEqualTo(first);
        assertThat(journal.health().failing()).isTrue();
        theOtherGoesOn();
        assertThat(cosignedSize(log)).isLessThan(120);

        log.publishAgain(first);
        Eventually.await("the gap is closed", () -> new JournalTree(pool, log.source()).size() == 120);
        Eventually.await("the journal goes on", () -> !journal.health().failing());
        assertThat(new JournalTree(pool, log.source()).root(120)).isEqualTo(log.root(120));
        nothingMoreIsCosigned(cosignedSize(log));
        decide(alarm);
        awaitCosigned(log, 120);
    }

    @Test
    void a_journal_that_somebody_altered_cosigns_nothing_until_it_is_mended() throws Exception {
        startWitness(LONG);
        log.seal();
        log.store(300);
        awaitCosigned(log, 300);
        String flip = "UPDATE service.journal_tile SET hashes = set_byte(hashes, 4, 255 - get_byte(hashes, 4))"
                + " WHERE source = '" + log.source() + "' AND level = 1";
        database.asSuperuser(flip);
        log.store(1);
        Alarm alarm = awaitAlarm(Alarm.Kind.JOURNAL_IS_DAMAGED);
        assertThat(alarm.what()).contains("no longer has the root that was cosigned at size 300");
        nothingMoreIsCosigned(300);

        database.asSuperuser(flip);
        decide(alarm);
        awaitCosigned(log, 301);
    }

    @Test
    void a_witness_that_is_stopped_goes_on_where_it_was() throws Exception {
        startWitness(LONG);
        log.seal();
        log.store(300);
        awaitCosigned(log, 300);
        stopWitness();
        log.store(300);
        log.awaitSealed(600);

        startWitness(LONG);
        awaitCosigned(log, 600);
        stopWitness();
        startWitness(LONG);
        log.store(1);
        awaitCosigned(log, 601);
        theOtherGoesOn();
        assertThat(witness.alarms().undecided()).isEmpty();
    }

    @Test
    void a_key_that_is_not_there_yet_is_waited_for_and_said() throws Exception {
        WitnessSettings settings = new WitnessSettings(
                null,
                key.secretText(),
                null,
                false,
                LONG,
                LONG,
                List.of(new WitnessSettings.Log(
                        log.source(), null, folder.resolve("log.pub").toString(), null, null, null)));
        Witness waiting = new Witness(
                () -> WitnessKeys.logs(settings),
                WitnessKeys.own(settings),
                LONG,
                LONG,
                pool,
                database.app(),
                checkpoints.name(),
                TestTopic.kafka(),
                () -> true,
                InstantSource.system(),
                new SimpleMeterRegistry());
        running.add(waiting);
        waiting.start();
        Eventually.await(
                "it says so",
                () -> waiting.health().failing()
                        && String.valueOf(waiting.health().lastFailure()).contains("log.pub is not there yet"));
        write("log.pub", (log.vkey().text() + "\n").getBytes(StandardCharsets.UTF_8));
        Eventually.await("it begins", () -> !waiting.health().failing());
    }

    @Test
    void neither_journal_nor_verdicts_can_be_changed_by_the_service_or_the_owner() throws Exception {
        startWitness(LONG);
        log.seal();
        log.store(20);
        awaitCosigned(log, 20);
        for (String change : List.of(
                "UPDATE service.journal_entry SET position = 99 WHERE position = 3",
                "DELETE FROM service.journal_entry",
                "DELETE FROM service.journal_tile",
                "UPDATE service.journal_tree SET size = 1",
                "UPDATE service.journal_tile SET hashes = substring(hashes FROM 1 FOR 32)",
                "UPDATE service.witness_checkpoint SET outcome = 'REFUSED', cosigned = NULL WHERE outcome = 'COSIGNED'",
                "DELETE FROM service.witness_alarm")) {
            assertThatThrownBy(() -> database.asApp(change)).as(change).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> database.asOwner(change)).as(change).hasMessageContaining("append-only");
        }
        assertThatThrownBy(() -> database.asApp("INSERT INTO service.journal_entry (source, position, bytes, leaf_hash)"
                        + " VALUES ('/x', 0, '{}', sha256('other'))"))
                .hasMessageContaining("journal_entry_check");
    }
}
