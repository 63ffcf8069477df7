package se.iopledger.eventlog.complete;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import se.iopledger.eventlog.Append;
import se.iopledger.eventlog.AppendResult;
import se.iopledger.eventlog.Entry;
import se.iopledger.eventlog.EntryRestoration;
import se.iopledger.eventlog.testing.Events;
import se.iopledger.eventlog.testing.KeptCopy;
import se.iopledger.eventlog.testing.TestDatabase;
import se.iopledger.proofs.DoesNotHold;
import se.iopledger.proofs.Malformed;
import se.iopledger.proofs.merkle.Frontier;
import se.iopledger.proofs.merkle.Hash;
import se.iopledger.proofs.merkle.TreeHasher;
import se.iopledger.proofs.note.Checkpoint;
import se.iopledger.proofs.note.SignatureType;
import se.iopledger.proofs.note.SigningKey;
import se.iopledger.proofs.tile.EntryBundles;
import se.iopledger.proofs.tile.TilePath;

/** A log that was put back to yesterday gets back what it had today, or nothing that differs. */
class LogCompletionTest {

    /** Not at the end of a bundle, and so that a chunk ends within an append. */
    private static final int YESTERDAY = 301;

    private static final int TODAY = 3_000;

    private final RememberedLog original = new RememberedLog();
    private final List<String> told = new ArrayList<>();

    @AfterEach
    void close() {
        original.close();
    }

    @Test
    void what_is_missing_is_put_back_exactly_and_every_checkpoint_ever_signed_holds() throws Exception {
        original.store(200);
        original.seal();
        TestDatabase yesterday = yesterday();
        KeptCopy copy = original.copy();
        String contents = RememberedLog.contents(original.database());
        List<Checkpoint> signed = original.checkpoints();

        LogCompletion.Outcome outcome = complete(yesterday, copy, false);
        assertThat(outcome).isEqualTo(new LogCompletion.Outcome(YESTERDAY, TODAY, TODAY, 0));
        assertThat(RememberedLog.contents(yesterday)).isEqualTo(contents);
        assertThat(told).contains("… 2699 of 2699 missing entries put back");

        original.putBack(yesterday);
        for (Checkpoint checkpoint : signed) {
            assertThat(root(checkpoint.size())).isEqualTo(checkpoint.root());
        }
        Entry last = original.log().readFrom(TODAY - 1, 1).getFirst();
        AppendResult.Stored next = (AppendResult.Stored)
                original.log().append(Events.append("next", 0, 1)).join();
        assertThat(next.firstPosition()).isEqualTo(TODAY);
        assertThat(next.recordedTime()).isAfterOrEqualTo(last.recordedTime());
        assertThat(original.log().append(keyAgain()).join()).isInstanceOf(AppendResult.KeyAlreadyUsed.class);
        original.seal();
        assertThat(original.checkpoints().getLast().size()).isEqualTo(TODAY + 1);
    }

    private static Append keyAgain() {
        return Events.append(Events.unfinished("another", 0)
                .with("municipality", "0380")
                .with("actor", "actor-1")
                .with("idempotencykey", "key-501")
                .data(Events.json("{}")));
    }

    @Test
    void a_log_that_is_whole_is_left_as_it_is() throws Exception {
        original.store(300);
        original.seal();
        String contents = RememberedLog.contents(original.database());
        assertThat(complete(original.database(), original.copy(), true))
                .isEqualTo(new LogCompletion.Outcome(300, 300, 300, 0));
        assertThat(RememberedLog.contents(original.database())).isEqualTo(contents);
    }

    @Test
    void an_empty_database_is_filled_from_the_first_entry_on() throws Exception {
        TestDatabase empty = original.backUp();
        original.store(600);
        original.seal();
        assertThat(complete(empty, original.copy(), false).after()).isEqualTo(600);
        assertThat(RememberedLog.contents(empty)).isEqualTo(RememberedLog.contents(original.database()));
    }

    @Test
    void a_changed_byte_of_the_copy_is_refused_with_its_position_and_nothing_is_put_back() throws Exception {
        TestDatabase yesterday = yesterday();
        KeptCopy copy = original.copy();
        tamper(copy, 1_234);

        assertRefused(yesterday, copy, "entry 1234: its bytes in the copy have leaf hash");
    }

