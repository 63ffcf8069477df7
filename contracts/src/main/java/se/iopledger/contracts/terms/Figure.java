package se.iopledger.contracts.terms;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A figure of a commitment: a number or a range of something, for each unit of time. */
public record Figure(
        @JsonPropertyDescription("The number, or the least of a range.")
        BigDecimal from,

        @JsonPropertyDescription("Same as from where one number is stated.")
        BigDecimal to,

        @JsonPropertyDescription("As guests.") String unit,

        @JsonPropertyDescription("Left out for a figure that is not per time.") @Nullable FigurePer per,

        @JsonPropertyDescription("Whether the paper says about.")
        boolean approximate) {}
