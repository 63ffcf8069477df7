package se.iopledger.agreement.domain.exit;

import java.time.LocalDate;
import java.util.List;
import se.iopledger.contracts.agreement.Ending;

/** What ends an agreement before the day to which it would run. */
public record Cut(LocalDate lastDay, Ending how, List<String> clauses) {
    public Cut {
        clauses = List.copyOf(clauses);
    }
}
