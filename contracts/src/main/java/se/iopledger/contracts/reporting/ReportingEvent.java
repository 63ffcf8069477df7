package se.iopledger.contracts.reporting;

import java.time.LocalDate;
import java.util.List;

/** An event of what one agreement asks to be reported, met about or evaluated. */
public sealed interface ReportingEvent {
    /** Id of the agreement: the subject of the entry, and the key of its record in Kafka. */
    String agreementId();

    /**
     * What follows from the terms up to a day: all of it at activation; at an extension what is added, and what the
     * later last day dates anew, which replaces the obligation of the same id. A long list is told in several events of
     * one append, since an entry of the log has a limit; each adds to those before it.
     *
     * @param until the last day of the agreement that was reckoned with
     * @param obligations in order of due date, undated ones last; through all events of the append
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
