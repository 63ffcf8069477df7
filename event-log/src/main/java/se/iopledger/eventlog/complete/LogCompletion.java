package se.iopledger.eventlog.complete;

import com.google.errorprone.annotations.CheckReturnValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import se.iopledger.eventlog.Entry;
import se.iopledger.eventlog.EntryRestoration;
import se.iopledger.eventlog.MalformedEntry;
import se.iopledger.proofs.DoesNotHold;
import se.iopledger.proofs.Malformed;
import se.iopledger.proofs.merkle.Frontier;
import se.iopledger.proofs.merkle.Hash;
import se.iopledger.proofs.merkle.TreeHasher;
import se.iopledger.proofs.note.Checkpoint;
import se.iopledger.proofs.note.SignedNote;
import se.iopledger.proofs.note.VerifierKey;
import se.iopledger.proofs.tile.EntryReader;
import se.iopledger.proofs.tile.TilePath;

/**
 * Completes a log whose database was put back to an earlier copy, from a copy that somebody else keeps of its entries.
 *
 * <p>Nothing is written before all of it is verified: the newest checkpoint is signed by the log's key and cosigned by the
 * witness's; each entry that the log still has is the one that the copy has there; the root over those and the missing ones
 * is the signed one. Then the missing ones are put back, chunk by chunk, each in one transaction and each entry once more
 * held against what was verified. Cut short it leaves a log that is shorter and whole, and is run again.
 */
@CheckReturnValue
public final class LogCompletion {

    private static final int CHUNK = 4 * TilePath.FULL_WIDTH;

    private final EntryRestoration log;
    private final LogCopy copy;
    private final Whose whose;
    private final Consumer<String> progress;

    /**
     * Whose log it is, and whose word is taken for it.
     *
     * @param source as its entries name it
     * @param logKeys public keys, one of which must have signed the checkpoint
     * @param witnessKeys public keys, one of which must have cosigned it
     */
    public record Whose(String source, List<VerifierKey> logKeys, List<VerifierKey> witnessKeys) {

        public Whose {
            logKeys = List.copyOf(logKeys);
            witnessKeys = List.copyOf(witnessKeys);
        }
    }

    /**
     * How it ended.
     *
     * @param before entries in the log before
     * @param after entries in it now
     * @param signed entries that the checkpoint covers
     * @param left entries that the copy has beyond that and that were not asked for
     */
    public record Outcome(long before, long after, long signed, long left) {}

    /** @param progress told now and then, in words */
    public LogCompletion(EntryRestoration log, LogCopy copy, Whose whose, Consumer<String> progress) {
        this.log = log;
        this.copy = copy;
        this.whose = whose;
        this.progress = progress;
    }

    /**
     * Completes the log.
     *
     * @param withUnsigned whether to take what the copy has beyond the checkpoint too: entries of the last moments, which
     *     were published and not signed any more. For those there is the copy's word alone
     * @throws DoesNotHold if something differs; the message says where. Nothing was written, or, if it was found while
     *     writing, nothing from that chunk on
     * @throws Malformed if the copy cannot be read, with where
     * @throws IllegalStateException if somebody else writes to the log
     * @throws SQLException if the log's database refuses or does not answer
     */
    public Outcome complete(boolean withUnsigned) throws SQLException {
        Checkpoint signed = opened(copy.checkpoint());
        long kept = copy.size();
        if (kept < signed.size()) {
            throw new Malformed(copy.name() + " has " + kept + " entries without a gap, but " + signed.size()
                    + " were cosigned: wait until it has caught up, or look into its alarms");
        }
        long before = log.size();
        long target = withUnsigned ? kept : signed.size();
        progress.accept("The log has " + before + " entries, " + signed.size() + " are signed and cosigned, "
                + copy.name() + " has " + kept + ".");
        List<Hash> missing = verify(before, target, kept, signed);
        restore(before, missing, kept);
        long after = Math.max(before, target);
        return new Outcome(before, after, signed.size(), kept - Math.min(kept, after));
    }

    private Checkpoint opened(SignedNote note) {
        Checkpoint checkpoint = Checkpoint.open(note, whose.logKeys());
        if (note.verify(whose.witnessKeys()).isEmpty()) {
            throw new DoesNotHold("the checkpoint of " + checkpoint.size() + " entries is not cosigned by "
                    + whose.witnessKeys() + "; it has signatures in the names of " + note.signatures());
        }
        return checkpoint;
    }

