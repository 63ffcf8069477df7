package se.iopledger.finance.domain;

import com.google.errorprone.annotations.CheckReturnValue;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.ClaimEvent.ClaimRepaid;
import se.iopledger.contracts.finance.ClaimEvent.RepaymentVoided;
import se.iopledger.contracts.finance.FinanceEvent;
import se.iopledger.contracts.finance.PaymentEvent.OfOrder;
import se.iopledger.contracts.finance.PaymentEvent.PayableConfirmed;
import se.iopledger.contracts.finance.PaymentEvent.PaymentRejected;
import se.iopledger.contracts.finance.PaymentEvent.PaymentReturned;
import se.iopledger.contracts.finance.PaymentEvent.ReservationGivenBack;
import se.iopledger.contracts.finance.PlannedTranche;
import se.iopledger.finance.domain.AgreementFunding.NotScheduled;
import se.iopledger.finance.domain.AgreementFunding.PartlyScheduled;
import se.iopledger.finance.domain.AgreementFunding.Scheduled;
import se.iopledger.finance.domain.AgreementFunding.Withdrawn;
import se.iopledger.finance.domain.pay.Payable.Part;
import se.iopledger.finance.domain.pay.Payable.Standing;
import se.iopledger.finance.domain.plan.SettledSoFar;

/** What payments and repayments settle of the plan. */
@CheckReturnValue
final class Settling {
    private Settling() {}

    /** @param before all money before the event */
    static SettledSoFar after(AgreementMoney before, FinanceEvent event) {
        SettledSoFar settled = before.settled();
        if (event instanceof PayableConfirmed confirmed) {
            return settled.settling(planned(before.funding(), confirmed.trancheId()), confirmed.amount());
        }
        if (event instanceof PaymentRejected rejected) {
            return settled.returning(trancheOf(rejected, before), rejected.amount());
        }
        if (event instanceof PaymentReturned returned) {
            return settled.returning(trancheOf(returned, before), returned.amount());
        }
        if (event instanceof ReservationGivenBack back) {
            Part part = before.payments()
                    .payable(back.payableId())
                    .part(back.orderId())
                    .orElseThrow();
            return part.standing() == Standing.CONFIRMED
                    ? settled.returning(trancheOf(back, before), part.amount())
                    : settled;
        }
        if (event instanceof RepaymentVoided voided) {
            return after(before, voided);
        }
        return event instanceof ClaimRepaid repaid ? after(before, repaid) : settled;
    }

    /** What the repayment did not take off is not put back. */
    private static SettledSoFar after(AgreementMoney before, RepaymentVoided voided) {
        return before.claims()
                .overpaidTranche(voided.claimId())
                .filter(slot -> before.settled().wasRepaidOfSlot(slot, voided.amount()))
                .map(slot -> before.settled().notRepaidOfSlot(slot, voided.amount()))
                .orElse(before.settled());
    }

    /** Only what was overpaid through this ledger is settled by so much less: the rest was owed and stays so. */
    private static SettledSoFar after(AgreementMoney before, ClaimRepaid repaid) {
        return before.claims()
                .overpaidTranche(repaid.claimId())
                .filter(slot -> !before.settled().ofSlot(slot).equals(Money.ZERO))
                .map(slot -> before.settled().repayingOfSlot(slot, repaid.amount()))
                .orElse(before.settled());
    }

    private static String trancheOf(OfOrder event, AgreementMoney before) {
        return before.payments().payable(event.payableId()).trancheId();
    }

    private static PlannedTranche planned(AgreementFunding funding, String trancheId) {
        return switch (funding) {
            case Scheduled scheduled ->
                scheduled.tranches().stream()
                        .filter(planned -> planned.tranche().trancheId().equals(trancheId))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException(trancheId + " was paid and is not scheduled"));
            case NotScheduled _, PartlyScheduled _, Withdrawn _ ->
                throw new IllegalStateException(trancheId + " was paid and nothing is scheduled");
        };
    }
}
