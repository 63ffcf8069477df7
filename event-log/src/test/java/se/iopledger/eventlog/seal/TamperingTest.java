package se.iopledger.eventlog.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.iopledger.eventlog.testing.Eventually;

/**
 * What a superuser of the database can do to a sealed log, and who finds it out: an auditor who verifies what is served
 * with the public key, one who kept an older checkpoint or copy, and the sealer itself when it begins.
 */
class TamperingTest {

    private static final int SIZE = 600;

    private final SealedLog sealed = new SealedLog("tampering");

    @TempDir
    private Path folder;

    private Path olderCheckpoint = Path.of("not yet");
    private Path olderDump = Path.of("not yet");

    @BeforeEach
    void sealTwice() throws SQLException {
        sealed.store(500);
        sealed.seal();
        olderCheckpoint =
                SealedLog.write(folder.resolve("older"), sealed.checkpoint().bytes());
        olderDump = sealed.writeDump(folder.resolve("older-dump"));
        sealed.store(SIZE - 500);
        sealed.seal();
    }

    @AfterEach
    void close() {
        sealed.close();
    }

    private void asSuperuser(String... statements) throws SQLException {
        sealed.log().database().asSuperuser(statements);
    }

    /** Swaps places in the table and writes each entry's sequence anew, so that it looks as if it had always stood there. */
    private static String renumber(String which, long by) {
        return "UPDATE eventlog.entry SET position = position + (" + by + "), entry = convert_to(regexp_replace("
                + "convert_from(entry, 'UTF8'), '\"sequence\":\"[0-9]+\"', '\"sequence\":\"' || position + (" + by
                + ") || '\"'), 'UTF8') WHERE " + which;
    }

    @Test
    void one_byte_of_one_entry_is_located() throws SQLException {
        asSuperuser(
                "UPDATE eventlog.entry SET entry = set_byte(entry, octet_length(entry) - 3, 57) WHERE position = 123");
        sealed.mustDiffer("entry 123: its bytes have leaf hash", "tiles", sealed.writeTiles(folder.resolve("now")));
        sealed.mustDiffer("entry 123: differs from its byte", "compare", olderDump, folder.resolve("now"));
    }

    @Test
    void an_entry_that_was_altered_gets_no_proof_that_verifies() throws SQLException {
        asSuperuser(
                "UPDATE eventlog.entry SET entry = set_byte(entry, octet_length(entry) - 3, 57) WHERE position = 123");
        Path proof = SealedLog.write(
                folder.resolve("proof"),
                sealed.tiles().bundle(123).orElseThrow().bytes());
        sealed.mustDiffer("entry 123: is not what the log holds there", "proof", proof);
    }

    @Test
    void the_last_entry_deleted_is_missed() throws SQLException {
        Path checkpoint =
                SealedLog.write(folder.resolve("newest"), sealed.checkpoint().bytes());
        asSuperuser(
                "DELETE FROM eventlog.entry WHERE position = " + (SIZE - 1),
                "UPDATE eventlog.log_head SET next_position = " + (SIZE - 1));
        Path dump = sealed.writeDump(folder.resolve("dump"));
        sealed.mustDiffer("size: the dump ends after 599 entries", "dump", dump, checkpoint);
        assertThatThrownBy(sealed::seal)
                .isInstanceOf(TreeBroken.class)
                .hasMessageContaining("600 entries were sealed, but the log ends at position 598");
    }

    @Test
    void two_entries_exchanged_are_located() throws SQLException {
        asSuperuser(
                renumber("position = 42", 100_000),
                renumber("position = 43", -1),
                renumber("position = 100042", -99_999));
        Path now = sealed.writeTiles(folder.resolve("now"));
        sealed.mustDiffer("entry 42: its bytes have leaf hash", "tiles", now);
        sealed.mustDiffer("entry 43: its bytes have leaf hash", "tiles", now);
        sealed.mustDiffer("entry 42: differs from its byte", "compare", olderDump, now);
    }

    @Test
    void one_inserted_with_all_behind_it_renumbered_is_located() throws SQLException {
        asSuperuser(
                renumber("position >= 300", 100_000),
                renumber("position >= 100300", -99_999),
                "INSERT INTO eventlog.entry SELECT 300, 'inserted', 0, gen_random_uuid(), type, recorded_at, NULL, NULL,"
                        + " NULL, convert_to(replace(replace(convert_from(entry, 'UTF8'), '\"sequence\":\"299\"',"
                        + " '\"sequence\":\"300\"'), '\"id\":\"', '\"id\":\"new-'), 'UTF8')"
                        + " FROM eventlog.entry WHERE position = 299",
                "UPDATE eventlog.log_head SET next_position = " + (SIZE + 1));
        Path now = sealed.writeTiles(folder.resolve("now"));
        sealed.mustDiffer("entry 300: its bytes have leaf hash", "tiles", now);
        sealed.mustDiffer("another had been put in front of it", "compare", olderDump, now);
        assertThatThrownBy(sealed::seal)
                .isInstanceOf(TreeBroken.class)
                .hasMessageContaining("Entry 512 was sealed with leaf hash");
    }

