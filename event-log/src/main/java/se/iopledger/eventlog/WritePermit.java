package se.iopledger.eventlog;

import java.util.Optional;

/** Whether a log may take writes. Asked before every append, so it must answer at once. */
@FunctionalInterface
public interface WritePermit {

    /** For a log that nobody outside of its database knows of. */
    WritePermit ALWAYS = Optional::empty;

    /** Why no append is taken, and what an operator has to do; empty when appends are. */
    Optional<String> refusal();
}
