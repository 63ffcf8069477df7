package se.iopledger.proofs.bundle;

import com.google.errorprone.annotations.CheckReturnValue;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import se.iopledger.proofs.DoesNotHold;
import se.iopledger.proofs.Malformed;
import se.iopledger.proofs.merkle.ConsistencyProof;
import se.iopledger.proofs.merkle.Hash;
import se.iopledger.proofs.note.Checkpoint;
import se.iopledger.proofs.note.SignedNote;
import se.iopledger.proofs.note.VerifierKey;

/**
 * The offline proof that a log only grew from one checkpoint to another. No specification has such a file; this one
 * follows C2SP tlog-proof: a line that names the format, the hashes of the proof in base64, one a line, an empty line,
 * the older checkpoint, an empty line, and the newer checkpoint, both with their signatures.
 *
 * @param path the consistency proof's hashes
 */
@CheckReturnValue
public record ConsistencyBundle(List<Hash> path, SignedNote older, SignedNote newer) {

    private static final String FIRST_LINE = "iop-ledger consistency-proof v1";
    private static final int MOST_BYTES = 2 * SignedNote.MOST_BYTES + 65 * 45 + 100;

    public ConsistencyBundle {
        path = List.copyOf(path);
    }

    /**
     * Reads a bundle.
     *
     * @throws Malformed if the bytes are none; the message names the line
     */
    public static ConsistencyBundle parse(byte[] bytes) {
        Lines lines = new Lines(bytes, MOST_BYTES);
        if (!lines.next("the format's name").equals(FIRST_LINE)) {
            throw lines.fault("a consistency proof begins with " + FIRST_LINE);
        }
        List<Hash> path = lines.hashesUpToEmptyLine(ConsistencyProof.LONGEST_PATH);
        String place = "the older checkpoint " + lines.place();
        try {
            SignedNote older = SignedNote.parse(lines.noteBeforeAnother("the older checkpoint"));
            place = "the newer checkpoint " + lines.place();
            return new ConsistencyBundle(path, older, SignedNote.parse(lines.rest()));
        } catch (Malformed notACheckpoint) {
            throw notACheckpoint.in(place);
        }
    }

    /** As {@link #parse} reads it. */
    public byte[] bytes() {
        StringBuilder text = new StringBuilder(FIRST_LINE).append('\n');
        path.forEach(hash -> text.append(hash.base64()).append('\n'));
        text.append('\n').append(new String(older.bytes(), StandardCharsets.UTF_8));
        text.append('\n').append(new String(newer.bytes(), StandardCharsets.UTF_8));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Verifies that both checkpoints are of one log, under the given keys, and that the newer one's tree begins with the
     * older one's.
     *
     * @return the newer checkpoint
     * @throws DoesNotHold if a signature, an origin or the proof is not as it should be
     */
    public Checkpoint verify(Collection<VerifierKey> known) {
        Checkpoint from = Checkpoint.open(older, known);
        Checkpoint to = Checkpoint.open(newer, known);
        if (!from.origin().equals(to.origin())) {
            throw new DoesNotHold("the checkpoints are of two logs: " + from.origin() + " and " + to.origin());
        }
        if (from.size() == 0 && path.isEmpty()) {
            return to;
        }
        new ConsistencyProof(from.size(), to.size(), path).verify(from.root(), to.root());
        return to;
    }
}
