package se.iopledger.proofs;

/** What was given could be read, and what it claims is not so. */
public final class DoesNotHold extends RuntimeException {

    /** @param what which claim, and what is so instead, for a person */
    public DoesNotHold(String what) {
        super(what);
    }
}
