package se.iopledger.eventlog.lead;

/** What only one instance should do at a time. */
public interface Duty {

    /**
     * Does the work for as long as the term lasts. When the term ends, this thread is interrupted and the work must stop
     * soon; another instance may have begun already. Returning earlier, or throwing, gives the lead up: another instance
     * may take it, and this one stands for it again after a pause.
     */
    void perform(Term term) throws InterruptedException;
}
