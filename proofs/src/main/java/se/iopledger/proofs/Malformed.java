package se.iopledger.proofs;

import org.jspecify.annotations.Nullable;

/** What was given cannot be read as what it should be: cut off, of another form, or beyond a limit. */
public final class Malformed extends RuntimeException {

    /** @param what what is wrong and where, for a person */
    public Malformed(String what) {
        this(what, null);
    }

    /** @param what what is wrong and where, for a person */
    public Malformed(String what, @Nullable Throwable cause) {
        super(what, cause);
    }

    /** The same, said of a named thing. */
    public Malformed in(String place) {
        return new Malformed(place + ": " + getMessage(), getCause());
    }
}