    /** The strongest attack: all of the database and the log's key. Who kept something from before finds it. */
    @Test
    void history_rewritten_and_sealed_anew_with_the_logs_own_key_contradicts_what_others_kept() throws SQLException {
        asSuperuser(
                "UPDATE eventlog.entry SET entry = convert_to(replace(convert_from(entry, 'UTF8'), '\"n\":', '\"n\":9'),"
                        + " 'UTF8') WHERE position >= 250",
                "DELETE FROM eventlog.tile",
                "DELETE FROM eventlog.checkpoint");
        sealed.seal();
        Path now = sealed.writeTiles(folder.resolve("now"));
        sealed.mustHold("tiles", now);
        sealed.mustDiffer(
                "older checkpoint of 500: the first 500 entries are no longer those",
                "tiles",
                "--older",
                olderCheckpoint,
                now);
        sealed.mustDiffer(
                "consistency: the consistency proof from 500 to 600",
                "consistency",
                olderCheckpoint,
                now.resolve("checkpoint"),
                now);
        sealed.mustDiffer("entry 250: differs from its byte", "compare", olderDump, now);
    }

    @Test
    void a_tile_changed_is_located_and_nothing_is_signed_over_it() throws SQLException {
        asSuperuser("UPDATE eventlog.tile SET hashes = set_byte(hashes, 5, 255 - get_byte(hashes, 5))"
                + " WHERE level = 0 AND number = 2");
        Path now = sealed.writeTiles(folder.resolve("now"));
        sealed.mustDiffer("entry 512: its bytes have leaf hash", "tiles", now);
        sealed.mustDiffer("root: the root of the tiles is", "tiles", now);

        Sealer sealer = sealed.sealer();
        sealed.store(10);
        Eventually.await("an alarm", () -> sealer.health().broken());
        assertThat(sealer.health().failing()).isTrue();
        assertThat(sealer.health().lag()).isEqualTo(10);
        assertThat(String.valueOf(sealer.health().lastFailure()))
                .contains("The stored tree of 600 entries has the root");
        assertThat(sealed.tiles().size()).isEqualTo(SIZE);
    }

    @Test
    void a_checkpoint_put_in_by_hand_is_not_believed() throws SQLException {
        asSuperuser("INSERT INTO eventlog.checkpoint SELECT 601, root, replace(note, E'\\n600\\n', E'\\n601\\n')"
                + " FROM eventlog.checkpoint WHERE size = 600");
        assertThatThrownBy(sealed::seal)
                .isInstanceOf(TreeBroken.class)
                .hasMessageContaining("is not signed by any of the present keys");
    }

    @Test
    void an_entry_altered_behind_the_last_seal_is_found_when_sealing_begins_again() throws SQLException {
        asSuperuser(
                "UPDATE eventlog.entry SET entry = set_byte(entry, octet_length(entry) - 3, 56) WHERE position = 599");
        Sealer sealer = sealed.sealer();
        Eventually.await("an alarm", () -> sealer.health().broken());
        assertThat(String.valueOf(sealer.health().lastFailure())).contains("Entry 599 was sealed with leaf hash");
    }

    /** One that has sealed the entry at position SIZE, and so has the tree in memory. */
    private Sealer runningSealer() {
        Sealer sealer = sealed.sealer();
        sealed.store(1);
        sealed.awaitSize(SIZE + 1);
        return sealer;
    }

    private void mustBreak(Sealer sealer) {
        Eventually.await("an alarm", () -> sealer.health().broken());
        assertThat(String.valueOf(sealer.health().lastFailure())).contains("Entry 600 is in the tree");
        assertThat(sealed.tiles().size()).as("nothing is signed over it").isEqualTo(SIZE + 1);
    }

    @Test
    void the_last_entry_deleted_while_a_sealer_runs_is_missed_by_it_though_nothing_is_appended() throws SQLException {
        Sealer sealer = runningSealer();
        asSuperuser(
                "DELETE FROM eventlog.entry WHERE position = " + SIZE,
                "UPDATE eventlog.log_head SET next_position = " + SIZE);
        mustBreak(sealer);
    }

    @Test
    void a_log_cut_while_a_sealer_runs_and_written_on_is_not_sealed_on() throws SQLException {
        Sealer sealer = runningSealer();
        asSuperuser(
                "DELETE FROM eventlog.entry WHERE position >= 590", "UPDATE eventlog.log_head SET next_position = 590");
        sealed.store(30);
        mustBreak(sealer);
    }

    @Test
    void history_rewritten_up_to_its_end_while_a_sealer_runs_is_not_sealed_on() throws SQLException {
        Sealer sealer = runningSealer();
        asSuperuser("UPDATE eventlog.entry SET entry = convert_to(replace(convert_from(entry, 'UTF8'), '\"n\":',"
                + " '\"n\":9'), 'UTF8') WHERE position >= 250");
        sealed.store(1);
        mustBreak(sealer);
    }

    @Test
    void an_entry_put_in_with_all_behind_it_renumbered_while_a_sealer_runs_is_not_sealed_on() throws SQLException {
        Sealer sealer = runningSealer();
        asSuperuser(
                renumber("position >= 300", 100_000),
                renumber("position >= 100300", -99_999),
                "UPDATE eventlog.log_head SET next_position = " + (SIZE + 2));
        sealed.store(1);
        mustBreak(sealer);
    }

    @Test
    void a_log_under_another_origin_is_not_sealed_on() {
        assertThatThrownBy(() -> SealedTree.open(
                        sealed.log().log(),
                        new SealTable(sealed.log().pool()),
                        "test.example/renamed",
                        List.of(SealedLog.keyOf("test.example/renamed")),
                        List.of()))
                .isInstanceOf(TreeBroken.class)
                .hasMessageContaining("This log was sealed as test.example/log");
    }
}
