package se.iopledger.eventlog.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static se.iopledger.eventlog.testing.Events.append;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.iopledger.eventlog.AppendResult;
import se.iopledger.eventlog.Entry;
import se.iopledger.eventlog.testing.Eventually;
import se.iopledger.eventlog.testing.TestTopic;
import se.iopledger.proofs.merkle.Frontier;
import se.iopledger.proofs.merkle.Hash;
import se.iopledger.proofs.note.Checkpoint;
import se.iopledger.proofs.note.SignedNote;
import se.iopledger.proofs.note.SigningKey;
import se.iopledger.proofs.note.VerifierKey;
import se.iopledger.proofs.tile.EntryBundles;
import se.iopledger.proofs.tile.TilePath;

/** A log is sealed behind its appends, by one sealer at a time, and what is served of it verifies. */
class SealingTest {

    private final SealedLog sealed = new SealedLog("sealing");

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        sealed.close();
    }

    @Test
    void a_log_without_entries_has_a_checkpoint_too() {
        sealed.sealer();
        sealed.awaitSize(0);
        assertThat(Checkpoint.open(sealed.checkpoint(), sealed.vkeys()).root()).isEqualTo(Hash.OF_EMPTY_TREE);
    }

    @Test
    void the_tree_is_that_of_the_entries_while_they_are_appended_concurrently() {
        Sealer sealer = sealed.sealer();
        List<CompletableFuture<AppendResult>> appends = new ArrayList<>();
        for (int stream = 0; stream < 400; stream++) {
            appends.add(sealed.log().log().append(append("stream-" + stream, 0, 3)));
        }
        appends.forEach(CompletableFuture::join);
        sealed.awaitSize(1_200);

        Frontier tree = new Frontier();
        sealed.entries().forEach(entry -> tree.append(entry.leaf()));
        assertThat(Checkpoint.open(sealed.checkpoint(), sealed.vkeys()).root()).isEqualTo(tree.root());
        assertThat(sealer.health().failing()).isFalse();
        Eventually.await("no lag", () -> sealer.health().lag() == 0);
    }

    @Test
    void every_checkpoint_follows_from_the_one_before() throws Exception {
        sealed.sealer();
        for (int round = 0; round < 3; round++) {
            sealed.log().stored(append("stream-" + round, 0, 7));
            sealed.awaitSize(7L * (round + 1));
        }
        List<SignedNote> checkpoints = sealed.allCheckpoints();
        assertThat(checkpoints).hasSizeGreaterThanOrEqualTo(3);
        Checkpoint older = Checkpoint.open(checkpoints.getFirst(), sealed.vkeys());
        for (SignedNote note : checkpoints.subList(1, checkpoints.size())) {
            Checkpoint newer = Checkpoint.open(note, sealed.vkeys());
            if (older.size() > 0) {
                sealed.tiles()
                        .consistency(older.size(), newer.size())
                        .orElseThrow()
                        .verify(older.root(), newer.root());
            }
            older = newer;
        }
    }

    @Test
    void a_seal_that_leaves_tiles_of_higher_levels_as_they_are_is_stored() throws SQLException {
        sealed.store(300);
        sealed.seal();
        sealed.store(1);
        sealed.seal();
        sealed.store(255);
        sealed.seal();
        assertThat(sealed.tiles().size()).isEqualTo(556);
        sealed.mustHold("tiles", sealed.writeTiles(folder));
    }

    @Test
    void every_tile_and_bundle_served_is_what_the_specification_says_of_the_entries() {
        sealed.store(700);
        sealed.sealer();
        sealed.awaitSize(700);
        List<Entry> entries = sealed.entries();
        LogTiles served = sealed.tiles();
        for (long size : new long[] {700, 512, 300, 256, 1}) {
            for (TilePath.Hashes tile : TilePath.tilesOf(size)) {
                assertThat(served.tile(tile)).as(tile.text()).hasValue(asSpecified(tile, entries));
            }
        }
        for (int number = 0; number < 3; number++) {
            int first = number * 256;
            int width = TilePath.widthIn(700, 0, number);
            assertThat(served.entries(new TilePath.Entries(number, width)))
                    .hasValue(EntryBundles.encode(entries.subList(first, first + width).stream()
                            .map(Entry::bytes)
                            .toList()));
        }
        assertThat(served.tile(new TilePath.Hashes(0, 2, 189))).isEmpty();
        assertThat(served.tile(new TilePath.Hashes(0, 3, 1))).isEmpty();
        assertThat(served.tile(new TilePath.Hashes(2, 0, 1))).isEmpty();
        assertThat(served.entries(new TilePath.Entries(2, 189))).isEmpty();
        assertThat(served.consistency(0, 5)).isEmpty();
        assertThat(served.consistency(5, 701)).isEmpty();
        assertThat(served.bundle(700)).isEmpty();
        assertThat(served.bundle(-1)).isEmpty();
    }

    /** C2SP tlog-tiles, "Merkle Tree": MTH(D[(n * 256 + i) * 256**l : (n * 256 + i + 1) * 256**l]), i from 0. */
    private static byte[] asSpecified(TilePath.Hashes tile, List<Entry> entries) {
        byte[] hashes = new byte[tile.width() * Hash.BYTES];
        int span = 1 << (8 * tile.level());
        for (int i = 0; i < tile.width(); i++) {
            int first = Math.toIntExact((tile.number() * 256 + i) * span);
            Frontier subtree = new Frontier();
            entries.subList(first, first + span).forEach(entry -> subtree.append(entry.leaf()));
            subtree.root().copyTo(hashes, i * Hash.BYTES);
        }
        return hashes;
    }

    @Test
    void the_program_that_verifies_finds_all_that_is_served_in_order() {
        sealed.store(600);
        sealed.sealer();
        sealed.awaitSize(600);
        Path directory = sealed.writeTiles(folder.resolve("log"));
        sealed.mustHold("tiles", directory);
        sealed.mustHold("dump", sealed.writeDump(folder.resolve("dump")), directory.resolve("checkpoint"));
        sealed.mustHold(
                "proof",
                SealedLog.write(
                        folder.resolve("p"),
                        sealed.tiles().bundle(421).orElseThrow().bytes()));
    }

    @Test
    void a_restarted_sealer_goes_on_where_the_last_one_stopped() {
        sealed.store(300);
        sealed.sealer();
        sealed.awaitSize(300);
        sealed.closeSealers();
        sealed.store(300);
        sealed.sealer();
        sealed.awaitSize(600);
        sealed.mustHold("tiles", sealed.writeTiles(folder.resolve("log")));
    }

    @Test
    void of_two_sealers_one_seals_and_the_other_takes_over() {
        Sealer first = sealed.sealer();
        Eventually.await("one leads", () -> first.health().leading());
        Sealer second = sealed.sealer();
        sealed.store(10);
        sealed.awaitSize(10);
        assertThat(second.health().leading()).isFalse();
        assertThat(second.health().failing()).isFalse();
        first.close();
        Eventually.await("the other leads", () -> second.health().leading());
        sealed.store(10);
        sealed.awaitSize(20);
        sealed.mustHold("tiles", sealed.writeTiles(folder.resolve("log")));
    }

    /** As when a deposed leader goes on for a moment. */
    @Test
    void the_database_lets_one_of_two_seals_through() throws SQLException {
        sealed.store(5);
        SealedTree one = sealed.openTree();
        SealedTree other = sealed.openTree();
        assertThat(one.seal(() -> false)).isEqualTo(SealedTree.Outcome.SEALED);
        sealed.store(5);
        assertThat(other.seal(() -> false)).isEqualTo(SealedTree.Outcome.OVERTAKEN);
        SealedTree again = sealed.openTree();
        assertThat(again.sealedSize()).isEqualTo(5);
        assertThat(again.seal(() -> false)).isEqualTo(SealedTree.Outcome.SEALED);
        assertThat(again.seal(() -> false)).isEqualTo(SealedTree.Outcome.UP_TO_DATE);
        sealed.mustHold("tiles", sealed.writeTiles(folder.resolve("log")));
    }

    @Test
    void keys_change_with_an_overlap_and_not_without() {
        SigningKey former = sealed.key();
        sealed.store(3);
        sealed.sealer();
        sealed.awaitSize(3);
        sealed.closeSealers();

        SigningKey next = sealed.newKey();
        Sealer abrupt = sealed.sealer(next);
        sealed.store(1);
        Eventually.await("a refusal", () -> abrupt.health().broken());
        assertThat(String.valueOf(abrupt.health().lastFailure())).contains("start with the former key beside");
        assertThat(sealed.tiles().size()).isEqualTo(3);
        sealed.closeSealers();

        sealed.sealer(former, next);
        sealed.awaitSize(4);
        List<VerifierKey> nextOnly = List.of(next.verifier());
        assertThat(Checkpoint.open(sealed.checkpoint(), sealed.vkeys()).size()).isEqualTo(4);
        assertThat(Checkpoint.open(sealed.checkpoint(), nextOnly).size()).isEqualTo(4);
        sealed.closeSealers();

        sealed.sealer(next);
        sealed.store(1);
        sealed.awaitSize(5);
        assertThat(Checkpoint.open(sealed.checkpoint(), nextOnly).size()).isEqualTo(5);
    }

    @Test
    void a_lost_key_is_replaced_when_a_person_names_its_public_key() {
        sealed.store(3);
        sealed.sealer();
        sealed.awaitSize(3);
        sealed.closeSealers();
        SigningKey next = sealed.newKey();
        sealed.sealer(List.of(next), sealed.vkeys());
        sealed.store(1);
        sealed.awaitSize(4);
        assertThat(Checkpoint.open(sealed.checkpoint(), List.of(next.verifier()))
                        .size())
                .isEqualTo(4);
    }

    @Test
    void a_key_of_another_name_or_no_key_seals_nothing() {
        assertThatThrownBy(() -> sealed.sealer(SealedLog.keyOf("test.example/other")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sealed.sealer(new SigningKey[0])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void under_load_seals_are_about_a_second_apart() throws Exception {
        sealed.sealer();
        sealed.awaitSize(0);
        long start = System.nanoTime();
        int stream = 0;
        while (System.nanoTime() - start < Duration.ofMillis(2_500).toNanos()) {
            sealed.log().stored(append("load-" + stream++, 0, 1));
        }
        long appended = stream;
        sealed.awaitSize(appended);
        // At most one at the start, one per second, and one for what came last.
        long seconds = 1 + (System.nanoTime() - start) / Duration.ofSeconds(1).toNanos();
        assertThat(sealed.allCheckpoints()).hasSizeBetween(2, Math.toIntExact(seconds + 3));
    }

    @Test
    void the_newest_checkpoint_reaches_the_topic_in_the_end() throws Exception {
        TestTopic topic = new TestTopic("checkpoints", 1);
        CheckpointPublisher publisher = sealed.publisher(topic.name());
        sealed.sealer();
        sealed.store(20);
        sealed.awaitSize(20);
        Eventually.await("publishing", () -> publisher.health().publishedSize() == 20);
        ConsumerRecord<byte[], byte[]> last = topic.records().getLast();
        assertThat(new String(last.key(), StandardCharsets.UTF_8)).isEqualTo(SealedLog.ORIGIN);
        assertThat(last.value()).isEqualTo(sealed.checkpoint().bytes());
        publisher.close();

        sealed.store(5);
        sealed.awaitSize(25);
        CheckpointPublisher restarted = sealed.publisher(topic.name());
        Eventually.await("publishing again", () -> restarted.health().publishedSize() == 25);
        List<Long> sizes = topic.records().stream()
                .map(record -> Checkpoint.parse(SignedNote.parse(record.value()).text())
                        .size())
                .toList();
        assertThat(sizes).isSorted().endsWith(25L);
    }

    @Test
    void a_broker_that_is_away_does_not_keep_the_log_from_being_sealed() {
        CheckpointPublisher publisher = sealed.publisherToNowhere();
        sealed.sealer();
        sealed.store(5);
        sealed.awaitSize(5);
        Eventually.await("a failure that shows", () -> publisher.health().failing());
    }

    @Test
    void tiles_only_grow_and_checkpoints_only_follow_one_another() throws SQLException {
        sealed.store(3);
        sealed.sealer();
        sealed.awaitSize(3);
        sealed.closeSealers();
        String[] refused = {
            "UPDATE eventlog.tile SET hashes = hashes",
            "UPDATE eventlog.tile SET hashes = substring(hashes FROM 1 FOR 32)",
            "UPDATE eventlog.tile SET hashes = decode(repeat('00', 128), 'hex')",
            "UPDATE eventlog.tile SET number = 1, hashes = hashes || decode(repeat('00', 32), 'hex')"
        };
        for (String statement : refused) {
            assertThatThrownBy(() -> sealed.log().database().asOwner(statement))
                    .as(statement)
                    .hasMessageContaining("append-only");
        }
        String root = "decode(repeat('00', 32), 'hex')";
        for (long size : new long[] {0, 2, 3, 4}) {
            assertThatThrownBy(() -> sealed.log()
                            .database()
                            .asApp("SELECT eventlog.seal(3, '{}', '{}', '{}', " + size + ", " + root + ", 'note')"))
                    .as("size %d", size)
                    .hasMessageContaining("does not follow");
        }
    }

    @Test
    void a_cut_connection_is_overcome() throws SQLException {
        Sealer sealer = sealed.sealer();
        sealed.store(3);
        sealed.awaitSize(3);
        sealed.log().database().cutConnections();
        sealed.store(3);
        sealed.awaitSize(6);
        Eventually.await("health", () -> !sealer.health().failing());
    }

    @Test
    void a_large_backlog_is_sealed_whole() {
        IntStream.range(0, 30).forEach(stream -> sealed.log().stored(append("backlog-" + stream, 0, 200)));
        sealed.sealer();
        sealed.awaitSize(6_000);
        sealed.mustHold("tiles", sealed.writeTiles(folder.resolve("log")));
    }
}
