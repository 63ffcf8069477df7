package se.iopledger.finance.domain.invoice;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.Optional;
import se.iopledger.contracts.finance.InvoiceDue;
import se.iopledger.contracts.terms.DefaultRule;
import se.iopledger.contracts.terms.PaymentTerms;
import se.iopledger.finance.domain.plan.BankDays;

/**
 * When an invoice is to be paid: so many days from receipt as the agreement says, and 30 where it does not
 * ({@link DefaultRule#THIRTY_DAYS_FROM_INVOICE}), but not before its tranche may be invoiced at all; on the next bank day
 * where that is none.
 */
@CheckReturnValue
final class PaymentDay {
    private static final int DAYS_WHERE_NOTHING_IS_SAID = 30;

    private PaymentDay() {}

    static InvoiceDue of(LocalDate receivedOn, OpenTranche tranche, BankDays bankDays) {
        Optional<Integer> agreed = tranche.payment().map(PaymentTerms::dueDays);
        int days = agreed.orElse(DAYS_WHERE_NOTHING_IS_SAID);
        LocalDate reckoned = receivedOn.plusDays(days);
        StringBuilder how = new StringBuilder("received on " + receivedOn + ", " + days + " days "
                + (agreed.isPresent() ? "as the agreement says" : "since the agreement does not say") + ": "
                + reckoned);
        LocalDate due = reckoned;
        LocalDate own = tranche.tranche().dueDate();
        if (own != null && own.isAfter(due)) {
            due = own;
            how.append("; not before the tranche's own day ").append(own);
        }
        LocalDate bankDay = bankDays.onOrNextAfter(due);
        if (!bankDay.equals(due)) {
            how.append("; moved to the next bank day ").append(bankDay);
        }
        return new InvoiceDue(
                bankDay,
                days,
                agreed.isPresent() ? null : DefaultRule.THIRTY_DAYS_FROM_INVOICE,
                tranche.paymentClauses(),
                how.toString());
    }
}
