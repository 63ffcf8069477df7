package se.iopledger.eventlog.seal;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.iopledger.eventlog.Entry;
import se.iopledger.eventlog.EventLog;
import se.iopledger.proofs.DoesNotHold;
import se.iopledger.proofs.Malformed;
import se.iopledger.proofs.merkle.Hash;
import se.iopledger.proofs.note.Checkpoint;
import se.iopledger.proofs.note.SignedNote;
import se.iopledger.proofs.note.SigningKey;
import se.iopledger.proofs.note.VerifierKey;
import se.iopledger.proofs.tile.TilePath;
import se.iopledger.proofs.tile.TileTree;

/**
 * The tree between one seal and the next, as one sealer has it in memory. Opened from the database it is checked first:
 * what was signed, what is stored of the tree, and the log's last entries must agree. After a seal that failed it is of
 * no further use. Serves one thread.
 */
final class SealedTree {

    private static final Logger LOG = LoggerFactory.getLogger(SealedTree.class);

    /** Large enough that a log that was never sealed is sealed at the speed of reading it. */
    private static final int PAGE = 2_000;

    /** A long backlog is sealed in steps of this size, so that a step that fails loses little. */
    private static final int MOST_ENTRIES_PER_SEAL = 100_000;

    private final EventLog log;
    private final SealTable table;
    private final String origin;
    private final List<SigningKey> keys;
    private final TileTree tree;

    /** -1 before the first seal. */
    private long sealedSize;

    /** Of the tree's last entry; of no meaning while it has none. */
    private Hash lastLeaf;

    private SealedTree(
            EventLog log,
            SealTable table,
            String origin,
            List<SigningKey> keys,
            TileTree tree,
            long sealedSize,
            Hash lastLeaf) {
        this.log = log;
        this.table = table;
        this.origin = origin;
        this.keys = keys;
        this.tree = tree;
        this.sealedSize = sealedSize;
        this.lastLeaf = lastLeaf;
    }

    /**
     * Goes on from the newest checkpoint.
     *
     * @param formerKeys public keys whose signature under that checkpoint is good too
     * @throws TreeBroken if checkpoint, tree and log do not agree
     */
    static SealedTree open(
            EventLog log, SealTable table, String origin, List<SigningKey> keys, List<VerifierKey> formerKeys)
            throws SQLException {
        try {
            Optional<SignedNote> newest = table.newest();
            if (newest.isEmpty()) {
                return new SealedTree(log, table, origin, keys, new TileTree(), -1, Hash.OF_EMPTY_TREE);
            }
            Checkpoint checkpoint = opened(newest.get(), origin, keys, formerKeys);
            TileTree tree = TileTree.of(checkpoint.size(), table);
            if (!tree.root().equals(checkpoint.root())) {
                throw new TreeBroken("The stored tree of " + tree.size() + " entries has the root "
                        + tree.root().base64() + ", but "
                        + checkpoint.root().base64() + " was signed.");
            }
            Hash lastLeaf = checkLastEntries(log, table, tree.size());
            return new SealedTree(log, table, origin, keys, tree, tree.size(), lastLeaf);
        } catch (Malformed notAsStored) {
            throw new TreeBroken("What is stored of the tree cannot be read: " + notAsStored.getMessage(), notAsStored);
        }
    }

    private static Checkpoint opened(
            SignedNote newest, String origin, List<SigningKey> keys, List<VerifierKey> formerKeys) {
        Checkpoint stored = Checkpoint.parse(newest.text());
        if (!stored.origin().equals(origin)) {
            throw new TreeBroken(
                    "This log was sealed as " + stored.origin() + ", and is now said to be " + origin + ".");
        }
        try {
            return Checkpoint.open(
                    newest,
                    Stream.concat(keys.stream().map(SigningKey::verifier), formerKeys.stream())
                            .toList());
        } catch (DoesNotHold notSigned) {
            throw new TreeBroken(
                    "The newest stored checkpoint, of " + stored.size()
                            + " entries, is not signed by any of the present"
                            + " keys: " + notSigned.getMessage()
                            + ". If the key was changed, start with the former key beside the new one; if it was lost,"
                            + " name its public key among the former ones.",
                    notSigned);
        }
    }

