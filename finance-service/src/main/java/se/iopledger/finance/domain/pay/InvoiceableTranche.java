package se.iopledger.finance.domain.pay;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.List;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.PlannedTranche;
import se.iopledger.contracts.finance.Tranche;
import se.iopledger.contracts.finance.Tranche.Settlement;
import se.iopledger.finance.domain.AgreementMoney;

/**
 * A tranche of the plan that is paid against invoice through this ledger.
 *
 * @param left kronor of it that no invoice stands for; below zero where the plan gives less than was invoiced
 */
@CheckReturnValue
public record InvoiceableTranche(Tranche tranche, Money left) {
    /** All of an agreement, in the order of the plan. */
    public static List<InvoiceableTranche> of(AgreementMoney money) {
        return OpenPayable.planned(money.funding()).stream()
                .map(PlannedTranche::tranche)
                .filter(tranche -> OpenPayable.isPaidAgainstInvoice(tranche) && tranche.settlement() == Settlement.HERE)
                .map(tranche -> new InvoiceableTranche(tranche, Invoicing.leftOf(tranche, money.payments())))
                .toList();
    }
}
