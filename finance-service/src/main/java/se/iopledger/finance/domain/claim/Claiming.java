package se.iopledger.finance.domain.claim;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.ClaimEvent.ClaimContested;
import se.iopledger.contracts.finance.ClaimEvent.ClaimReduced;
import se.iopledger.contracts.finance.ClaimEvent.ClaimRepaid;
import se.iopledger.contracts.finance.ClaimEvent.ClaimWaived;
import se.iopledger.contracts.finance.ClaimEvent.ClaimWrittenOff;
import se.iopledger.contracts.finance.ClaimEvent.LetterExchanged;
import se.iopledger.contracts.finance.ClaimEvent.RepaymentVoided;
import se.iopledger.contracts.finance.ClaimEvent.RepaymentVoidingProposed;
import se.iopledger.contracts.finance.ClaimEvent.WaiverProposed;
import se.iopledger.contracts.finance.FinanceEvent;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.finance.domain.AgreementMoney;
import se.iopledger.finance.domain.ClaimCommand;
import se.iopledger.finance.domain.ClaimCommand.OfClaim;
import se.iopledger.finance.domain.ClaimCommand.ProposeVoiding;
import se.iopledger.finance.domain.ClaimCommand.ProposeWaiver;
import se.iopledger.finance.domain.ClaimCommand.Raise;
import se.iopledger.finance.domain.ClaimCommand.RecordContest;
import se.iopledger.finance.domain.ClaimCommand.RecordLetter;
import se.iopledger.finance.domain.ClaimCommand.RecordRepayment;
import se.iopledger.finance.domain.ClaimCommand.ReduceClaim;
import se.iopledger.finance.domain.ClaimCommand.VoidRepayment;
import se.iopledger.finance.domain.ClaimCommand.WaiveClaim;
import se.iopledger.finance.domain.ClaimCommand.WriteOffClaim;
import se.iopledger.finance.domain.claim.Claim.Letter;
import se.iopledger.finance.domain.claim.Claim.Repayment;
import se.iopledger.finance.domain.claim.Claim.Voiding;
import se.iopledger.finance.domain.claim.Claim.Waiver;
import se.iopledger.finance.domain.claim.Overpaid.Excess;
import se.iopledger.finance.domain.pay.PaymentRules;
import se.iopledger.finance.domain.pay.Payments;

/** Decides about claims: what becomes of one after it was raised. */
@CheckReturnValue
public final class Claiming {
    private Claiming() {}

    public static Decision<FinanceEvent> decide(ClaimCommand command, AgreementMoney money) {
        Optional<Rejection> reasonless = ClaimRules.reasonMustBeGiven(command.mandate());
        if (reasonless.isPresent()) {
            return Decision.rejected(reasonless.get());
        }
        return switch (command) {
            case Raise raise -> Raising.decide(raise, money);
            case OfClaim ofClaim ->
                money.claims()
                        .find(ofClaim.claimId())
                        .map(claim -> decide(ofClaim, claim, money))
                        .orElseGet(() -> Decision.rejected(Rejection.unknown(
                                "ClaimMustExist", "under the agreement there is no " + ofClaim.claimId())));
        };
    }

    private static Decision<FinanceEvent> decide(OfClaim command, Claim claim, AgreementMoney money) {
        return switch (command) {
            case RecordLetter letter -> letter(letter, claim);
            case RecordContest contest -> contest(contest, claim);
            case ReduceClaim reduce -> reduce(reduce, claim);
            case ProposeWaiver propose -> propose(propose, claim);
            case WaiveClaim waive -> waive(waive, claim);
            case RecordRepayment repayment -> repay(repayment, claim, money.claims());
            case ProposeVoiding propose -> proposeVoiding(propose, claim);
            case VoidRepayment voiding -> voidRepayment(voiding, claim, money);
            case WriteOffClaim off -> writeOff(off, claim);
        };
    }

    private static Decision<FinanceEvent> letter(RecordLetter command, Claim claim) {
        if (claim.letters().contains(new Letter(command.direction(), command.on(), command.reference()))) {
            return Decision.accepted(List.of());
        }
        return unless(
                PaymentRules.dateMustNotLieAhead(command.on(), command.mandate().today()),
                () -> new LetterExchanged(
                        command.agreementId(),
                        command.claimId(),
                        command.direction(),
                        command.on(),
                        command.reference()));
    }

