package se.iopledger.agreement.domain;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.agreement.FundingEvent.DecidedGrant;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.AdjustmentBasis;

/** What is recorded of decisions on money during the agreement. */
public sealed interface FundingCommand extends AgreementCommand {
    /**
     * Record what was decided on the funding of a year.
     *
     * @param basis the rule of the terms by which it was decided
     * @param year calendar year, or number of the contract year where the terms give amounts by those
     * @param grants amounts for the year; empty where a percentage is decided
     * @param percent 0 to 100; null where amounts are decided
     * @param replaces the decision for the same year that it holds instead of; the mandate's reason says why
     * @param belowFloor whether it is known that the terms forbid so low an amount, and it was decided all the same
     */
    record DecideFunding(
            String agreementId,
            AdjustmentBasis basis,
            int year,
            List<DecidedGrant> grants,
            @Nullable BigDecimal percent,
            String decidedBy,
            LocalDate decidedOn,
            @Nullable String reference,
            @Nullable String replaces,
            boolean belowFloor,
            Mandate mandate)
            implements FundingCommand {
        public DecideFunding {
            grants = List.copyOf(grants);
        }
    }
}
