package se.iopledger.finance.domain;

import java.util.Optional;
import se.iopledger.contracts.agreement.AgreementLife;
import se.iopledger.contracts.model.Cause;
import se.iopledger.contracts.model.Caused;
import se.iopledger.contracts.model.Command;
import se.iopledger.contracts.model.Mandate;

/** What somebody wants done to one agreement's funding. */
public sealed interface FundingCommand extends Command permits FundingCommand.OfPlan, PaymentCommand, ClaimCommand {
    String agreementId();

    @Override
    default String streamId() {
        return agreementId();
    }

    /** What changes what is to be paid. */
    sealed interface OfPlan extends FundingCommand {}

    /**
     * Something was told of the agreement's life: its funding follows what holds of it now.
     *
     * @param life all that holds; empty where the agreement is not in force, or never was
     */
    record FollowAgreement(String agreementId, Mandate mandate, Cause cause, Optional<AgreementLife> life)
            implements OfPlan, Caused {}

    /** Nothing but what is due by the mandate's day: wakes an agreement that nobody touches. */
    record WorkOffDueTranches(String agreementId, Mandate mandate) implements OfPlan {}
}
