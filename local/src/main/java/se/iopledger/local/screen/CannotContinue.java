package se.iopledger.local.screen;

/** A condition that the person at the keyboard must mend; the message is one line that says what and how. */
public final class CannotContinue extends RuntimeException {

    private final String oneLine;

    public CannotContinue(String oneLine) {
        super(oneLine);
        this.oneLine = oneLine;
    }

    public CannotContinue(String oneLine, Throwable cause) {
        super(oneLine, cause);
        this.oneLine = oneLine;
    }

    public String oneLine() {
        return oneLine;
    }
}
