package se.iopledger.finance.domain;

import java.util.List;

/** Clause ids as a calculation cites them. */
final class Clauses {
    private Clauses() {}

    /** Each once, in the order given. */
    static List<String> together(List<List<String>> clauses) {
        return clauses.stream().flatMap(List::stream).distinct().toList();
    }

    /** {@code  (UPP-4, UPP-6)} with a leading space, or nothing. */
    static String inBrackets(List<String> clauses) {
        return clauses.isEmpty() ? "" : " (" + String.join(", ", clauses) + ")";
    }

    static String listed(String before, List<String> clauses) {
        return clauses.isEmpty() ? "" : before + String.join(", ", clauses);
    }
}
