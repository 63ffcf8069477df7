package se.iopledger.reporting.domain;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import se.iopledger.contracts.reporting.DatedObligation;

/** Lists short enough for one event: a log entry holds at most 65,535 bytes (design, "The event log"). */
final class Portions {
    /** Leaves room for the entry's other attributes, and for quotes and backslashes written as two characters. */
    static final int MOST_BYTES = 30_000;

    /** Field names, dates and punctuation of one obligation. */
    private static final int FRAME_BYTES = 300;

    private Portions() {}

    /** The same obligations in the same order; one empty portion where there are none. */
    static List<List<DatedObligation>> of(List<DatedObligation> obligations) {
        return of(obligations, Portions::bytesOf);
    }

    /** The same ids in the same order; one empty portion where there are none. */
    static List<List<String>> ofIds(List<String> ids) {
        return of(ids, Portions::bytesOf);
    }

    private static <T> List<List<T>> of(List<T> all, ToIntFunction<T> bytesOf) {
        List<List<T>> portions = new ArrayList<>();
        List<T> current = new ArrayList<>();
        int bytes = 0;
        for (T one : all) {
            int more = bytesOf.applyAsInt(one);
            if (!current.isEmpty() && bytes + more > MOST_BYTES) {
                portions.add(List.copyOf(current));
                current.clear();
                bytes = 0;
            }
            current.add(one);
            bytes += more;
        }
        portions.add(List.copyOf(current));
        return List.copyOf(portions);
    }

    private static int bytesOf(DatedObligation obligation) {
        return FRAME_BYTES
                + bytesOf(obligation.obligationId())
                + bytesOf(obligation.title())
                + bytesOf(obligation.calculation())
                + obligation.by().stream().mapToInt(Portions::bytesOf).sum()
                + obligation.clauses().stream().mapToInt(Portions::bytesOf).sum();
    }

    private static int bytesOf(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length + 4;
    }
}
