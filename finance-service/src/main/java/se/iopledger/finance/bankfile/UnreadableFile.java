package se.iopledger.finance.bankfile;

/** A file that is refused whole: nothing of it was taken in. */
public final class UnreadableFile extends RuntimeException {
    private final String rule;
    private final String detail;

    UnreadableFile(String rule, String detail) {
        super(rule + ": " + detail);
        this.rule = rule;
        this.detail = detail;
    }

    UnreadableFile(String rule, String detail, Throwable cause) {
        super(rule + ": " + detail, cause);
        this.rule = rule;
        this.detail = detail;
    }

    /** The rule that it breaks, a sentence in one word. */
    public String rule() {
        return rule;
    }

    /** What is wrong and where, for a person. */
    public String detail() {
        return detail;
    }
}
