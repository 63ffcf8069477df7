package se.iopledger.proofs.bundle;

import com.google.errorprone.annotations.CheckReturnValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.iopledger.proofs.DoesNotHold;
import se.iopledger.proofs.Malformed;
import se.iopledger.proofs.merkle.Hash;
import se.iopledger.proofs.merkle.InclusionProof;
import se.iopledger.proofs.merkle.TreeHasher;
import se.iopledger.proofs.note.Checkpoint;
import se.iopledger.proofs.note.SignedNote;
import se.iopledger.proofs.note.VerifierKey;

/**
 * The offline proof of one entry (C2SP tlog-proof, "Format"): its index, the way from its leaf to the root, and the
 * checkpoint that states the root. The entry itself may travel in the {@code extra} line, which is what that line is
 * for; nothing in it is believed until its hash has been verified. Immutable.
 */
@CheckReturnValue
public final class TlogProof {

    public static final String FILE_EXTENSION = ".tlog-proof";

    private static final String FIRST_LINE = "c2sp.org/tlog-proof@v1";
    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";

    /** Four characters for three bytes of an entry of 65,535, and the longest checkpoint and path. */
    private static final int MOST_BYTES = 87_380 + SignedNote.MOST_BYTES + 64 * 45 + 100;

    private final byte @Nullable [] extra;
    private final long index;
    private final List<Hash> path;
    private final SignedNote note;
    private final Checkpoint checkpoint;

    private TlogProof(byte @Nullable [] extra, long index, List<Hash> path, SignedNote note) {
        this.extra = extra;
        this.index = index;
        this.path = List.copyOf(path);
        this.note = note;
        this.checkpoint = Checkpoint.parse(note.text());
    }

    /**
     * @param note a checkpoint of the tree that the proof was made in
     * @throws Malformed if the note is no checkpoint
     */
    public static TlogProof of(InclusionProof proof, SignedNote note) {
        TlogProof made = new TlogProof(null, proof.index(), proof.path(), note);
        if (made.checkpoint.size() != proof.size()) {
            throw new IllegalArgumentException("a proof in a tree of " + proof.size()
                    + " does not go with a checkpoint of " + made.checkpoint.size());
        }
        return made;
    }

    /** The same with the entry in it. */
    public TlogProof carrying(byte[] entry) {
        return new TlogProof(entry.clone(), index, path, note);
    }

    /** The same with another note of the same checkpoint, as when a witness has cosigned it. */
    public TlogProof under(SignedNote cosigned) {
        if (!cosigned.text().equals(note.text())) {
            throw new IllegalArgumentException("not the checkpoint that the proof was made in");
        }
        return new TlogProof(extra, index, path, cosigned);
    }

    /**
     * Reads a proof.
     *
     * @throws Malformed if the bytes are none; the message names the line
     */
    public static TlogProof parse(byte[] bytes) {
        Lines lines = new Lines(bytes, MOST_BYTES);
        if (!lines.next("the format's name").equals(FIRST_LINE)) {
            throw lines.fault("a proof begins with " + FIRST_LINE);
        }
        byte[] extra = null;
        if (lines.nextStartsWith(EXTRA)) {
            extra = parseExtra(lines);
        }
        long index = parseIndex(lines);
        List<Hash> path = lines.hashesUpToEmptyLine(InclusionProof.LONGEST_PATH);
        try {
            return new TlogProof(extra, index, path, SignedNote.parse(lines.rest()));
        } catch (Malformed notACheckpoint) {
            throw notACheckpoint.in("the checkpoint " + lines.place());
        }
    }

    private static byte[] parseExtra(Lines lines) {
        String text = lines.next("the extra line").substring(EXTRA.length());
        try {
            byte[] extra = Base64.getDecoder().decode(text);
            if (Base64.getEncoder().encodeToString(extra).equals(text)) {
                return extra;
            }
        } catch (IllegalArgumentException notBase64) {
            throw lines.fault("the extra data is not base64", notBase64);
        }
        throw lines.fault("the extra data is not base64 as RFC 4648 writes it");
    }

    private static long parseIndex(Lines lines) {
        String line = lines.next("the index");
        if (!line.startsWith(INDEX)) {
            throw lines.fault("the index should be here, as: index 73894");
        }
        String text = line.substring(INDEX.length());
        try {
            long index = Long.parseLong(text);
            if (index >= 0 && Long.toString(index).equals(text)) {
                return index;
            }
        } catch (NumberFormatException notANumber) {
            throw lines.fault("the index is not a whole number below 2^63", notANumber);
        }
        throw lines.fault("the index is not written as a whole number from 0");
    }

    /** As {@link #parse} reads it. */
    public byte[] bytes() {
        StringBuilder text = new StringBuilder(FIRST_LINE).append('\n');
        if (extra != null) {
            text.append(EXTRA).append(Base64.getEncoder().encodeToString(extra)).append('\n');
        }
        text.append(INDEX).append(index).append('\n');
        path.forEach(hash -> text.append(hash.base64()).append('\n'));
        text.append('\n').append(new String(note.bytes(), StandardCharsets.UTF_8));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Where the entry stands in its log. */
    public long index() {
        return index;
    }

    /** The way from leaf to root, in the tree of the checkpoint. */
    public InclusionProof inclusion() {
        return new InclusionProof(index, checkpoint.size(), path);
    }

    /** The checkpoint with its signatures. */
    public SignedNote note() {
        return note;
    }

    /** The entry that came with the proof, not verified. A copy; empty if none did. */
    public Optional<byte[]> entry() {
        return Optional.ofNullable(extra).map(byte[]::clone);
    }

    /**
     * Verifies that the log stated, under one of the given keys, that this entry stands at this index.
     *
     * @param known the log's keys, and those of witnesses whose cosignatures are to be checked too
     * @return the checkpoint that was verified
     * @throws DoesNotHold if a signature, or the way from the entry to the root, is not as it should be
     */
    public Checkpoint verify(byte[] entry, Collection<VerifierKey> known) {
        Checkpoint opened = Checkpoint.open(note, known);
        inclusion().verify(TreeHasher.leafHash(entry), opened.root());
        return opened;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TlogProof that
                && Arrays.equals(extra, that.extra)
                && index == that.index
                && path.equals(that.path)
                && note.equals(that.note);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(extra), index, path, note);
    }

    @Override
    public String toString() {
        return "proof of entry " + index + " in " + checkpoint.origin() + " of " + checkpoint.size();
    }
}