    @Test
    void a_copy_that_was_rewritten_as_a_whole_is_refused_with_the_range() throws Exception {
        TestDatabase yesterday = yesterday();
        KeptCopy copy = original.copy();
        byte[] altered = tamper(copy, 1_234);
        TilePath.Hashes tile = new TilePath.Hashes(0, 4, 256);
        byte[] hashes = copy.get(tile).clone();
        TreeHasher.leafHash(altered).copyTo(hashes, (1_234 % 256) * Hash.BYTES);
        copy.put(tile, hashes);

        assertRefused(yesterday, copy, "the positions 301 to 2999");
    }

    @Test
    void a_log_that_was_written_to_after_it_was_put_back_is_refused_with_the_position() throws Exception {
        TestDatabase yesterday = yesterday();
        KeptCopy copy = original.copy();
        original.putBack(yesterday);
        original.store(3);

        assertRefused(yesterday, copy, "entry 301: the log has one of leaf hash");
    }

    @Test
    void an_entry_of_the_backup_that_was_altered_is_refused_with_its_position() throws Exception {
        TestDatabase yesterday = yesterday();
        KeptCopy copy = original.copy();
        yesterday.asSuperuser("UPDATE eventlog.entry SET entry = convert_to(replace(convert_from(entry, 'UTF8'),"
                + " '\"n\":', '\"n\":9'), 'UTF8') WHERE position = 77");

        assertRefused(yesterday, copy, "entry 77: the log has one of leaf hash");
    }

    @Test
    void an_entry_that_the_backup_lost_is_refused_with_its_position() throws Exception {
        TestDatabase yesterday = yesterday();
        KeptCopy copy = original.copy();
        yesterday.asSuperuser("DELETE FROM eventlog.entry WHERE position = 300");

        assertRefused(yesterday, copy, "entry 300: the log has none there");
    }

    @Test
    void a_checkpoint_of_another_key_or_without_the_witness_is_refused() throws Exception {
        TestDatabase yesterday = yesterday();
        KeptCopy copy = original.copy();
        Checkpoint stated = Checkpoint.parse(copy.checkpoint().text());
        SigningKey stranger = SigningKey.generate(RememberedLog.ORIGIN, SignatureType.ED25519, new SecureRandom());
        SigningKey otherWitness =
                SigningKey.generate("test.example/witness", SignatureType.COSIGNATURE_V1, new SecureRandom());

        copy.state(KeptCopy.cosigned(stated.signedBy(List.of(stranger)), original.witness()));
        assertRefused(yesterday, copy, "no given key of the log");
        copy.state(stated.signedBy(List.of(original.key())));
        assertRefused(yesterday, copy, "is not cosigned by");
        copy.state(KeptCopy.cosigned(stated.signedBy(List.of(original.key())), otherWitness));
        assertRefused(yesterday, copy, "is not cosigned by");
    }

    @Test
    void what_breaks_off_in_the_middle_goes_on_when_it_is_run_again() throws Exception {
        TestDatabase yesterday = yesterday();
        KeptCopy copy = original.copy();
        String contents = RememberedLog.contents(original.database());
        // Eleven bundles are read to verify; five more are enough for one chunk and a part of the next.
        copy.breakOffAfter(11 + 5);

        assertThatThrownBy(() -> complete(yesterday, copy, false))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("does not answer any more");
        assertThat(new EntryRestoration(yesterday.owner()).size())
                .isGreaterThan(YESTERDAY)
                .isLessThan(TODAY);

        copy.breakOffAfter(Integer.MAX_VALUE);
        assertThat(complete(yesterday, copy, false).after()).isEqualTo(TODAY);
        assertThat(RememberedLog.contents(yesterday)).isEqualTo(contents);
    }

    @Test
    void what_was_published_and_not_signed_any_more_is_put_back_only_when_asked_for() throws Exception {
        original.store(400);
        original.seal();
        TestDatabase yesterday = original.backUp();
        original.store(200);
        original.seal();
        KeptCopy cosigned = original.copy();
        original.store(50);
        original.seal();
        KeptCopy copy = original.copy();
        copy.state(cosigned.checkpoint());

        assertThat(complete(yesterday, copy, false)).isEqualTo(new LogCompletion.Outcome(400, 600, 600, 50));
        assertThat(complete(yesterday, copy, true)).isEqualTo(new LogCompletion.Outcome(600, 650, 600, 0));
        assertThat(RememberedLog.contents(yesterday)).isEqualTo(RememberedLog.contents(original.database()));
    }

