package se.iopledger.shell.access;

/** The signed-in user may not do this; becomes a 403 problem. */
public final class NotAllowed extends RuntimeException {
    private final String rule;
    private final String detail;

    public NotAllowed(String rule, String detail) {
        super(detail);
        this.rule = rule;
        this.detail = detail;
    }

    public String rule() {
        return rule;
    }

    public String detail() {
        return detail;
    }
}
