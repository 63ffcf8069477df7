package se.iopledger.contracts.reporting;

import java.time.LocalDate;
import java.util.List;

/** An event of what one agreement asks to be reported, met about or evaluated. */
public sealed interface ReportingEvent {
    String agreementId();

    /**
     * What follows from the terms up to a day: all of it at activation, the added part at an extension.
     *
     * @param until the last day of the agreement that was reckoned with
     */
    record ObligationsDerived(String agreementId, int termsVersion, LocalDate until, List<DatedObligation> obligations)
            implements ReportingEvent {
        public ObligationsDerived {
            obligations = List.copyOf(obligations);
        }
    }

    /** The due date passed and nothing was delivered. */
    record ObligationBecameOverdue(String agreementId, String obligationId, LocalDate dueDate)
            implements ReportingEvent {}

    /** The agreement was voided: nothing is owed under it. */
    record ObligationsWithdrawn(String agreementId) implements ReportingEvent {}
}
