package se.iopledger.proofs.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.proofs.verify.WrittenLog.KEY;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.iopledger.proofs.bundle.ConsistencyBundle;
import se.iopledger.proofs.bundle.TlogProof;
import se.iopledger.proofs.merkle.MerkleTree;
import se.iopledger.proofs.note.Checkpoint;
import se.iopledger.proofs.note.SignatureType;
import se.iopledger.proofs.note.SignedNote;
import se.iopledger.proofs.note.SigningKey;
import se.iopledger.proofs.tile.EntryBundles;
import se.iopledger.proofs.tile.TileHashes;
import se.iopledger.proofs.tile.TilePath;
import se.iopledger.proofs.verify.WrittenLog.Run;

/** The program as an auditor meets it: files and options in, lines and an exit code out. */
class MainTest {

    private static final String VKEY = KEY.verifier().text();

    @TempDir
    private Path folder;

    private final WrittenLog log = new WrittenLog(700);

    @Test
    void a_proof_of_an_entry_holds_and_of_another_entry_does_not() {
        TlogProof proof = log.proof(300);
        Path bare = WrittenLog.write(folder.resolve("bare"), proof.bytes());
        Path whole = WrittenLog.write(
                folder.resolve("whole"), proof.carrying(log.entries().get(300)).bytes());
        Path entry = WrittenLog.write(folder.resolve("entry"), log.entries().get(300));
        Path other = WrittenLog.write(folder.resolve("other"), log.entries().get(301));

        assertHolds(Run.of("proof", "--key", VKEY, bare, entry), "entry 300: its", "signed by log.example/a+");
        assertHolds(Run.of("proof", "--key", VKEY, whole), "entry 300: its");
        assertDiffers(
                Run.of("proof", "--key", VKEY, whole, other),
                "entry 300: is not what the log holds there",
                "says that its sequence is 301, but stands at 300");
        assertNotFoundOut(Run.of("proof", "--key", VKEY, bare), "the proof carries no entry");
    }

    @Test
    void a_proof_under_another_key_does_not_hold() {
        SigningKey stranger = SigningKey.generate(WrittenLog.ORIGIN, SignatureType.ED25519, new SecureRandom());
        Path whole = WrittenLog.write(
                folder.resolve("whole"),
                log.proof(3).carrying(log.entries().get(3)).bytes());
        assertDiffers(
                Run.of("proof", "--key", stranger.verifier().text(), whole),
                "checkpoint: no given key of the log log.example/a signed this checkpoint");
    }