    private static Decision<FinanceEvent> contest(RecordContest command, Claim claim) {
        String what = ClaimRules.reason(command.mandate());
        if (what.equals(claim.contested())) {
            return Decision.accepted(List.of());
        }
        return unless(
                PaymentRules.first(
                        () -> ClaimRules.claimMustBeOpen(claim),
                        () -> PaymentRules.dateMustNotLieAhead(
                                command.contestedOn(), command.mandate().today())),
                () -> new ClaimContested(command.agreementId(), command.claimId(), command.contestedOn(), what));
    }

    private static Decision<FinanceEvent> reduce(ReduceClaim command, Claim claim) {
        return unless(
                PaymentRules.first(
                        () -> ClaimRules.claimMustBeOpen(claim),
                        () -> ClaimRules.whoRaisedMustNotGiveItUp(
                                command.mandate().actor(), claim),
                        () -> ClaimRules.amountMustFitWhatIsClaimed(command.by(), claim)),
                () -> new ClaimReduced(
                        command.agreementId(),
                        command.claimId(),
                        command.by(),
                        claim.outstanding().minus(command.by()),
                        ClaimRules.reason(command.mandate())));
    }

    private static Decision<FinanceEvent> propose(ProposeWaiver command, Claim claim) {
        return unless(
                PaymentRules.first(
                        () -> ClaimRules.claimMustBeOpen(claim),
                        () -> ClaimRules.amountMustFitWhatIsClaimed(command.amount(), claim)),
                () -> new WaiverProposed(
                        command.agreementId(),
                        command.claimId(),
                        command.amount(),
                        ClaimRules.reason(command.mandate()),
                        command.mandate().actor()));
    }

    private static Decision<FinanceEvent> waive(WaiveClaim command, Claim claim) {
        Waiver waiver = claim.waiver();
        if (waiver == null) {
            return Decision.rejected(Rejection.conflict(
                    "WaiverMustBeProposed", "nobody has proposed to waive anything of " + command.claimId()));
        }
        String actor = command.mandate().actor();
        return unless(
                PaymentRules.first(
                        () -> ClaimRules.whoProposedMustNotWaive(actor, waiver),
                        () -> ClaimRules.whoRaisedMustNotGiveItUp(actor, claim),
                        () -> ClaimRules.amountMustFitWhatIsClaimed(waiver.amount(), claim)),
                () -> new ClaimWaived(
                        command.agreementId(),
                        command.claimId(),
                        waiver.amount(),
                        claim.outstanding().minus(waiver.amount()),
                        waiver.why(),
                        actor));
    }

    private static Decision<FinanceEvent> repay(RecordRepayment command, Claim claim, Claims claims) {
        Optional<Repayment> before = claim.repayment(command.reference());
        if (before.isPresent()) {
            return before.get().amount().equals(command.amount())
                    ? Decision.accepted(List.of())
                    : Decision.rejected(Rejection.conflict(
                            "RepaymentMustCountOnce",
                            "the payment " + command.reference() + " is recorded with "
                                    + before.get().amount()));
        }
        return unless(
                PaymentRules.first(
                        () -> ClaimRules.whoRaisedMustNotRecordItsRepayment(
                                command.mandate().actor(), claim),
                        () -> ClaimRules.paymentMustBeOfOneClaim(command.reference(), claim, claims),
                        () -> PaymentRules.dateMustNotLieAhead(
                                command.paidOn(), command.mandate().today()),
                        () -> ClaimRules.amountMustFitWhatIsClaimed(command.amount(), claim)),
                () -> new ClaimRepaid(
                        command.agreementId(),
                        command.claimId(),
                        command.paidOn(),
                        command.amount(),
                        command.reference(),
                        claim.outstanding().minus(command.amount())));
    }

    private static Decision<FinanceEvent> proposeVoiding(ProposeVoiding command, Claim claim) {
        return claim.repayment(command.reference())
                .map(_ -> Decision.<FinanceEvent>accepted(List.of(new RepaymentVoidingProposed(
                        command.agreementId(),
                        command.claimId(),
                        command.reference(),
                        ClaimRules.reason(command.mandate()),
                        command.mandate().actor()))))
                .orElseGet(() -> Decision.rejected(ClaimRules.repaymentMustBeRecorded(command.reference(), claim)));
    }

