package se.iopledger.agreement.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.model.Mandate;

/** What somebody wants done about a finding. The mandate's reason says why. */
public sealed interface SettlementCommand extends AgreementCommand {
    /**
     * Record the decision that settles a finding.
     *
     * @param finding id of the finding
     * @param reading id of the reading that is to hold; null where the finding offers none
     * @param decidedBy the role or body that decided
     * @param decidedOn day of the decision, not after today
     * @param reference case number, paragraph of the minutes or document that shows the decision
     */
    record SettleFinding(
            String agreementId,
            String finding,
            @Nullable String reading,
            String decidedBy,
            LocalDate decidedOn,
            @Nullable String reference,
            Mandate mandate)
            implements SettlementCommand {}

    /**
     * Record that a settlement was taken back.
     *
     * @param withdrawnOn day on which it was, not after today
     */
    record WithdrawSettlement(String agreementId, String settlementId, LocalDate withdrawnOn, Mandate mandate)
            implements SettlementCommand {}
}
