package se.iopledger.contracts.terms;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.LocalDate;
import java.util.List;

/** When an obligation falls due. In JSON the field {@code kind} tells which. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Recurrence.TimesAYear.class, name = "TIMES_A_YEAR"),
    @JsonSubTypes.Type(value = Recurrence.InMonths.class, name = "IN_MONTHS"),
    @JsonSubTypes.Type(value = Recurrence.EveryMonths.class, name = "EVERY_MONTHS"),
    @JsonSubTypes.Type(value = Recurrence.TimesInPeriod.class, name = "TIMES_IN_PERIOD"),
    @JsonSubTypes.Type(value = Recurrence.OnceBy.class, name = "ONCE_BY"),
    @JsonSubTypes.Type(value = Recurrence.BeforeStart.class, name = "BEFORE_START"),
    @JsonSubTypes.Type(value = Recurrence.Regularly.class, name = "REGULARLY")
})
public sealed interface Recurrence {
    /** At least so many times in every year, no date stated: the last is due by the last day of the year. */
    record TimesAYear(
            @JsonPropertyDescription("At least so many times.")
            int times,

            @JsonPropertyDescription("Calendar or contract years.")
            YearKind years)
            implements Recurrence {}

    /** In each of these months (1 to 12) of every year: due by the month's last day. */
    record InMonths(
            @JsonPropertyDescription("Months, 1 to 12.") List<Integer> months) implements Recurrence {
        public InMonths {
            months = Absent.asEmpty(months);
        }
    }

    /** At least once in every so many months from the first day: due by the last day of each such span. */
    record EveryMonths(
            @JsonPropertyDescription("Length of the span in months.")
            int months) implements Recurrence {}

    /** At least so many times before the agreement ends. */
    record TimesInPeriod(
            @JsonPropertyDescription("At least so many times.")
            int times) implements Recurrence {}

    /** Once, by a stated day. */
    record OnceBy(@JsonPropertyDescription("The last day.") LocalDate date) implements Recurrence {}

    /** Done before the agreement's first day. */
    record BeforeStart() implements Recurrence {}

    /** The paper asks for it regularly and gives no number: nothing can be dated, and a finding says so. */
    record Regularly() implements Recurrence {}
}
