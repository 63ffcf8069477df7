package se.iopledger.eventlog;

import java.time.Instant;

/**
 * Something that went wrong in the background, kept where a person sees it.
 *
 * @param at when it was noticed, by this machine's clock
 * @param what what failed and why, for an operator
 */
public record Failure(Instant at, String what) {

    /** A failure as it is noticed now, told by the exception and its causes. */
    public static Failure of(String doing, Throwable cause) {
        StringBuilder what = new StringBuilder(doing);
        Throwable reason = cause;
        for (int depth = 0; reason != null && depth < 5; depth++) {
            what.append(": ").append(reason.getClass().getSimpleName());
            if (reason.getMessage() != null) {
                what.append(": ").append(reason.getMessage());
            }
            reason = reason.getCause();
        }
        return new Failure(Instant.now(), what.toString());
    }
}
