package se.iopledger.proofs.verify;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What every entry of this ledger begins with, written by the database: the attributes specversion, sequence and
 * recordedtime, in that order and without spaces. Checked along a log, entry by entry: each says its own position, and
 * recorded time never runs backwards. Serves one thread.
 */
final class EntryOpening {

    private static final byte[] BEFORE_SEQUENCE = ascii("{\"specversion\":\"1.0\",\"sequence\":\"");
    private static final byte[] BEFORE_TIME = ascii("\",\"recordedtime\":\"");
    private static final byte[] AFTER_TIME = ascii("\",");

    /** RFC 3339 in UTC with six decimals: times written so sort as their bytes do. */
    private static final byte[] TIME_FORM = ascii("0000-00-00T00:00:00.000000Z");

    private final byte[] digits = new byte[20];
    private final byte[] lastTime = new byte[TIME_FORM.length];
    private int tail;

    /** What is wrong with the entry that stands in part of an array; null if nothing is. */
    @Nullable String fault(byte[] buffer, int offset, int length, long position) {
        tail = offset;
        int end = offset + length;
        int at = skip(BEFORE_SEQUENCE, buffer, offset, end);
        if (at < 0) {
            return "does not begin as an entry of this ledger does";
        }
        int close = at;
        while (close < end && buffer[close] != '"') {
            close++;
        }
        if (!isDecimal(position, buffer, at, close)) {
            return "says that its sequence is " + excerpt(buffer, at, close) + ", but stands at " + position;
        }
        int time = skip(BEFORE_TIME, buffer, close, end);
        if (time < 0 || time + TIME_FORM.length > end || !isTime(buffer, time)) {
            return "its recordedtime does not stand where it must, in RFC 3339 with six decimals";
        }
        tail = skip(AFTER_TIME, buffer, time + TIME_FORM.length, end);
        if (tail < 0) {
            return "does not go on after its recordedtime as an entry of this ledger does";
        }
        boolean backwards = Arrays.compare(buffer, time, time + TIME_FORM.length, lastTime, 0, TIME_FORM.length) < 0;
        String before = backwards ? new String(lastTime, StandardCharsets.US_ASCII) : "";
        System.arraycopy(buffer, time, lastTime, 0, TIME_FORM.length);
        return backwards
                ? "was recorded at " + excerpt(buffer, time, time + TIME_FORM.length) + ", before the entry in front of"
                        + " it, recorded at " + before
                : null;
    }

    /** Where in the array the part begins that does not depend on position and time; after an entry without fault. */
    int tail() {
        return tail;
    }

    /** The index after the wanted bytes; -1 if they do not stand there. */
    private static int skip(byte[] wanted, byte[] buffer, int at, int end) {
        boolean there =
                at + wanted.length <= end && Arrays.equals(wanted, 0, wanted.length, buffer, at, at + wanted.length);
        return there ? at + wanted.length : -1;
    }

    private boolean isDecimal(long number, byte[] buffer, int from, int to) {
        int first = digits.length;
        long rest = number;
        do {
            first--;
            digits[first] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        return Arrays.equals(digits, first, digits.length, buffer, from, to);
    }

    private static boolean isTime(byte[] buffer, int at) {
        for (int i = 0; i < TIME_FORM.length; i++) {
            byte is = buffer[at + i];
            boolean fits = TIME_FORM[i] == '0' ? is >= '0' && is <= '9' : is == TIME_FORM[i];
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static String excerpt(byte[] buffer, int from, int to) {
        String text = new String(buffer, from, Math.min(to - from, 40), StandardCharsets.ISO_8859_1);
        return text.replaceAll("[^\\x20-\\x7e]", "?");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
