package se.iopledger.finance.domain.plan;

import java.util.List;

/** Clause ids as a calculation cites them. */
public final class Clauses {
    private Clauses() {}

    /** Each once, in the order given. */
    public static List<String> together(List<List<String>> clauses) {
        return clauses.stream().flatMap(List::stream).distinct().toList();
    }

    /** {@code  (UPP-4, UPP-6)} with a leading space, or nothing. */
    public static String inBrackets(List<String> clauses) {
        return clauses.isEmpty() ? "" : " (" + String.join(", ", clauses) + ")";
    }

    static String listed(String before, List<String> clauses) {
        return clauses.isEmpty() ? "" : before + String.join(", ", clauses);
    }
}
