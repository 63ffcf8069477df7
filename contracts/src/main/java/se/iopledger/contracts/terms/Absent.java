package se.iopledger.contracts.terms;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A list or table that a document leaves out is an empty one, so that nobody has to ask for null. */
final class Absent {
    private Absent() {}

    static <T> List<T> asEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    static <K extends Comparable<K>, V> SortedMap<K, V> asEmpty(@Nullable SortedMap<K, V> table) {
        return table == null ? Collections.emptySortedMap() : Collections.unmodifiableSortedMap(new TreeMap<>(table));
    }
}
