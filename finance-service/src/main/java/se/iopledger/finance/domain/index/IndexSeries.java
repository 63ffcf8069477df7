package se.iopledger.finance.domain.index;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.finance.IndexEvent;
import se.iopledger.contracts.finance.IndexEvent.IndexCeased;
import se.iopledger.contracts.finance.IndexEvent.IndexResumed;
import se.iopledger.contracts.finance.IndexEvent.IndexValueRecorded;
import se.iopledger.contracts.finance.IndexValue;

/**
 * All that was recorded of an index.
 *
 * @param recorded every value, also those that others hold instead of, in the order in which they were recorded
 * @param lastYear the last year that it is published for; null as long as it is published
 */
@CheckReturnValue
public record IndexSeries(
        List<IndexValue> recorded, @Nullable Integer lastYear) {
    public static final IndexSeries NONE = new IndexSeries(List.of(), null);

    /** Of one year the later edition holds, and of one edition what was recorded last. */
    private static final Comparator<IndexValue> BY_EDITION = Comparator.comparing(IndexValue::edition);

    public IndexSeries {
        recorded = List.copyOf(recorded);
    }

    /** The value of each year that holds, in order of years. */
    public List<IndexValue> values() {
        return recorded.stream()
                .map(IndexValue::year)
                .distinct()
                .sorted()
                .flatMap(year -> of(year).stream())
                .toList();
    }

    /** The value of a year that holds. */
    public Optional<IndexValue> of(int year) {
        return recorded.stream()
                .filter(value -> value.year() == year)
                .sorted(BY_EDITION)
                .reduce((earlier, later) -> later);
    }

    /** What was recorded last of a year's edition. */
    Optional<IndexValue> of(int year, String edition) {
        return recorded.stream()
                .filter(value -> value.year() == year && value.edition().equals(edition))
                .reduce((earlier, later) -> later);
    }

    /** @throws IllegalStateException if the event cannot follow on the state: the history is not one of ours */
    public IndexSeries after(IndexEvent event) {
        return switch (event) {
            case IndexValueRecorded told ->
                new IndexSeries(
                        Stream.concat(recorded.stream(), Stream.of(told.value()))
                                .toList(),
                        lastYear);
            case IndexCeased told -> new IndexSeries(recorded, told.lastYear());
            case IndexResumed told -> {
                if (lastYear == null) {
                    throw new IllegalStateException(told.index() + " was published all the time");
                }
                yield new IndexSeries(recorded, null);
            }
        };
    }
}
