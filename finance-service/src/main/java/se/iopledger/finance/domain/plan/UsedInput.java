package se.iopledger.finance.domain.plan;

import com.google.errorprone.annotations.CheckReturnValue;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.agreement.FundingEvent.FundingDecided;
import se.iopledger.contracts.agreement.SettlementEvent.ChosenReading;
import se.iopledger.contracts.agreement.SettlementEvent.FindingSettled;
import se.iopledger.contracts.finance.IndexValue;
import se.iopledger.contracts.finance.PriceIndex;

/**
 * Something beside the terms that an amount rests on.
 *
 * @param kind what sort of thing
 * @param id the index, or the decision's id inside the agreement, as funding-1
 * @param year the year that it concerns; null for one that concerns none
 * @param percent the percentage; null where it is none
 * @param edition edition of the index; null for what has none
 * @param status whether the index value may still be replaced; null for what is no index value
 * @param source where it was read, or who decided it when
 * @param text all of it for a person
 */
@CheckReturnValue
public record UsedInput(
        Kind kind,
        String id,
        @Nullable Integer year,
        @Nullable BigDecimal percent,
        @Nullable String edition,
        IndexValue.@Nullable Status status,
        String source,
        String text) {
    /** What sort of thing. */
    public enum Kind {
        INDEX_VALUE,
        DECISION,
        READING
    }

    static UsedInput of(PriceIndex index, IndexValue value) {
        String standing = switch (value.status()) {
            case FINAL -> "final";
            case PRELIMINARY -> "preliminary";
        };
        return new UsedInput(
                Kind.INDEX_VALUE,
                index.name(),
                value.year(),
                value.percent(),
                value.edition(),
                value.status(),
                value.source(),
                index + " " + value.year() + ", " + value.percent().toPlainString() + " % (" + standing + ", edition "
                        + value.edition() + ", " + value.source() + ")");
    }

    static UsedInput of(FundingDecided decision) {
        BigDecimal percent = decision.percent();
        String reference = decision.reference();
        String source =
                decision.decidedBy() + ", " + decision.decidedOn() + (reference == null ? "" : ", " + reference);
        return new UsedInput(
                Kind.DECISION,
                decision.decisionId(),
                decision.year(),
                percent,
                null,
                null,
                source,
                "the decision for " + decision.year()
                        + (percent == null ? "" : ", " + percent.toPlainString() + " %")
                        + " (" + decision.decisionId() + ": " + source + ")");
    }

    static UsedInput of(FindingSettled settled, ChosenReading reading) {
        String reference = settled.reference();
        String source = settled.decidedBy() + ", " + settled.decidedOn() + (reference == null ? "" : ", " + reference);
        return new UsedInput(
                Kind.READING,
                settled.settlementId(),
                null,
                null,
                null,
                null,
                source,
                "the reading \"" + reading.text() + "\" (" + settled.settlementId() + ": " + source + ")");
    }
}
