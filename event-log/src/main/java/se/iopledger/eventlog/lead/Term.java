package se.iopledger.eventlog.lead;

/** One period of leading, from taking the lead to giving it up or losing it. */
public interface Term {

    /** Whether the work must stop. Once true, it stays so. */
    boolean isOver();
}