    /**
     * The entries behind the last tile of leaf hashes: an altered, missing or exchanged one is found at once.
     *
     * @return the leaf hash of the last
     */
    private static Hash checkLastEntries(EventLog log, SealTable table, long size) {
        if (log.head() < size - 1) {
            throw new TreeBroken(size + " entries were sealed, but the log ends at position " + log.head() + ".");
        }
        if (size == 0) {
            return Hash.OF_EMPTY_TREE;
        }
        long number = (size - 1) / TilePath.FULL_WIDTH;
        int width = TilePath.widthIn(size, 0, number);
        byte[] leaves = table.read(new TilePath.Hashes(0, number, width));
        long position = number * TilePath.FULL_WIDTH;
        List<Entry> entries = log.readFrom(position, width);
        for (int i = 0; i < width; i++, position++) {
            Hash sealed = Hash.at(leaves, i * Hash.BYTES);
            if (i >= entries.size() || entries.get(i).position() != position) {
                throw new TreeBroken("Entry " + position + " was sealed, but the log does not have it.");
            }
            if (!entries.get(i).leaf().equals(sealed)) {
                throw new TreeBroken("Entry " + position + " was sealed with leaf hash " + sealed.hex()
                        + ", but the log now has one of leaf hash "
                        + entries.get(i).leafHashHex() + " there.");
            }
        }
        return Hash.at(leaves, (width - 1) * Hash.BYTES);
    }

    /** How many entries are sealed; -1 before the first seal. */
    long sealedSize() {
        return sealedSize;
    }

    /** How a seal ended. */
    enum Outcome {
        /** There was something to seal, and it is stored. */
        SEALED,
        /** There was nothing. */
        UP_TO_DATE,
        /** Another sealer was faster: open the tree anew. */
        OVERTAKEN
    }

    /**
     * Seals what the log has beyond the last seal, or the first part of it if that is much. What is new is read together
     * with the last entry before it, which must be the tree's last leaf: a log that was cut, renumbered or rewritten up to
     * its end while this sealer runs is not sealed on.
     *
     * @param stop asked between pages: whether to read no further and seal what was read
     * @throws TreeBroken if the log is not as a log is
     */
    Outcome seal(BooleanSupplier stop) throws SQLException {
        Map<TilePath.Hashes, byte[]> tiles = new HashMap<>();
        while (tree.size() - Math.max(sealedSize, 0) < MOST_ENTRIES_PER_SEAL && !stop.getAsBoolean()) {
            List<Entry> page = nextPage();
            for (Entry entry : page) {
                append(entry, tiles);
            }
            if (page.size() < PAGE) {
                break;
            }
        }
        if (tree.size() == sealedSize) {
            return Outcome.UP_TO_DATE;
        }
        tiles.putAll(tree.partialTilesGrownSince(Math.max(sealedSize, 0)));
        Checkpoint checkpoint = new Checkpoint(origin, tree.size(), tree.root());
        if (!table.seal(sealedSize, tiles, checkpoint, checkpoint.signedBy(keys))) {
            return Outcome.OVERTAKEN;
        }
        LOG.debug("Sealed {} entries of {}.", checkpoint.size(), origin);
        sealedSize = checkpoint.size();
        return Outcome.SEALED;
    }

    /** What follows the tree, if the log still has the tree's last entry in front of it. */
    private List<Entry> nextPage() {
        if (tree.size() == 0) {
            return log.readFrom(0, PAGE);
        }
        long last = tree.size() - 1;
        List<Entry> read = log.readFrom(last, PAGE + 1);
        if (read.isEmpty() || read.getFirst().position() != last) {
            throw new TreeBroken("Entry " + last + " is in the tree, but the log does not have it any more.");
        }
        if (!read.getFirst().leaf().equals(lastLeaf)) {
            throw new TreeBroken("Entry " + last + " is in the tree with leaf hash " + lastLeaf.hex()
                    + ", but the log now has one of leaf hash "
                    + read.getFirst().leafHashHex() + " there.");
        }
        return read.subList(1, read.size());
    }

    private void append(Entry entry, Map<TilePath.Hashes, byte[]> tiles) {
        if (entry.position() != tree.size()) {
            throw new TreeBroken("Where position " + tree.size() + " should be, the log has " + entry + ".");
        }
        lastLeaf = entry.leaf();
        tree.append(lastLeaf, tiles::put);
    }
}
