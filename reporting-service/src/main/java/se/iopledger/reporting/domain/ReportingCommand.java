package se.iopledger.reporting.domain;

import java.time.LocalDate;
import se.iopledger.contracts.model.Cause;
import se.iopledger.contracts.model.Caused;
import se.iopledger.contracts.model.Command;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.Terms;

/** What is wanted of one agreement's reports and meetings. */
public sealed interface ReportingCommand extends Command {
    String agreementId();

    @Override
    default String streamId() {
        return agreementId();
    }

    /**
     * The agreement was activated: find everything that its terms ask for.
     *
     * @param until the agreement's last day, as it stands now
     */
    record DeriveObligations(
            String agreementId, Mandate mandate, Cause cause, int termsVersion, Terms terms, LocalDate until)
            implements ReportingCommand, Caused {}

    /**
     * The agreement goes on to a later last day (STO-3): find what that adds.
     *
     * @param until the new last day
     */
    record ExtendObligations(
            String agreementId, Mandate mandate, Cause cause, int termsVersion, Terms terms, LocalDate until)
            implements ReportingCommand, Caused {}

    /** The agreement was voided: nothing is owed under it. */
    record WithdrawObligations(String agreementId, Mandate mandate, Cause cause) implements ReportingCommand, Caused {}

    /** Wakes an agreement that nobody touches: only what is due by the mandate's date is worked off. */
    record WorkOffDueObligations(String agreementId, Mandate mandate) implements ReportingCommand {}
}
