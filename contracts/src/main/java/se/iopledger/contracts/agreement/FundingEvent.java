package se.iopledger.contracts.agreement;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.terms.AdjustmentBasis;

/** An event of what is decided on money during the agreement. */
public sealed interface FundingEvent extends FactEvent {
    /**
     * What was decided on the funding of one year. It is told whole: whoever schedules payments needs no other event of
     * this family.
     *
     * <p>A decision on amounts (COUNCIL_BUDGET_DECISION) makes the year's plan of each payer and recipient a promise of this
     * amount; where {@code belowFloor} is set, of no less than the year before. A decision on a percentage
     * (COUNCIL_PRICE_COMPENSATION) raises the year's promised amounts by it, from the day that the terms say, and where
     * they leave that open in each of their readings. For OPI the percentage is what the municipality decided to apply; the
     * index itself is kept where payments are, and the readings stay side by side until the finding on them is settled. A
     * decision that replaces another holds instead of it, and both stay known; what was paid by the earlier one stays paid,
     * and what the later one makes of it more or less is a difference. A decision that is voided by a correction never
     * held.
     *
     * @param decisionId names the decision inside the agreement, as funding-1
     * @param basis by which rule of the terms
     * @param year calendar year, or number of the contract year where the terms give amounts by those
     * @param grants amounts for the whole year, one of each payer and recipient; empty where a percentage is decided
     * @param percent the percentage; left out where amounts are decided
     * @param decidedBy the deciding body, as kommunfullmäktige
     * @param reference case number or paragraph of the minutes
     * @param replaces the decision for the same year that it holds instead of
     * @param belowFloor whether an amount is lower than the year before although the terms forbid it (UPP-4); a finding
     *     says so
     * @param clauses what the terms say of it
     */
    record FundingDecided(
            String agreementId,
            String decisionId,
            AdjustmentBasis basis,
            int year,
            List<DecidedGrant> grants,
            @Nullable BigDecimal percent,
            String decidedBy,
            LocalDate decidedOn,
            @Nullable String reference,
            @Nullable String replaces,
            boolean belowFloor,
            List<String> clauses)
            implements FundingEvent {
        public FundingDecided {
            grants = List.copyOf(grants);
            clauses = List.copyOf(clauses);
        }
    }

    /**
     * What one payer pays one recipient for the year.
     *
     * @param payer id of the party in the terms
     * @param recipient id of the party in the terms
     * @param amount kronor for the whole year
     */
    record DecidedGrant(String payer, String recipient, Money amount) {}
}
