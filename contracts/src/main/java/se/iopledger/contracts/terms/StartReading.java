package se.iopledger.contracts.terms;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One reading of when the adjustment starts. */
public record StartReading(
        @JsonPropertyDescription("The reading, as from 2022-07-01.")
        String label,

        @JsonPropertyDescription("Left out where the paper does not say.") @Nullable LocalDate from,

        @JsonPropertyDescription("Ids of the clauses this comes from, as UPP-4.")
        List<String> clauses) {
    public StartReading {
        clauses = Absent.asEmpty(clauses);
    }

    /** By which a settlement ({@code FindingSettled}) names this reading, as {@code from-2022-07-01}. */
    public String readingId() {
        return from == null ? ReadingIds.of(label) : "from-" + from;
    }
}
