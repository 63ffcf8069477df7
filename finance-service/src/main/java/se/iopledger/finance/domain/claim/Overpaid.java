package se.iopledger.finance.domain.claim;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.ClaimEvent.Ground;
import se.iopledger.contracts.finance.Overpayment;
import se.iopledger.contracts.finance.PlannedTranche;
import se.iopledger.contracts.finance.Tranche.Settlement;
import se.iopledger.finance.domain.AgreementFunding;
import se.iopledger.finance.domain.AgreementFunding.NotScheduled;
import se.iopledger.finance.domain.AgreementFunding.PartlyScheduled;
import se.iopledger.finance.domain.AgreementFunding.Scheduled;
import se.iopledger.finance.domain.AgreementFunding.Withdrawn;
import se.iopledger.finance.domain.AgreementMoney;

/** What the plan says was paid too much, against what is claimed of it. */
@CheckReturnValue
final class Overpaid {
    private Overpaid() {}

    /** A claim that asks for more than is overpaid, and by how much. */
    record Excess(Claim claim, Money by) {}

    static Optional<Overpayment> of(String trancheId, AgreementMoney money) {
        return scheduled(money.funding())
                .flatMap(scheduled ->
                        Optional.ofNullable(scheduled.overpayments().get(trancheId)));
    }

    /**
     * Kronor of an overpayment that nobody has claimed. What was repaid for a tranche of this ledger is not overpaid any
     * more; what was settled elsewhere stays in the plan as it was.
     */
    static Money unclaimed(Overpayment overpayment, AgreementMoney money) {
        Money claimed = Money.sum(money.claims().ofOverpaid(overpayment.trancheId()).stream()
                .map(claim -> isElsewhere(overpayment.trancheId(), money)
                        ? claim.stands()
                        : claim.stands().minus(claim.repaid()))
                .toList());
        return overpayment.amount().minus(claimed);
    }

    /** Newest first: what was claimed later for the same tranche is taken back before what was claimed first. */
    static List<Excess> claimedTooMuch(AgreementMoney money) {
        List<Excess> excesses = new ArrayList<>();
        for (String trancheId : claimed(money)) {
            Money over = outstanding(trancheId, money).minus(mayBeOutstanding(trancheId, money));
            for (Claim claim : money.claims().ofOverpaid(trancheId).reversed()) {
                Money by = claim.outstanding().compareTo(over) < 0 ? claim.outstanding() : over;
                if (by.compareTo(Money.ZERO) > 0) {
                    excesses.add(new Excess(claim, by));
                    over = over.minus(by);
                }
            }
        }
        return excesses;
    }

    private static Set<String> claimed(AgreementMoney money) {
        Set<String> tranches = new TreeSet<>();
        for (Claim claim : money.claims().all()) {
            String of = claim.raised().of();
            if (claim.raised().ground() == Ground.OVERPAYMENT && of != null) {
                tranches.add(of);
            }
        }
        return tranches;
    }

    private static Money outstanding(String trancheId, AgreementMoney money) {
        return Money.sum(money.claims().ofOverpaid(trancheId).stream()
                .map(Claim::outstanding)
                .toList());
    }

    private static Money mayBeOutstanding(String trancheId, AgreementMoney money) {
        Money overpaid = of(trancheId, money).map(Overpayment::amount).orElse(Money.ZERO);
        if (!isElsewhere(trancheId, money)) {
            return overpaid;
        }
        Money repaid = Money.sum(
                money.claims().ofOverpaid(trancheId).stream().map(Claim::repaid).toList());
        Money left = overpaid.minus(repaid);
        return left.isNegative() ? Money.ZERO : left;
    }

    static boolean isElsewhere(String trancheId, AgreementMoney money) {
        return elsewhere(money)
                .anyMatch(planned -> planned.tranche().trancheId().equals(trancheId));
    }

    static Money paidElsewhereTo(String recipient, AgreementMoney money) {
        return Money.sum(elsewhere(money)
                .filter(planned -> planned.tranche().recipient().equals(recipient))
                .map(planned -> planned.tranche().amount())
                .toList());
    }

    private static Stream<PlannedTranche> elsewhere(AgreementMoney money) {
        return scheduled(money.funding()).stream()
                .flatMap(scheduled -> scheduled.tranches().stream())
                .filter(planned -> planned.tranche().settlement() == Settlement.ELSEWHERE);
    }

    private static Optional<Scheduled> scheduled(AgreementFunding funding) {
        return switch (funding) {
            case Scheduled scheduled -> Optional.of(scheduled);
            case NotScheduled _, PartlyScheduled _, Withdrawn _ -> Optional.empty();
        };
    }
}