    @Test
    void a_witness_that_is_asked_for_must_have_cosigned() {
        SigningKey witness = SigningKey.generate("witness.example", SignatureType.COSIGNATURE_V1, new SecureRandom());
        SignedNote checkpoint = log.checkpoint();
        SignedNote cosigned = checkpoint.with(
                witness.cosign(Checkpoint.parse(checkpoint.text()), Instant.parse("2026-11-24T01:02:03Z")));
        TlogProof proof = log.proof(0).carrying(log.entries().getFirst());
        Path without = WrittenLog.write(folder.resolve("without"), proof.bytes());
        Path with = WrittenLog.write(
                folder.resolve("with"),
                TlogProof.parse(proof.bytes())
                        .under(checkpoint)
                        .under(new SignedNote(
                                checkpoint.text(),
                                List.of(
                                        proof.note().signatures().getFirst(),
                                        cosigned.signatures().getLast())))
                        .bytes());
        String vkey = witness.verifier().text();
        assertHolds(
                Run.of("proof", "--key", VKEY, "--witness", vkey, with),
                "cosigned by witness.example+",
                "at 2026-11-24T01:02:03Z");
        assertDiffers(Run.of("proof", "--key", VKEY, "--witness", vkey, without), "not cosigned by witness.example+");
        assertNotFoundOut(Run.of("proof", "--key", vkey, without), "a witness's with --witness");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 256, 257, 700})
    void a_whole_log_holds_as_tiles_and_as_a_dump(int size) {
        WrittenLog whole = new WrittenLog(size);
        Path tiles = whole.writeTiles(folder.resolve("tiles"));
        Path dump = whole.writeDump(folder.resolve("dump"));
        assertHolds(Run.of("tiles", "--key", VKEY, tiles), "of " + size + " entries");
        assertHolds(Run.of("dump", "--key", VKEY, dump, tiles.resolve("checkpoint")), "of " + size + " entries");
        assertHolds(Run.of("compare", dump, tiles), "all " + size + " entries");
    }

    @Test
    void a_full_tile_serves_where_the_partial_one_is_gone() throws IOException {
        Path tiles = new WrittenLog(512).writeTiles(folder.resolve("tiles"));
        Files.write(
                tiles.resolve("checkpoint"), new WrittenLog(400).checkpoint().bytes());
        assertThat(tiles.resolve("tile/0/001.p/144")).doesNotExist();
        // The level above is wider than a log of 400 has it, and is cut as well.
        assertHolds(Run.of("consistency", "--key", VKEY, older(256), tiles.resolve("checkpoint"), tiles), "first 256");
    }

    private Path older(int size) {
        return new WrittenLog(size).writeCheckpoint(folder.resolve("older-" + size));
    }

    @Test
    void one_byte_of_one_entry_is_located() {
        Path tiles = log.writeTiles(folder.resolve("tiles"));
        log.with(entries -> entries.get(421)[entries.get(421).length - 1] = ']').writeEntries(tiles);
        assertDiffers(Run.of("tiles", "--key", VKEY, tiles), "DIFFERS  entry 421: its bytes have leaf hash");
    }

    @Test
    void one_hash_of_one_tile_is_located() throws IOException {
        Path tiles = log.writeTiles(folder.resolve("tiles"));
        Path tile = tiles.resolve("tile/0/001");
        byte[] hashes = Files.readAllBytes(tile);
        hashes[10 * 32] ^= 1;
        Files.write(tile, hashes);
        assertDiffers(
                Run.of("tiles", "--key", VKEY, tiles),
                "entry 266: its bytes have leaf hash",
                "tile/0/001: has hash",
                "but the tile above it states");
    }

    @Test
    void a_changed_top_gives_another_root() throws IOException {
        Path tiles = log.writeTiles(folder.resolve("tiles"));
        Path top = tiles.resolve("tile/1/000.p/2");
        byte[] hashes = Files.readAllBytes(top);
        hashes[0] ^= 1;
        Files.write(top, hashes);
        assertDiffers(Run.of("tiles", "--key", VKEY, tiles), "tile/0/000: has hash", "root: the root of the tiles is");
    }

    @Test
    void a_dump_that_was_altered_has_another_root_and_an_older_copy_says_where() {
        Path before = log.writeDump(folder.resolve("before"));
        Path checkpoint = log.writeCheckpoint(folder.resolve("checkpoint"));
        Path now = log.with(entries -> entries.set(9, WrittenLog.entry(9, "\"id\":\"9\",\"data\":{\"a\":1}}")))
                .writeDump(folder.resolve("now"));
        assertDiffers(Run.of("dump", "--key", VKEY, now, checkpoint), "root: the root of the dump's entries is");
        assertDiffers(
                Run.of("compare", before, now), "entry 9: differs from its byte", "it had been altered in its place");
    }

    @Test
    void each_kind_of_rewriting_is_told_by_an_older_copy() {
        Path before = log.writeDump(folder.resolve("before"));
        WrittenLog removed = new WrittenLog(0);
        WrittenLog inserted = new WrittenLog(0);
        WrittenLog exchanged = new WrittenLog(0);
        for (int position = 0; position < 600; position++) {
            removed.add(position, tail(position < 50 ? position : position + 1));
            inserted.add(
                    position,
                    position == 50 ? "\"id\":\"new\",\"data\":{}}" : tail(position < 50 ? position : position - 1));
            exchanged.add(position, tail(position == 50 ? 51 : position == 51 ? 50 : position));
        }
        assertDiffers(Run.of("compare", before, removed.writeDump(folder.resolve("removed"))), "entry 50", "taken out");
        assertDiffers(
                Run.of("compare", before, inserted.writeDump(folder.resolve("inserted"))),
                "entry 50",
                "another had been put in front of it");
        assertDiffers(
                Run.of("compare", before, exchanged.writeDump(folder.resolve("exchanged"))),
                "entry 50",
                "changed places with the next one");
        assertDiffers(
                Run.of("compare", before, new WrittenLog(699).writeDump(folder.resolve("shorter"))),
                "entry 699: the newer copy ends here");
        assertHolds(Run.of("compare", before, new WrittenLog(701).writeDump(folder.resolve("longer"))), "goes on");
    }

    private static String tail(int number) {
        return "\"id\":\"" + number + "\",\"data\":{}}";
    }

    @Test
    void history_rewritten_and_signed_anew_contradicts_an_older_checkpoint() {
        WrittenLog rewritten = new WrittenLog(0);
        for (int position = 0; position < 700; position++) {
            rewritten.add(position, tail(position < 400 ? position : position + 1));
        }
        Path tiles = rewritten.writeTiles(folder.resolve("tiles"));
        Path dump = rewritten.writeDump(folder.resolve("dump"));
        Path checkpoint = tiles.resolve("checkpoint");
        assertHolds(Run.of("tiles", "--key", VKEY, tiles), "700 entries");
        assertDiffers(
                Run.of("tiles", "--key", VKEY, "--older", older(300), "--older", older(500), tiles),
                "holds    older checkpoint of 300: the first 300 entries are still those",
                "DIFFERS  older checkpoint of 500: the first 500 entries are no longer those");
        assertDiffers(
                Run.of("dump", "--key", VKEY, "--older", older(500), dump, checkpoint),
                "DIFFERS  older checkpoint of 500");
        assertDiffers(
                Run.of("dump", "--key", VKEY, "--older", older(800), dump, checkpoint),
                "the log has become shorter than it was then");
        assertDiffers(Run.of("consistency", "--key", VKEY, older(500), checkpoint, tiles), "DIFFERS  consistency");
        assertHolds(Run.of("consistency", "--key", VKEY, older(300), checkpoint, tiles), "first 300 of 700");
    }

    @Test
    void a_consistency_bundle_is_verified() {
        WrittenLog newer = new WrittenLog(701);
        Path tiles = newer.writeTiles(folder.resolve("tiles"));
        ConsistencyBundle bundle = new ConsistencyBundle(
                new MerkleTree(new TileHashes(new LogDirectory(tiles), 701))
                        .consistency(700, 701)
                        .path(),
                log.checkpoint(),
                newer.checkpoint());
        Path file = WrittenLog.write(folder.resolve("bundle"), bundle.bytes());
        assertHolds(Run.of("consistency", "--key", VKEY, file), "the first 700 of 701 entries");
        Path empty = WrittenLog.write(
                folder.resolve("empty"),
                new ConsistencyBundle(List.of(), log.checkpoint(), newer.checkpoint()).bytes());
        assertDiffers(Run.of("consistency", "--key", VKEY, empty), "is no consistency proof from 700 to 701");
        assertNotFoundOut(
                Run.of("consistency", "--key", VKEY, older(1), older(2)), "two checkpoints alone prove nothing");
    }

    @Test
    void an_entry_at_another_position_or_before_its_time_is_named() {
        WrittenLog moved = log.with(entries -> entries.set(5, WrittenLog.entry(6, tail(5))));
        Path dump = moved.writeDump(folder.resolve("dump"));
        Path checkpoint = moved.writeCheckpoint(folder.resolve("checkpoint"));
        assertDiffers(
                Run.of("dump", "--key", VKEY, dump, checkpoint),
                "entry 5: says that its sequence is 6, but stands at 5",
                "1 difference.");

        WrittenLog early = log.with(entries -> {
            String text = new String(WrittenLog.entry(5, tail(5)), StandardCharsets.UTF_8);
            entries.set(5, text.replace("00:00:05", "00:00:03").getBytes(StandardCharsets.UTF_8));
        });
        assertDiffers(
                Run.of(
                        "dump",
                        "--key",
                        VKEY,
                        early.writeDump(folder.resolve("early")),
                        early.writeCheckpoint(folder.resolve("early-checkpoint"))),
                "entry 5: was recorded at 2026-01-01T00:00:03.000000Z, before the entry in front of it");
    }

    @Test
    void a_dump_longer_or_shorter_than_its_checkpoint_is_named() {
        Path dump = log.writeDump(folder.resolve("dump"));
        assertDiffers(Run.of("dump", "--key", VKEY, dump, older(699)), "size: the dump goes on after the 699 entries");
        assertDiffers(Run.of("dump", "--key", VKEY, dump, older(701)), "size: the dump ends after 700 entries");
    }

    @Test
    void a_dump_cut_off_anywhere_is_not_judged() throws IOException {
        WrittenLog small = new WrittenLog(3);
        byte[] whole = Files.readAllBytes(small.writeDump(folder.resolve("dump")));
        Path checkpoint = small.writeCheckpoint(folder.resolve("checkpoint"));
        int shorter = 0;
        for (int length = 0; length < whole.length; length++) {
            Run run = Run.of(
                    "dump",
                    "--key",
                    VKEY,
                    WrittenLog.write(folder.resolve("cut"), Arrays.copyOf(whole, length)),
                    checkpoint);
            if (run.exitCode() == Main.DIFFERS) {
                assertDiffers(run, "size: the dump ends after");
                shorter++;
            } else {
                assertNotFoundOut(run, "cut: cut off at byte " + length);
            }
        }
        assertThat(shorter).as("cuts between two entries").isEqualTo(3);
    }

    @Test
    void any_byte_of_any_file_that_is_changed_is_noticed() throws IOException {
        Path tiles = new WrittenLog(4).writeTiles(folder.resolve("tiles"));
        int changes = 0;
        for (String name : List.of("checkpoint", "tile/0/000.p/4", "tile/entries/000.p/4")) {
            Path file = tiles.resolve(name);
            byte[] whole = Files.readAllBytes(file);
            for (int at = 0; at < whole.length; at++) {
                byte[] changed = whole.clone();
                changed[at] ^= (byte) (1 << (at % 8));
                Files.write(file, changed);
                Run run = Run.of("tiles", "--key", VKEY, tiles);
                assertThat(run.exitCode()).as("%s, byte %d: %s", name, at, run).isIn(Main.DIFFERS, Main.NOT_FOUND_OUT);
                assertThat(run.out() + run.err())
                        .doesNotContainIgnoringCase("verified")
                        .doesNotContain("mistake in this program");
                changes++;
            }
            Files.write(file, whole);
        }
        assertThat(changes).isGreaterThan(500);
        assertHolds(Run.of("tiles", "--key", VKEY, tiles), "4 entries");
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 256, 259})
    void nothing_stands_unverified_behind_what_a_file_promises(int size) throws IOException {
        WrittenLog whole = new WrittenLog(size);
        Path tiles = whole.writeTiles(folder.resolve("tiles"));
        int last = (size - 1) / 256;
        Path bundle = tiles.resolve(new TilePath.Entries(last, TilePath.widthIn(size, 0, last)).text());
        byte[] honest = Files.readAllBytes(bundle);
        WrittenLog more = new WrittenLog(size + 1);
        byte[] slipped = EntryBundles.encode(more.entries().subList(size, size + 1));
        append(bundle, slipped);
        assertDiffers(
                Run.of("tiles", "--key", VKEY, tiles), "entry " + size + ": stands in tile/entries/", "behind the");
        Files.write(bundle, honest);
        append(bundle, new byte[] {7});
        assertNotFoundOut(Run.of("tiles", "--key", VKEY, tiles), "cut off at byte " + (honest.length + 1));
        Files.write(bundle, honest);
        append(tiles.resolve(new TilePath.Hashes(0, last, TilePath.widthIn(size, 0, last)).text()), new byte[] {7});
        assertNotFoundOut(Run.of("tiles", "--key", VKEY, tiles), size == 256 ? "more than 8192" : "goes on after its");
    }

    private static void append(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes, StandardOpenOption.APPEND);
    }

    @Test
    void a_tile_cut_off_or_missing_is_not_judged() throws IOException {
        Path tiles = log.writeTiles(folder.resolve("tiles"));
        Path tile = tiles.resolve("tile/0/002.p/188");
        byte[] hashes = Files.readAllBytes(tile);
        Files.write(tile, Arrays.copyOf(hashes, 33));
        assertNotFoundOut(Run.of("tiles", "--key", VKEY, tiles), "tile/0/002.p/188: cut off at byte 33 of 6016");
        Files.delete(tile);
        assertNotFoundOut(Run.of("tiles", "--key", VKEY, tiles), "tile/0/002.p/188: there is no such file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "prove",
                "proof",
                "proof --key",
                "proof --key nothing file",
                "proof --key log.example/a+00000000+AAAA file",
                "proof --unknown 1 file",
                "tiles --key missing-file directory",
                "dump one",
                "compare one",
                "compare missing-one missing-two",
                "consistency",
                "key",
                "key old",
                "key new only-a-name",
                "key new spaced name file",
                "key public",
                "key public missing-file"
            })
    void what_cannot_be_understood_or_read_gets_one_clear_line(String command) {
        Run run = Run.of((Object[]) command.split(" "));
        assertNotFoundOut(run, "proofs: ");
        assertThat(run.err()).hasLineCount(1);
    }

    @Test
    void a_key_is_made_readable_by_its_owner_only_and_never_over_another() throws IOException {
        Path file = folder.resolve("key");
        Run made = Run.of("key", "new", "log.example/new", file);
        assertThat(made.exitCode()).isZero();
        assertThat(made.out()).startsWith("log.example/new+");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Run.of("key", "public", file).out()).isEqualTo(made.out());
        assertNotFoundOut(Run.of("key", "new", "log.example/new", file), "is there already");
        assertThat(Run.of("key", "public", file).out()).isEqualTo(made.out());

        Run witness = Run.of("key", "new", "--for-witness", "witness.example", folder.resolve("witness"));
        assertThat(witness.out()).startsWith("witness.example+").contains("+B");
    }

    @Test
    void keys_are_read_from_a_file_too() {
        Path keys = WrittenLog.write(
                folder.resolve("keys"), (VKEY + "\n\n" + VKEY + "\n").getBytes(StandardCharsets.UTF_8));
        Path tiles = log.writeTiles(folder.resolve("tiles"));
        assertHolds(Run.of("tiles", "--key", keys, tiles), "700 entries");
        Path bad = WrittenLog.write(folder.resolve("bad"), (VKEY + "\nnot a key\n").getBytes(StandardCharsets.UTF_8));
        assertNotFoundOut(Run.of("tiles", "--key", bad, tiles), "bad, line 2: a public key is written");
    }

    @Test
    void what_is_missing_or_mistaken_on_the_command_line_is_said_once_and_clearly() {
        Path tiles = log.writeTiles(folder.resolve("tiles"));
        Path secret = folder.resolve("secret");
        assertHolds(Run.of("tiles", "--key", VKEY, tiles), "700 entries");
        assertThat(Run.of("key", "new", "log.example/other", secret).exitCode()).isZero();
        assertNotFoundOut(Run.of("tiles", "--key", secret, tiles), "secret, line 1: this is a signing key");
        assertNotFoundOut(Run.of("tiles", tiles), "--key is missing: whose log should this be?");
        Path nowhere = folder.resolve("nowhere");
        for (String command : List.of("proof", "consistency")) {
            Run missing = Run.of(command, "--key", VKEY, nowhere);
            assertNotFoundOut(missing, "nowhere: there is no such file");
            assertThat(missing.err()).as(command).containsOnlyOnce("nowhere");
        }
    }

    @Test
    void help_is_given_when_asked_for() {
        Run help = Run.of("--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("compare").contains("Exit code");
    }

    private static void assertHolds(Run run, String... parts) {
        assertThat(run.exitCode()).as(run.toString()).isEqualTo(Main.HOLDS);
        assertThat(run.out()).contains(parts).doesNotContain("DIFFERS").endsWith("Verified: all of the above holds.\n");
        assertThat(run.err()).isEmpty();
    }

    private static void assertDiffers(Run run, String... parts) {
        assertThat(run.exitCode()).as(run.toString()).isEqualTo(Main.DIFFERS);
        assertThat(run.out()).contains(parts).contains("Does not hold: ").doesNotContainIgnoringCase("verified");
        assertThat(run.err()).isEmpty();
    }

    private static void assertNotFoundOut(Run run, String part) {
        assertThat(run.exitCode()).as(run.toString()).isEqualTo(Main.NOT_FOUND_OUT);
        assertThat(run.err())
                .contains(part)
                .doesNotContainIgnoringCase("verified")
                .doesNotContain("\tat ", "mistake in this program");
        assertThat(run.out()).doesNotContainIgnoringCase("verified");
    }
}
