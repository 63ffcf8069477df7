package se.iopledger.agreement.domain.terms;

import com.google.errorprone.annotations.CheckReturnValue;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.OrganisationNumber;
import se.iopledger.contracts.terms.Terms;

/**
 * What differs between two versions of the terms, in words and figures. The order in which a list is written makes no
 * difference.
 *
 * @param changes in the order of the terms' parts; empty where the two say the same
 */
@CheckReturnValue
public record TermsDifference(List<Change> changes) {
    /** So many are told in one sentence; the rest is counted. */
    private static final int MOST_IN_A_SENTENCE = 8;

    public TermsDifference {
        changes = List.copyOf(changes);
    }

    /**
     * One thing that differs.
     *
     * @param where the part of the terms, as {@code funding / grants / kommun to stadsmission, year 2 / amount}
     * @param from what it was; null where it was not there
     * @param to what it is; null where it is no more
     */
    public record Change(
            String where, @Nullable String from, @Nullable String to) {
        /** As part of a sentence. */
        public String inWords() {
            if (from == null) {
                return where + ": new: " + to;
            }
            return to == null ? where + ": no more, was " + from : where + ": " + to + ", was " + from;
        }
    }

    /** What the second says otherwise than the first. */
    public static TermsDifference between(Terms before, Terms after) {
        Comparison comparison = new Comparison();
        comparison.parts("", before, after);
        return new TermsDifference(comparison.found);
    }

    public boolean saysTheSame() {
        return changes.isEmpty();
    }

    /** Only what stands outside this part of the terms, named as in the document. */
    public TermsDifference outside(String part) {
        return new TermsDifference(changes.stream()
                .filter(change ->
                        !change.where().equals(part) && !change.where().startsWith(part + " / "))
                .toList());
    }

    /** All of it, or as much as a sentence holds. */
    public String inWords() {
        if (saysTheSame()) {
            return "nothing";
        }
        String told =
                changes.stream().limit(MOST_IN_A_SENTENCE).map(Change::inWords).collect(Collectors.joining("; "));
        int more = changes.size() - MOST_IN_A_SENTENCE;
        return more > 0 ? told + "; and " + more + " more" : told;
    }

    private static final class Comparison {
        private final List<Change> found = new ArrayList<>();

        void parts(String where, Record before, Record after) {
            for (RecordComponent component : before.getClass().getRecordComponents()) {
                values(
                        below(where, inWords(component.getName())),
                        valueOf(component, before),
                        valueOf(component, after));
            }
        }

        private void values(String where, @Nullable Object before, @Nullable Object after) {
            if (Objects.equals(before, after)) {
                return;
            }
            if (before instanceof Record was
                    && after instanceof Record is
                    && isTree(was)
                    && was.getClass() == is.getClass()) {
                parts(where, was, is);
            } else if (before instanceof List<?> was && after instanceof List<?> is && ofRecords(was, is)) {
                named(where, byName(was), byName(is));
            } else if (before instanceof Map<?, ?> was && after instanceof Map<?, ?> is) {
                named(where, byKey(was), byKey(is));
            } else {
                found.add(new Change(where, told(before), told(after)));
            }
        }

        private void named(String where, Map<String, ?> before, Map<String, ?> after) {
            Set<String> names = new LinkedHashSet<>(before.keySet());
            names.addAll(after.keySet());
            for (String name : names) {
                values(below(where, name), before.get(name), after.get(name));
            }
        }
    }

    private static String below(String where, String name) {
        return where.isEmpty() ? name : where + " / " + name;
    }

    private static boolean isTree(@Nullable Object value) {
        return value instanceof Record && !(value instanceof Money) && !(value instanceof OrganisationNumber);
    }

    private static boolean ofRecords(List<?> before, List<?> after) {
        return Stream.concat(before.stream(), after.stream()).allMatch(TermsDifference::isTree);
    }

    /** Several of one name are told apart by a number, in the order in which they stand. */
    private static Map<String, Object> byName(List<?> items) {
        Map<String, Object> named = new LinkedHashMap<>();
        Map<String, Integer> seen = new HashMap<>();
        for (Object item : items) {
            String name = NamesInTerms.of((Record) item);
            int times = seen.merge(name, 1, Integer::sum);
            named.put(times == 1 ? name : name + " (" + times + ")", item);
        }
        return named;
    }

    private static Map<String, Object> byKey(Map<?, ?> table) {
        Map<String, Object> named = new LinkedHashMap<>();
        table.forEach((key, value) -> named.put(String.valueOf(key), value));
        return named;
    }

    /** A value for a person; null where there is none. */
    private static @Nullable String told(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Money amount -> amount.inSwedish();
            case OrganisationNumber number -> number.value();
            case Boolean flag -> flag ? "yes" : "no";
            case BigDecimal number -> number.toPlainString();
            case List<?> items when items.isEmpty() -> null;
            case List<?> items ->
                items.stream().map(TermsDifference::told).map(String::valueOf).collect(Collectors.joining(", "));
            case Map<?, ?> table when table.isEmpty() -> null;
            case Map<?, ?> table ->
                byKey(table).entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + told(entry.getValue()))
                        .collect(Collectors.joining(", "));
            case Record part -> told(part);
            default -> value.toString();
        };
    }

    private static String told(Record part) {
        String fields = Stream.of(part.getClass().getRecordComponents())
                .filter(component -> !component.getName().equals("clauses"))
                .map(component -> toldField(component, part))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
        return "(" + fields + ")";
    }

    private static String toldField(RecordComponent component, Record part) {
        String text = told(valueOf(component, part));
        return text == null ? "" : inWords(component.getName()) + ": " + text;
    }

    /** A field's name as words: {@code statedYearlyTotal} is the stated yearly total. */
    private static String inWords(String fieldName) {
        return fieldName.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    private static @Nullable Object valueOf(RecordComponent component, Record part) {
        try {
            return component.getAccessor().invoke(part);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("the records of contracts are public", impossible);
        }
    }
}
