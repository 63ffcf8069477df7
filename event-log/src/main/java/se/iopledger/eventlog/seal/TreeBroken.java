package se.iopledger.eventlog.seal;

import org.jspecify.annotations.Nullable;

/**
 * What is stored of the tree does not agree with the log, or with what was signed. Nothing is signed over it; a person
 * has to find out what happened.
 */
public final class TreeBroken extends RuntimeException {

    TreeBroken(String what) {
        this(what, null);
    }

    TreeBroken(String what, @Nullable Throwable cause) {
        super(what, cause);
    }
}
