package se.iopledger.proofs.bundle;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.proofs.Malformed;
import se.iopledger.proofs.merkle.Hash;

/** Reads a text line by line, and says of each fault on which line it is. */
final class Lines {

    private final String text;
    private final int sizeBytes;
    private int start;
    private int number;

    /** @throws Malformed if the bytes are not UTF-8 or more than the limit */
    Lines(byte[] bytes, int mostBytes) {
        if (bytes.length > mostBytes) {
            throw new Malformed("has more than " + mostBytes + " bytes");
        }
        try {
            this.text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw new Malformed("is not UTF-8 text; cut off at byte " + bytes.length + "?", notUtf8);
        }
        this.sizeBytes = bytes.length;
    }

    /** The next line without its newline. */
    String next(String wanted) {
        int end = text.indexOf('\n', start);
        if (end < 0) {
            throw new Malformed(
                    "line " + (number + 1) + ": cut off at byte " + sizeBytes + ", where " + wanted + " should be");
        }
        String line = text.substring(start, end);
        start = end + 1;
        number++;
        return line;
    }

    boolean nextStartsWith(String opening) {
        return text.startsWith(opening, start);
    }

    /** Hashes, one a line, up to an empty line. */
    List<Hash> hashesUpToEmptyLine(int most) {
        List<Hash> hashes = new ArrayList<>();
        for (String line = next("a hash or an empty line"); !line.isEmpty(); line = next("a hash or an empty line")) {
            if (hashes.size() == most) {
                throw fault("no proof has more than " + most + " hashes");
            }
            try {
                hashes.add(Hash.parseBase64(line));
            } catch (Malformed notAHash) {
                throw notAHash.in("line " + number);
            }
        }
        return hashes;
    }

    /** All that is left. */
    byte[] rest() {
        return text.substring(start).getBytes(StandardCharsets.UTF_8);
    }

    /** All up to and with the next but one empty line: a checkpoint with its signatures, whose text has no empty line. */
    byte[] noteBeforeAnother(String wanted) {
        int signatures = text.indexOf("\n\n", start);
        int end = signatures < 0 ? -1 : text.indexOf("\n\n", signatures + 2);
        if (end < 0) {
            throw new Malformed(
                    "line " + (number + 1) + ": " + wanted + " is not whole; cut off at byte " + sizeBytes + "?");
        }
        byte[] note = text.substring(start, end + 1).getBytes(StandardCharsets.UTF_8);
        number += (int)
                text.substring(start, end + 2).chars().filter(c -> c == '\n').count();
        start = end + 2;
        return note;
    }

    /** Where the rest begins. */
    String place() {
        return "from line " + (number + 1);
    }

    /** What is wrong with the line just read. */
    Malformed fault(String what) {
        return fault(what, null);
    }

    Malformed fault(String what, @Nullable Throwable cause) {
        return new Malformed("line " + number + ": " + what, cause);
    }
}
