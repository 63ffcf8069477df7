package se.iopledger.finance.domain;

import java.time.LocalDate;
import java.util.List;
import se.iopledger.contracts.model.Cause;
import se.iopledger.contracts.model.Caused;
import se.iopledger.contracts.model.Command;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.Terms;

/** What somebody wants done to one agreement's funding. */
public sealed interface FundingCommand extends Command {
    String agreementId();

    @Override
    default String streamId() {
        return agreementId();
    }

    /**
     * The agreement was activated: its schedule follows from its terms.
     *
     * @param terms as they were activated; the schedule goes through their period
     */
    record DeriveSchedule(String agreementId, Mandate mandate, Cause cause, int termsVersion, Terms terms)
            implements FundingCommand, Caused {}

    /**
     * The agreement went on by its own rule (STO-3).
     *
     * @param firstDay first day of the extension
     * @param lastDay the new last day
     * @param clauses the clauses that extend it
     */
    record ExtendSchedule(
            String agreementId,
            Mandate mandate,
            Cause cause,
            LocalDate firstDay,
            LocalDate lastDay,
            List<String> clauses)
            implements FundingCommand, Caused {
        public ExtendSchedule {
            clauses = List.copyOf(clauses);
        }
    }

    /** The agreement was voided: nothing of its schedule holds. */
    record WithdrawSchedule(String agreementId, Mandate mandate, Cause cause) implements FundingCommand, Caused {}

    /** Nothing but what is due by the mandate's day: wakes an agreement that nobody touches. */
    record WorkOffDueTranches(String agreementId, Mandate mandate) implements FundingCommand {}
}
