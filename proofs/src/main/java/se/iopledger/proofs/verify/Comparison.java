package se.iopledger.proofs.verify;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import se.iopledger.proofs.merkle.TreeHasher;
import se.iopledger.proofs.tile.EntryReader;

/** Compares an older copy of a log with a newer one, entry by entry: the newer must begin with all of the older. */
public final class Comparison {

    private static final int SHOWN_CHARACTERS = 24;

    private final Progress progress;

    /** @param progress where to say how far it has come */
    public Comparison(PrintStream progress) {
        this.progress = new Progress(progress);
    }

    /** Entries of a log in order, from position 0 on. */
    interface Copy extends AutoCloseable {
        /** The next entry, or null at the end. */
        @Nullable EntryReader next() throws IOException;

        @Override
        void close() throws IOException;
    }

    /** The report names the first position that differs, and how. */
    Report compare(Copy older, Copy newer) throws IOException {
        Report report = new Report();
        long position = 0;
        while (true) {
            EntryReader before = older.next();
            EntryReader now = newer.next();
            if (before == null) {
                report.holds(
                        "entries",
                        "the newer copy begins with all " + position + " entries of the older"
                                + (now == null ? " and ends there" : " and goes on"));
                return report;
            }
            if (now == null) {
                report.fails("entry " + position, "the newer copy ends here, the older one goes on");
                return report;
            }
            boolean same = Arrays.equals(
                    before.buffer(),
                    before.offset(),
                    before.offset() + before.length(),
                    now.buffer(),
                    now.offset(),
                    now.offset() + now.length());
            if (!same) {
                describe(position, older, newer, before, now, report);
                return report;
            }
            position++;
            progress.at(position);
        }
    }

    private static void describe(
            long position, Copy older, Copy newer, EntryReader beforeReader, EntryReader nowReader, Report report)
            throws IOException {
        byte[] before = beforeReader.entry();
        byte[] now = nowReader.entry();
        int at = Arrays.mismatch(before, now);
        report.fails(
                "entry " + position,
                "differs from its byte " + at + " on: older (" + before.length + " bytes, leaf hash "
                        + TreeHasher.leafHash(before).hex() + ") has " + excerpt(before, at) + ", newer (" + now.length
                        + " bytes, leaf hash " + TreeHasher.leafHash(now).hex() + ") has " + excerpt(now, at));
        report.fails("entry " + position, "looks as if " + guess(position, before, now, older.next(), newer.next()));
    }

    /** Positions and times apart, does an entry stand one further on in the other copy? */
    private static String guess(
            long position, byte[] before, byte[] now, @Nullable EntryReader before2, @Nullable EntryReader now2) {
        byte[] beforeNext = before2 == null ? null : before2.entry();
        byte[] nowNext = now2 == null ? null : now2.entry();
        boolean movedOn = nowNext != null && Arrays.equals(tail(before, position), tail(nowNext, position + 1));
        boolean movedUp = beforeNext != null && Arrays.equals(tail(now, position), tail(beforeNext, position + 1));
        if (movedOn && movedUp) {
            return "it had changed places with the next one";
        }
        if (movedOn) {
            return "another had been put in front of it, and those behind it numbered anew";
        }
        if (movedUp) {
            return "it had been taken out, and those behind it numbered anew";
        }
        return "it had been altered in its place";
    }

    /** An entry without the opening that depends on its position; the whole entry if it has none. */
    private static byte[] tail(byte[] entry, long position) {
        EntryOpening opening = new EntryOpening();
        String fault = opening.fault(entry, 0, entry.length, position);
        int from = opening.tail();
        return fault == null && from >= 0 ? Arrays.copyOfRange(entry, from, entry.length) : entry;
    }

    private static String excerpt(byte[] entry, int at) {
        int from = Math.min(at, entry.length);
        int to = Math.min(entry.length, from + SHOWN_CHARACTERS);
        String text = new String(entry, from, to - from, StandardCharsets.UTF_8).replaceAll("[\\p{Cntrl}\ufffd]", "?");
        return from == entry.length ? "ended" : "«" + text + "»";
    }
}
