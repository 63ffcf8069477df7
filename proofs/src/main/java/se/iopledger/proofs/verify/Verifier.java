package se.iopledger.proofs.verify;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.iopledger.proofs.DoesNotHold;
import se.iopledger.proofs.Malformed;
import se.iopledger.proofs.bundle.ConsistencyBundle;
import se.iopledger.proofs.bundle.TlogProof;
import se.iopledger.proofs.merkle.Frontier;
import se.iopledger.proofs.merkle.Hash;
import se.iopledger.proofs.merkle.MerkleTree;
import se.iopledger.proofs.merkle.TreeHasher;
import se.iopledger.proofs.note.Checkpoint;
import se.iopledger.proofs.note.SignedNote;
import se.iopledger.proofs.tile.EntryReader;
import se.iopledger.proofs.tile.TileHashes;
import se.iopledger.proofs.tile.TilePath;

/**
 * Verifies proofs, whole logs and the growth of a log, and reports what holds and what does not. Input that cannot be
 * read ends it with {@link Malformed}, before anything is said to hold.
 */
public final class Verifier {

    private final Trust trust;
    private final Progress progress;

    /** @param progress where to say how far something long has come */
    public Verifier(Trust trust, PrintStream progress) {
        this.trust = trust;
        this.progress = new Progress(progress);
    }

    /**
     * Verifies the proof of one entry.
     *
     * @param entry the entry's bytes as they were found; null: those that came with the proof
     * @throws Malformed if there is no entry in either place
     */
    public Report proof(TlogProof proof, byte @Nullable [] entry) {
        Report report = new Report();
        byte[] carried = proof.entry().orElse(null);
        byte[] bytes = entry != null ? entry : carried;
        if (bytes == null) {
            throw new Malformed("the proof carries no entry, and none was given beside it");
        }
        Checkpoint checkpoint = trust.open("checkpoint", proof.note(), report);
        String place = "entry " + proof.index();
        checkOpening(place, bytes, proof.index(), report);
        if (checkpoint == null) {
            return report;
        }
        try {
            Hash leaf = TreeHasher.leafHash(bytes);
            proof.inclusion().verify(leaf, checkpoint.root());
            report.holds(place, "its " + bytes.length + " bytes, leaf hash " + leaf.hex() + ", are in the log");
        } catch (DoesNotHold refused) {
            report.fails(place, "is not what the log holds there: " + refused.getMessage());
        }
        return report;
    }

    private static void checkOpening(String place, byte[] entry, long position, Report report) {
        String fault = new EntryOpening().fault(entry, 0, entry.length, position);
        if (fault != null) {
            report.fails(place, fault);
        }
    }

    /** Verifies that a log only grew from one checkpoint to another. */
    public Report consistency(ConsistencyBundle bundle) {
        Report report = new Report();
        Checkpoint older = trust.open("older checkpoint", bundle.older(), report);
        Checkpoint newer = trust.open("newer checkpoint", bundle.newer(), report);
        if (older != null && newer != null) {
            try {
                report.holds("consistency", grown(older, bundle.verify(trust.logKeys())));
            } catch (DoesNotHold refused) {
                report.fails("consistency", String.valueOf(refused.getMessage()));
            }
        }
        return report;
    }

    /** Verifies that a log only grew from one checkpoint to another, by the tiles of the newer one. */
    public Report consistency(SignedNote older, SignedNote newer, LogDirectory tiles) {
        Checkpoint from = Checkpoint.parse(older.text());
        Checkpoint to = Checkpoint.parse(newer.text());
        List<Hash> path = from.size() > 0 && from.size() <= to.size()
                ? new MerkleTree(new TileHashes(tiles, to.size()))
                        .consistency(from.size(), to.size())
                        .path()
                : List.of();
        return consistency(new ConsistencyBundle(path, older, newer));
    }

    private static String grown(Checkpoint older, Checkpoint newer) {
        return "the first " + older.size() + " of " + newer.size() + " entries are those of the older checkpoint";
    }

