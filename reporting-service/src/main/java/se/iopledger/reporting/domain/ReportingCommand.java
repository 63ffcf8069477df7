package se.iopledger.reporting.domain;

import java.util.Optional;
import se.iopledger.contracts.agreement.AgreementLife;
import se.iopledger.contracts.model.Cause;
import se.iopledger.contracts.model.Caused;
import se.iopledger.contracts.model.Command;
import se.iopledger.contracts.model.Mandate;

/** What is wanted of one agreement's reports and meetings. */
public sealed interface ReportingCommand extends Command {
    String agreementId();

    @Override
    default String streamId() {
        return agreementId();
    }

    /**
     * Something was told of the agreement's life: what it asks for follows what holds of it now.
     *
     * @param life all that holds; empty where the agreement is not in force, or never was
     */
    record FollowAgreement(String agreementId, Mandate mandate, Cause cause, Optional<AgreementLife> life)
            implements ReportingCommand, Caused {}

    /** Wakes an agreement that nobody touches: only what is due by the mandate's date is worked off. */
    record WorkOffDueObligations(String agreementId, Mandate mandate) implements ReportingCommand {}
}
