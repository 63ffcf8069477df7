package se.iopledger.contracts.finance;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.terms.DefaultRule;

/**
 * When an invoice is to be paid, and why then.
 *
 * @param dueOn the day, a Swedish bank day
 * @param days days from receipt
 * @param assumption the rule that stands in for what the agreement does not say; null where the agreement says it
 * @param clauses clauses of the terms of payment
 * @param calculation how the day was arrived at, for a person
 */
public record InvoiceDue(
        LocalDate dueOn, int days, @Nullable DefaultRule assumption, List<String> clauses, String calculation) {
    public InvoiceDue {
        clauses = List.copyOf(clauses);
    }
}
