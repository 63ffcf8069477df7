package se.iopledger.proofs.note;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.Collection;
import java.util.List;
import se.iopledger.proofs.DoesNotHold;
import se.iopledger.proofs.Malformed;
import se.iopledger.proofs.merkle.Hash;

/**
 * What a log says of itself at one size (C2SP tlog-checkpoint, "Note text"). Extension lines are kept, since signatures
 * cover them, and mean nothing here.
 *
 * @param origin names the log; not empty, one line
 * @param size of its tree, in entries
 * @param root of its tree
 * @param extensions not empty, one line each; usually none
 */
@CheckReturnValue
public record Checkpoint(String origin, long size, Hash root, List<String> extensions) {

    private static final int LONGEST_ORIGIN = 255;
    private static final int MOST_EXTENSIONS = 16;
    private static final int FIXED_LINES = 3;

    /** @throws Malformed if this cannot be a checkpoint */
    public Checkpoint {
        extensions = List.copyOf(extensions);
        if (origin.isEmpty() || origin.length() > LONGEST_ORIGIN || hasControls(origin)) {
            throw new Malformed("an origin is one line of 1 to " + LONGEST_ORIGIN + " characters");
        }
        if (size < 0) {
            throw new Malformed("a log's size is not negative");
        }
        if (size == 0 && !root.equals(Hash.OF_EMPTY_TREE)) {
            throw new Malformed("the root of a log without entries is the hash of nothing");
        }
        if (extensions.size() > MOST_EXTENSIONS
                || extensions.stream().anyMatch(line -> line.isEmpty() || hasControls(line))) {
            throw new Malformed("a checkpoint has at most " + MOST_EXTENSIONS + " extension lines, none of them empty");
        }
    }

    /** A checkpoint without extension lines. */
    public Checkpoint(String origin, long size, Hash root) {
        this(origin, size, root, List.of());
    }

    private static boolean hasControls(String line) {
        return line.chars().anyMatch(c -> c < 0x20);
    }

    /**
     * Reads a note's text. Says nothing of who signed it.
     *
     * @throws Malformed if it is no checkpoint; the message names the line
     */
    public static Checkpoint parse(String text) {
        List<String> lines = List.of(text.split("\n", -1));
        if (lines.size() < FIXED_LINES + 1 || !lines.getLast().isEmpty()) {
            throw new Malformed("a checkpoint has at least three lines: origin, size, root");
        }
        return new Checkpoint(
                lines.get(0),
                parseSize(lines.get(1)),
                parseRoot(lines.get(2)),
                lines.subList(FIXED_LINES, lines.size() - 1));
    }

    private static long parseSize(String line) {
        try {
            long size = Long.parseLong(line);
            if (Long.toString(size).equals(line) && size >= 0) {
                return size;
            }
        } catch (NumberFormatException notANumber) {
            throw new Malformed("line 2: the size is not a whole number below 2^63", notANumber);
        }
        throw new Malformed("line 2: the size is not written as a whole number from 0");
    }

    private static Hash parseRoot(String line) {
        try {
            return Hash.parseBase64(line);
        } catch (Malformed notAHash) {
            throw notAHash.in("line 3, the root");
        }
    }

    /**
     * Opens a checkpoint that its log must have signed: a key of a log has the log's origin for a name, so that no log
     * signs for another.
     *
     * @param known the log's keys, each of which is good alone; others may be among them
     * @throws Malformed if the note is no checkpoint
     * @throws DoesNotHold if none of the log's keys signed it, or a signature in the name of a known key is false
     */
    public static Checkpoint open(SignedNote note, Collection<VerifierKey> known) {
        List<SignedNote.Verified> signed = note.verify(known);
        Checkpoint checkpoint = parse(note.text());
        if (signed.stream().noneMatch(signature -> isLogKey(signature.key(), checkpoint.origin()))) {
            throw new DoesNotHold("no given key of the log " + checkpoint.origin()
                    + " signed this checkpoint; it has signatures in the names of " + note.signatures());
        }
        return checkpoint;
    }

    private static boolean isLogKey(VerifierKey key, String origin) {
        return key.type() == SignatureType.ED25519 && key.name().equals(origin);
    }

    /** The note text: its lines, each with its newline. */
    public String text() {
        StringBuilder text = new StringBuilder(origin)
                .append('\n')
                .append(size)
                .append('\n')
                .append(root.base64())
                .append('\n');
        extensions.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    /**
     * The note, signed by each of a log's keys.
     *
     * @throws IllegalStateException if one is a witness's
     */
    public SignedNote signedBy(Collection<SigningKey> keys) {
        return new SignedNote(text(), keys.stream().map(key -> key.sign(text())).toList());
    }
}
