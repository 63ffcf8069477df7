package se.iopledger.proofs.note;

import com.google.errorprone.annotations.CheckReturnValue;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import se.iopledger.proofs.DoesNotHold;
import se.iopledger.proofs.Malformed;

/**
 * A text and the signatures under it (C2SP signed-note, "Format"). Having been read says nothing yet of who signed:
 * {@link #verify} does.
 *
 * @param text ends with a newline
 * @param signatures at least one
 */
public record SignedNote(String text, List<NoteSignature> signatures) {

    /** Room for a checkpoint with many signatures, also of kinds that are longer than Ed25519's. */
    public static final int MOST_BYTES = 131_072;

    /** The specification asks for at least 16. */
    public static final int MOST_SIGNATURES = 32;

    private static final int LONGEST_LINE = 8_192;

    /** @throws Malformed if this cannot be a note */
    public SignedNote {
        signatures = List.copyOf(signatures);
        if (!text.endsWith("\n") || text.isEmpty()) {
            throw new Malformed("a note's text ends with a newline");
        }
        if (text.chars().anyMatch(c -> c < 0x20 && c != '\n')) {
            throw new Malformed("a note has no control characters");
        }
        if (signatures.isEmpty() || signatures.size() > MOST_SIGNATURES) {
            throw new Malformed("a note has 1 to " + MOST_SIGNATURES + " signatures, not " + signatures.size());
        }
    }

    /**
     * A signature that verified.
     *
     * @param at the time that a cosignature states, by the witness's clock; empty for a signature of a log
     */
    public record Verified(VerifierKey key, Optional<Instant> at) {}

    /**
     * Reads a note.
     *
     * @throws Malformed if the bytes are none, or beyond a limit; the message names the line where it can
     */
    @CheckReturnValue
    public static SignedNote parse(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw new Malformed("a note has at most " + MOST_BYTES + " bytes, this one " + bytes.length);
        }
        String note = utf8(bytes);
        int split = note.lastIndexOf("\n\n");
        if (split < 0) {
            throw new Malformed(
                    "a note has an empty line before its signatures; cut off at byte " + bytes.length + "?");
        }
        String text = note.substring(0, split + 1);
        String lines = note.substring(split + 2);
        if (!lines.endsWith("\n")) {
            throw new Malformed("line " + lineOf(note, note.length()) + ", the last of the note, does not end with a"
                    + " newline; cut off at byte " + bytes.length + "?");
        }
        List<NoteSignature> signatures = new ArrayList<>();
        int start = 0;
        while (start < lines.length()) {
            int end = lines.indexOf('\n', start);
            int line = lineOf(note, split + 2 + start);
            if (end - start > LONGEST_LINE) {
                throw new Malformed("line " + line + " has more than " + LONGEST_LINE + " characters");
            }
            if (signatures.size() == MOST_SIGNATURES) {
                throw new Malformed("a note has at most " + MOST_SIGNATURES + " signatures");
            }
            try {
                signatures.add(NoteSignature.parse(lines.substring(start, end)));
            } catch (Malformed notASignature) {
                throw notASignature.in("line " + line);
            }
            start = end + 1;
        }
        return new SignedNote(text, signatures);
    }

    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw new Malformed("a note is UTF-8 text", notUtf8);
        }
    }

    private static int lineOf(String note, int offset) {
        return 1
                + (int) note.substring(0, offset).chars().filter(c -> c == '\n').count();
    }

    /** The note's bytes, as {@link #parse} reads them. */
    @CheckReturnValue
    public byte[] bytes() {
        StringBuilder note = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> note.append(signature.line()).append('\n'));
        return note.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The same note with one more signature at its end. */
    @CheckReturnValue
    public SignedNote with(NoteSignature signature) {
        List<NoteSignature> more = new ArrayList<>(signatures);
        more.add(signature);
        return new SignedNote(text, more);
    }

    /**
     * The same note without what strangers put under it: anybody can add lines in the names of keys that nobody knows, and
     * repeat those of others, up to a note's limit.
     *
     * @param known the keys whose signatures stay, each once
     * @throws Malformed if none stays
     */
    @CheckReturnValue
    public SignedNote only(Collection<VerifierKey> known) {
        return new SignedNote(
                text,
                signatures.stream()
                        .filter(signature -> known.stream().anyMatch(key -> key.isNamedBy(signature)))
                        .distinct()
                        .toList());
    }

    /**
     * Verifies every signature in the name of a known key, and ignores those of unknown keys, as the specification asks
     * for.
     *
     * @param known the keys that the caller trusts
     * @return one per signature of a known key, in the note's order; empty if no known key is named
     * @throws DoesNotHold if a signature in the name of a known key is not that key's
     */
    @CheckReturnValue
    public List<Verified> verify(Collection<VerifierKey> known) {
        List<Verified> verified = new ArrayList<>();
        for (NoteSignature signature : signatures) {
            for (VerifierKey key : known) {
                if (key.isNamedBy(signature)) {
                    verified.add(new Verified(key, signature.verify(key, text)));
                }
            }
        }
        return verified;
    }
}