    /**
     * Verifies a whole log from a dump: all its entries, from position 0 on, in the encoding of entry bundles.
     *
     * @param name of the dump, for messages
     * @param olderNotes earlier checkpoints of the same log
     */
    public Report dump(InputStream dump, String name, SignedNote note, List<SignedNote> olderNotes) throws IOException {
        Report report = new Report();
        Checkpoint checkpoint = trust.open("checkpoint", note, report);
        List<Checkpoint> older = openOlder(olderNotes, checkpoint, report);
        long size = Checkpoint.parse(note.text()).size();
        Map<Long, Hash> roots = new HashMap<>();
        Frontier tree = new Frontier();
        EntryOpening opening = new EntryOpening();
        try (EntryReader entries = new EntryReader(dump, name, 0)) {
            keepRootIfWanted(tree, older, roots);
            while (tree.size() < size && entries.next()) {
                progress.at(tree.size(), size);
                String fault = opening.fault(entries.buffer(), entries.offset(), entries.length(), entries.position());
                if (fault != null) {
                    report.fails("entry " + entries.position(), fault);
                }
                tree.appendEntry(entries.buffer(), entries.offset(), entries.length());
                keepRootIfWanted(tree, older, roots);
            }
            if (tree.size() == size && entries.next()) {
                report.fails("size", "the dump goes on after the " + size + " entries of the checkpoint");
            }
        }
        if (tree.size() < size) {
            report.fails("size", "the dump ends after " + tree.size() + " entries, the checkpoint states " + size);
        } else if (checkpoint != null) {
            compareRoot("root", checkpoint, tree.root(), "of the dump's entries", report);
        }
        older.forEach(one -> compareOlder(one, roots.get(one.size()), report));
        return report;
    }

    private static void keepRootIfWanted(Frontier tree, List<Checkpoint> older, Map<Long, Hash> roots) {
        for (Checkpoint checkpoint : older) {
            if (checkpoint.size() == tree.size()) {
                roots.put(tree.size(), tree.root());
            }
        }
    }

    /**
     * Verifies a whole log from its tiles and entry bundles: each entry against its leaf, each tile against the one
     * above it, and what is on top against the checkpoint.
     *
     * @param olderNotes earlier checkpoints of the same log
     */
    public Report tiles(LogDirectory directory, List<SignedNote> olderNotes) throws IOException {
        Report report = new Report();
        SignedNote note = directory.checkpoint();
        Checkpoint checkpoint = trust.open("checkpoint", note, report);
        List<Checkpoint> older = openOlder(olderNotes, checkpoint, report);
        long size = Checkpoint.parse(note.text()).size();
        long before = report.failures();
        checkEntries(directory, size, report);
        checkParents(directory, size, report);
        if (report.failures() == before) {
            report.holds(
                    "tiles",
                    "each of the " + size + " entries is the leaf that its tile states, and each tile the"
                            + " hash that the tile above it states");
        }
        MerkleTree tree = new MerkleTree(new TileHashes(directory, size));
        if (checkpoint != null) {
            compareRoot("root", checkpoint, tree.root(size), "of the tiles", report);
        }
        older.forEach(one -> compareOlder(one, one.size() <= size ? tree.root(one.size()) : null, report));
        return report;
    }