    /** Goes through log and copy to the end; answers the leaf hashes of what is missing. */
    private List<Hash> verify(long before, long target, long kept, Checkpoint signed) throws SQLException {
        long compared = Math.min(before, kept);
        long end = Math.max(compared, target);
        Frontier tree = new Frontier();
        List<Hash> missing = new ArrayList<>();
        @Nullable Entry last = null;
        for (long first = 0; first < end; first += TilePath.FULL_WIDTH) {
            byte[] tile = tile(first / TilePath.FULL_WIDTH, kept);
            long stop = Math.min(end, first + TilePath.FULL_WIDTH);
            List<byte[]> own = log.bytesFrom(first, Math.clamp(compared - first, 0, TilePath.FULL_WIDTH));
            List<byte[]> fromCopy = stop > before ? entries(Math.max(first, before), stop, kept) : List.of();
            for (long position = first; position < stop; position++) {
                Hash stated = Hash.at(tile, (int) (position - first) * Hash.BYTES);
                if (position < compared) {
                    mustBeTheSame(position, own, (int) (position - first), stated);
                } else {
                    Entry entry = checked(position, fromCopy.get((int) (position - Math.max(first, before))), stated);
                    mustFollow(position, entry, last);
                    missing.add(stated);
                    last = entry;
                }
                tree.append(stated);
                if (tree.size() == signed.size() && !tree.root().equals(signed.root())) {
                    throw rootDiffers(tree.root(), signed, before);
                }
            }
            progress.accept("… " + stop + " of " + end + " entries verified");
        }
        return missing;
    }

    private DoesNotHold rootDiffers(Hash root, Checkpoint signed, long before) {
        return new DoesNotHold("the first " + signed.size() + " entries of " + copy.name() + " have the root "
                + root.base64() + ", but " + signed.root().base64() + " was signed; "
                + (before < signed.size()
                        ? "the log still has the first " + before + " of them, so what differs lies most likely within"
                                + " the positions " + before + " to " + (signed.size() - 1)
                        : "the log has the same, so both were altered"));
    }

    private byte[] tile(long number, long kept) {
        int width = TilePath.widthIn(kept, 0, number);
        byte[] tile = copy.read(new TilePath.Hashes(0, number, width));
        if (tile.length != width * Hash.BYTES) {
            throw new Malformed(copy.name() + ": tile " + number + " has " + tile.length + " bytes");
        }
        return tile;
    }

    private void mustBeTheSame(long position, List<byte[]> own, int offset, Hash kept) {
        if (offset >= own.size()) {
            throw new DoesNotHold("entry " + position + ": the log has none there, though it counts it");
        }
        Hash leaf = TreeHasher.leafHash(own.get(offset));
        if (!leaf.equals(kept)) {
            throw new DoesNotHold("entry " + position + ": the log has one of leaf hash " + leaf.hex() + ", but "
                    + copy.name() + " one of " + kept.hex() + ": the log was written to after it was put back, or"
                    + " altered");
        }
    }

    /** The entry that has the leaf hash that was, or is to be, verified. */
    private Entry checked(long position, byte[] bytes, Hash stated) {
        Hash is = TreeHasher.leafHash(bytes);
        if (!is.equals(stated)) {
            throw new DoesNotHold("entry " + position + ": its bytes in " + copy.name() + " have leaf hash " + is.hex()
                    + ", but its tree states " + stated.hex());
        }
        try {
            return Entry.parse(bytes);
        } catch (MalformedEntry notAnEntry) {
            throw new DoesNotHold("entry " + position + ": " + notAnEntry.getMessage());
        }
    }

    private void mustFollow(long position, Entry entry, @Nullable Entry last) {
        if (entry.position() != position) {
            throw new DoesNotHold("entry " + position + ": says that its position is " + entry.position());
        }
        if (!entry.source().equals(whose.source())) {
            throw new DoesNotHold("entry " + position + ": is of " + entry.source() + ", not of " + whose.source());
        }
        if (last != null && entry.recordedTime().isBefore(last.recordedTime())) {
            throw new DoesNotHold("entry " + position + ": was recorded at " + entry.recordedTime()
                    + ", before the one in front of it");
        }
    }

    private void restore(long before, List<Hash> leaves, long kept) throws SQLException {
        long end = before + leaves.size();
        List<Entry> chunk = new ArrayList<>();
        long position = before;
        while (position < end) {
            for (byte[] bytes : entries(position, end, kept)) {
                chunk.add(checked(position, bytes, leaves.get((int) (position - before))));
                position++;
            }
            if (chunk.size() >= CHUNK || position == end) {
                log.restore(chunk);
                chunk.clear();
                progress.accept("… " + (position - before) + " of " + (end - before) + " missing entries put back");
            }
        }
    }

    /** From a position to the end of its bundle, or to the target. */
    private List<byte[]> entries(long from, long target, long kept) {
        long number = from / TilePath.FULL_WIDTH;
        TilePath.Entries bundle = new TilePath.Entries(number, TilePath.widthIn(kept, 0, number));
        long end = Math.min(target, bundle.firstPosition() + bundle.width());
        List<byte[]> entries = new ArrayList<>();
        String name = copy.name() + ", bundle " + number;
        try (EntryReader reader =
                new EntryReader(new ByteArrayInputStream(copy.entries(bundle)), name, bundle.firstPosition())) {
            for (long position = bundle.firstPosition(); position < end; position++) {
                if (!reader.next()) {
                    throw new Malformed(name + ": ends before entry " + position);
                }
                if (position >= from) {
                    entries.add(reader.entry());
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return entries;
    }
}
