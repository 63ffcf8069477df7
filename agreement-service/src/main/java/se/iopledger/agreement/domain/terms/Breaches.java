package se.iopledger.agreement.domain.terms;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.model.Rejection;

/** Collects what breaks rules. */
final class Breaches {
    private final List<Rejection> found = new ArrayList<>();

    void when(boolean broken, String pointer, String rule, String detail, List<String> clauses) {
        if (broken) {
            found.add(new Rejection(rule, detail, pointer, clauses));
        }
    }

    /** Whatever in a list has the same key as an earlier one; what has no key is never a repetition. */
    <T> void whenRepeated(
            List<T> all, Function<T, @Nullable Object> key, Function<T, List<String>> clauses, Repeated repeated) {
        Map<Object, Integer> firstAt = new HashMap<>();
        for (int index = 0; index < all.size(); index++) {
            Object value = key.apply(all.get(index));
            if (value == null) {
                continue;
            }
            Integer first = firstAt.putIfAbsent(value, index);
            when(
                    first != null,
                    repeated.pointer().formatted(index),
                    repeated.rule(),
                    repeated.detail() + ": the same as at position " + (first == null ? 0 : first + 1),
                    clauses.apply(all.get(index)));
        }
    }

    /** How a repetition is reported; the pointer has {@code %d} for the position. */
    record Repeated(String pointer, String rule, String detail) {}

    List<Rejection> found() {
        return List.copyOf(found);
    }
}