    private void checkEntries(LogDirectory directory, long size, Report report) throws IOException {
        EntryOpening opening = new EntryOpening();
        TreeHasher hasher = new TreeHasher();
        byte[] leaf = new byte[Hash.BYTES];
        for (long number = 0; TilePath.widthIn(size, 0, number) > 0; number++) {
            int width = TilePath.widthIn(size, 0, number);
            byte[] tile = directory.read(new TilePath.Hashes(0, number, width));
            TilePath.Entries bundle = new TilePath.Entries(number, width);
            try (EntryReader entries = directory.entries(bundle)) {
                for (int i = 0; i < width; i++) {
                    if (!entries.next()) {
                        throw new Malformed(bundle + ": ends after " + i + " of " + width + " entries");
                    }
                    progress.at(entries.position(), size);
                    String fault =
                            opening.fault(entries.buffer(), entries.offset(), entries.length(), entries.position());
                    if (fault != null) {
                        report.fails("entry " + entries.position(), fault);
                    }
                    hasher.leaf(entries.buffer(), entries.offset(), entries.length(), leaf, 0);
                    compareLeaf(entries.position(), Hash.at(leaf, 0), Hash.at(tile, i * Hash.BYTES), report);
                }
                if (directory.isItself(bundle) && entries.next()) {
                    report.fails(
                            "entry " + entries.position(),
                            "stands in " + bundle + " behind the " + width + " entries that it promises, and no tile"
                                    + " states its leaf");
                }
            }
        }
    }

    private static void compareLeaf(long position, Hash computed, Hash stated, Report report) {
        if (!computed.equals(stated)) {
            report.fails(
                    "entry " + position,
                    "its bytes have leaf hash " + computed.hex() + ", but its tile states " + stated.hex());
        }
    }

    private static void checkParents(LogDirectory directory, long size, Report report) {
        TreeHasher hasher = new TreeHasher();
        byte[] scratch = new byte[TilePath.FULL_WIDTH * Hash.BYTES];
        for (int level = 0; TilePath.widthIn(size, level + 1, 0) > 0; level++) {
            byte[] parents = {};
            for (long number = 0; TilePath.widthIn(size, level, number) == TilePath.FULL_WIDTH; number++) {
                int offset = (int) (number % TilePath.FULL_WIDTH);
                if (offset == 0) {
                    long above = number / TilePath.FULL_WIDTH;
                    parents = directory.read(
                            new TilePath.Hashes(level + 1, above, TilePath.widthIn(size, level + 1, above)));
                }
                TilePath.Hashes tile = new TilePath.Hashes(level, number, TilePath.FULL_WIDTH);
                Hash computed = hasher.rootOfPerfect(directory.read(tile), 0, TilePath.FULL_WIDTH, scratch);
                Hash stated = Hash.at(parents, offset * Hash.BYTES);
                if (!computed.equals(stated)) {
                    report.fails(
                            tile.text(),
                            "has hash " + computed.hex() + ", but the tile above it states " + stated.hex());
                }
            }
        }
    }

    private static void compareRoot(String place, Checkpoint checkpoint, Hash computed, String of, Report report) {
        if (computed.equals(checkpoint.root())) {
            report.holds(place, "the root " + of + " is the checkpoint's");
        } else {
            report.fails(
                    place,
                    "the root " + of + " is " + computed.base64() + ", the checkpoint states "
                            + checkpoint.root().base64());
        }
    }

    /** From the smallest to the largest, so that the first that differs says between which sizes history changed. */
    private List<Checkpoint> openOlder(List<SignedNote> notes, @Nullable Checkpoint newest, Report report) {
        List<Checkpoint> older = new ArrayList<>();
        for (SignedNote note : notes) {
            Checkpoint checkpoint = trust.open("older checkpoint", note, report);
            if (checkpoint == null) {
                continue;
            }
            if (newest != null && !checkpoint.origin().equals(newest.origin())) {
                report.fails("older checkpoint", "is of another log: " + checkpoint.origin());
            } else {
                older.add(checkpoint);
            }
        }
        older.sort(Comparator.comparingLong(Checkpoint::size));
        return older;
    }

    private static void compareOlder(Checkpoint older, @Nullable Hash root, Report report) {
        String place = "older checkpoint of " + older.size();
        if (root == null) {
            report.fails(place, "the log has become shorter than it was then");
        } else if (root.equals(older.root())) {
            report.holds(place, "the first " + older.size() + " entries are still those of that checkpoint");
        } else {
            report.fails(
                    place,
                    "the first " + older.size() + " entries are no longer those of that checkpoint: their root" + " is "
                            + root.base64() + ", it stated " + older.root().base64());
        }
    }
}
