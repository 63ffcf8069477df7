package se.iopledger.eventlog;

import org.jspecify.annotations.Nullable;

/** Bytes that are not an entry: not a CloudEvents 1.0 JSON document in the form that {@link Entry} describes. */
public final class MalformedEntry extends RuntimeException {

    MalformedEntry(String what) {
        this(what, null);
    }

    MalformedEntry(String what, @Nullable Throwable cause) {
        super(what, cause);
    }
}
