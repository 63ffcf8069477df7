package se.iopledger.finance.domain.claim;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import se.iopledger.contracts.Money;
import se.iopledger.finance.domain.AgreementMoney;
import se.iopledger.finance.domain.claim.Overpaid.Excess;
import se.iopledger.finance.domain.pay.Payments;

/** What is claimed of money that was not paid after all. */
@CheckReturnValue
final class Unpaid {
    private Unpaid() {}

    /**
     * Only what came back by a payment lets a claim fall: what was paid elsewhere stays claimed, whatever becomes of the
     * plan. Newest first, as with overpayments.
     *
     * @param before what was paid before
     */
    static List<Excess> claimed(Payments before, AgreementMoney money) {
        List<Excess> excesses = new ArrayList<>();
        for (String liable : liable(money)) {
            Money over = least(
                    before.paidTo(liable).minus(money.payments().paidTo(liable)),
                    money.claims().standingAgainst(liable).minus(Claiming.paidTo(liable, money)));
            for (Claim claim : money.claims().all().reversed()) {
                Money by = least(claim.outstanding(), over);
                if (claim.raised().liable().equals(liable) && by.compareTo(Money.ZERO) > 0) {
                    excesses.add(new Excess(claim, by));
                    over = over.minus(by);
                }
            }
        }
        return excesses;
    }

    private static Set<String> liable(AgreementMoney money) {
        Set<String> liable = new TreeSet<>();
        money.claims().all().forEach(claim -> liable.add(claim.raised().liable()));
        return liable;
    }

    private static Money least(Money one, Money other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
