package se.iopledger.contracts.finance;

import java.util.List;

/** Something that must be registered before more can be scheduled. */
public record Awaited(String what, List<String> clauses) {
    public Awaited {
        clauses = List.copyOf(clauses);
    }
}
