package se.iopledger.eventlog;

import org.jspecify.annotations.Nullable;

/** An append that the database refused, or that was never sent: nothing of it is stored. */
public final class AppendFailed extends RuntimeException {

    AppendFailed(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