    /** What was claimed of money that came back by the bank meanwhile is not claimed again. */
    private static Decision<FinanceEvent> voidRepayment(VoidRepayment command, Claim claim, AgreementMoney money) {
        Optional<Repayment> found = claim.repayment(command.reference());
        if (found.isEmpty()) {
            return Decision.rejected(ClaimRules.repaymentMustBeRecorded(command.reference(), claim));
        }
        Repayment repayment = found.get();
        Voiding voiding = repayment.voiding();
        String actor = command.mandate().actor();
        return PaymentRules.first(
                        () -> ClaimRules.voidingMustBeProposed(voiding, command.reference()),
                        () -> ClaimRules.whoProposedMustNotVoid(actor, voiding))
                .map(Decision::<FinanceEvent>rejected)
                .orElseGet(() -> Decision.accepted(voided(command, claim, repayment, money)));
    }

    private static List<FinanceEvent> voided(
            VoidRepayment command, Claim claim, Repayment repayment, AgreementMoney money) {
        Money outstanding = claim.outstanding().plus(repayment.amount());
        RepaymentVoided voided = new RepaymentVoided(
                command.agreementId(),
                command.claimId(),
                command.reference(),
                repayment.amount(),
                outstanding,
                ClaimRules.reason(command.mandate()),
                command.mandate().actor());
        String liable = claim.raised().liable();
        Money beyond = money.claims().standingAgainst(liable).minus(paidTo(liable, money));
        Money by = beyond.compareTo(outstanding) < 0 ? beyond : outstanding;
        return by.compareTo(Money.ZERO) > 0
                ? List.of(
                        voided,
                        new ClaimReduced(
                                command.agreementId(),
                                command.claimId(),
                                by,
                                outstanding.minus(by),
                                "Of what was paid to " + liable
                                        + " so much came back that more was claimed than is left: " + by + "."))
                : List.of(voided);
    }

    private static Decision<FinanceEvent> writeOff(WriteOffClaim command, Claim claim) {
        String actor = command.mandate().actor();
        return unless(
                PaymentRules.first(
                        () -> ClaimRules.claimMustBeOpen(claim),
                        () -> ClaimRules.whoRaisedMustNotGiveItUp(actor, claim)),
                () -> new ClaimWrittenOff(
                        command.agreementId(),
                        command.claimId(),
                        claim.outstanding(),
                        ClaimRules.reason(command.mandate()),
                        actor));
    }

    static Decision<FinanceEvent> unless(Optional<Rejection> broken, Supplier<FinanceEvent> event) {
        return broken.isPresent() ? Decision.rejected(broken.get()) : Decision.accepted(List.of(event.get()));
    }

    /**
     * What was claimed for an overpayment that has become less, or has cleared, is claimed no more; nor is, on whatever
     * ground, what the bank did not pay after all.
     *
     * @param before what was paid before
     */
    public static List<FinanceEvent> outlived(String agreementId, Payments before, AgreementMoney money) {
        List<ClaimReduced> owed = Overpaid.claimedTooMuch(money).stream()
                .map(excess -> reduced(
                        agreementId,
                        excess,
                        "What was paid with " + excess.claim().raised().of() + " is owed after all: " + excess.by()
                                + " of it."))
                .toList();
        Claims left = money.claims();
        for (ClaimReduced reduced : owed) {
            left = left.after(reduced);
        }
        AgreementMoney then = new AgreementMoney(money.funding(), money.payments(), left, money.settled());
        Stream<ClaimReduced> unpaid = Unpaid.claimed(before, then).stream()
                .map(excess -> reduced(
                        agreementId,
                        excess,
                        "Of what was paid to " + excess.claim().raised().liable()
                                + " so much came back that more was claimed than is left: " + excess.by() + "."));
        return Stream.<FinanceEvent>concat(owed.stream(), unpaid).toList();
    }

    private static ClaimReduced reduced(String agreementId, Excess excess, String why) {
        return new ClaimReduced(
                agreementId,
                excess.claim().claimId(),
                excess.by(),
                excess.claim().outstanding().minus(excess.by()),
                why);
    }

    /** Kronor that were paid to a party under the agreement, here or before the takeover, and did not come back. */
    static Money paidTo(String recipient, AgreementMoney money) {
        return Overpaid.paidElsewhereTo(recipient, money).plus(money.payments().paidTo(recipient));
    }
}
