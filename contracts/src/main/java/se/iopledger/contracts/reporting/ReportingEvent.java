package se.iopledger.contracts.reporting;

import java.time.LocalDate;
import java.util.List;

/** An event of what one agreement asks to be reported, met about or evaluated. */
public sealed interface ReportingEvent {
    /** Id of the agreement: the subject of the entry, and the key of its record in Kafka. */
    String agreementId();

    /**
     * What follows from the terms with which the agreement came into force, up to its last day. In logs of the first
     * release also what an extension added, and what the later last day dated anew, which replaces the obligation of the
     * same id. A long list is told in several events of
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

    /**
     * What is asked for changed with the agreement's life: its last day, or the terms that hold. A long list is told in
     * several events of one append, since an entry of the log has a limit.
     *
     * @param termsVersion the version of the terms that asks for the obligations told here
     * @param until the last day of the agreement as it stands
     * @param obligations that are added, or stand otherwise than before under the same id; in order of due date
     * @param dropped ids of those that are asked for no more
     */
    record ObligationsChanged(
            String agreementId,
            int termsVersion,
            LocalDate until,
            List<DatedObligation> obligations,
            List<String> dropped)
            implements ReportingEvent {
        public ObligationsChanged {
            obligations = List.copyOf(obligations);
            dropped = List.copyOf(dropped);
        }
    }

    /** The agreement was voided, or is not in force after all: nothing is owed under it. */
    record ObligationsWithdrawn(String agreementId) implements ReportingEvent {}
}