    @Test
    void a_copy_that_is_behind_what_was_cosigned_is_waited_for() throws Exception {
        TestDatabase yesterday = yesterday();
        KeptCopy newest = original.copy();
        KeptCopy behind = new KeptCopy(TODAY - 1, newest.checkpoint());
        assertThatThrownBy(() -> complete(yesterday, behind, false))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("has 2999 entries without a gap, but 3000 were cosigned");
    }

    @Test
    void the_services_own_role_cannot_put_entries_back() throws Exception {
        original.store(3);
        Entry entry = original.log().readFrom(2, 1).getFirst();
        EntryRestoration asService = new EntryRestoration(original.database().app());
        assertThatThrownBy(() -> asService.restore(List.of(entry)))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied");
    }

    @Test
    void an_entry_without_its_predecessor_or_out_of_place_is_refused() throws Exception {
        TestDatabase yesterday = original.backUp();
        original.store(6);
        List<Entry> entries = original.log().readFrom(0, 6);
        EntryRestoration restoration = new EntryRestoration(yesterday.owner());
        assertThatThrownBy(() -> restoration.restore(entries.subList(1, 3)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("goes on at position 0, not at 1");
        Entry orphan = Entry.parse(new String(entries.get(1).bytes(), UTF_8)
                .replace("\"sequence\":\"1\"", "\"sequence\":\"0\"")
                .getBytes(UTF_8));
        assertThatThrownBy(() -> restoration.restore(List.of(orphan)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Position 0 does not follow on an entry of its stream");
        restoration.restore(entries.subList(0, 3));
        Entry earlier = Entry.parse(new String(entries.get(3).bytes(), UTF_8)
                .replaceFirst("\"recordedtime\":\"\\d{4}", "\"recordedtime\":\"2001")
                .getBytes(UTF_8));
        assertThatThrownBy(() -> restoration.restore(List.of(earlier)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Position 3 was recorded at 2001");
        assertThat(restoration.size()).isEqualTo(3);
    }

    /** A backup of {@value #YESTERDAY} entries, after which the log went on, sealed, to {@value #TODAY}. */
    private TestDatabase yesterday() {
        original.store(YESTERDAY - (int) (original.log().head() + 1));
        original.seal();
        TestDatabase yesterday = original.backUp();
        original.store(TODAY - YESTERDAY);
        original.seal();
        return yesterday;
    }

    private LogCompletion.Outcome complete(TestDatabase database, LogCopy copy, boolean withUnsigned)
            throws SQLException {
        return new LogCompletion(new EntryRestoration(database.owner()), copy, original.whose(), told::add)
                .complete(withUnsigned);
    }

    private void assertRefused(TestDatabase database, LogCopy copy, String where) throws SQLException {
        String before = RememberedLog.contents(database);
        assertThatThrownBy(() -> complete(database, copy, true))
                .isInstanceOf(DoesNotHold.class)
                .hasMessageContaining(where);
        assertThat(RememberedLog.contents(database)).isEqualTo(before);
    }

    /** Changes one byte of one entry's bytes; answers the entry as it is then. */
    private byte[] tamper(KeptCopy copy, long position) {
        long first = position / TilePath.FULL_WIDTH * TilePath.FULL_WIDTH;
        List<byte[]> entries = new ArrayList<>();
        original.log().readFrom(first, TilePath.FULL_WIDTH).forEach(entry -> entries.add(entry.bytes()));
        byte[] altered = entries.get((int) (position - first));
        altered[altered.length - 3] ^= 1;
        copy.put(new TilePath.Entries(first / TilePath.FULL_WIDTH, entries.size()), EntryBundles.encode(entries));
        return altered;
    }

    private Hash root(long size) {
        Frontier tree = new Frontier();
        original.log().readFrom(0, (int) size).forEach(entry -> tree.append(entry.leaf()));
        return tree.root();
    }
}
