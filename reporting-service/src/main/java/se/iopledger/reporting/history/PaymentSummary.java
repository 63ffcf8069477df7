package se.iopledger.reporting.history;

import se.iopledger.contracts.finance.ClaimEvent;
import se.iopledger.contracts.finance.ClaimEvent.ClaimContested;
import se.iopledger.contracts.finance.ClaimEvent.ClaimRaised;
import se.iopledger.contracts.finance.ClaimEvent.ClaimReduced;
import se.iopledger.contracts.finance.ClaimEvent.ClaimRepaid;
import se.iopledger.contracts.finance.ClaimEvent.ClaimWaived;
import se.iopledger.contracts.finance.ClaimEvent.ClaimWrittenOff;
import se.iopledger.contracts.finance.ClaimEvent.LetterExchanged;
import se.iopledger.contracts.finance.ClaimEvent.RepaymentVoided;
import se.iopledger.contracts.finance.ClaimEvent.RepaymentVoidingProposed;
import se.iopledger.contracts.finance.ClaimEvent.WaiverProposed;
import se.iopledger.contracts.finance.PaymentEvent;
import se.iopledger.contracts.finance.PaymentEvent.AttestRefused;
import se.iopledger.contracts.finance.PaymentEvent.AttestVoided;
import se.iopledger.contracts.finance.PaymentEvent.Attested;
import se.iopledger.contracts.finance.PaymentEvent.InvoicePut;
import se.iopledger.contracts.finance.PaymentEvent.InvoiceTakenBack;
import se.iopledger.contracts.finance.PaymentEvent.PayableApproved;
import se.iopledger.contracts.finance.PaymentEvent.PayableConfirmed;
import se.iopledger.contracts.finance.PaymentEvent.PayableExamined;
import se.iopledger.contracts.finance.PaymentEvent.PayableReserved;
import se.iopledger.contracts.finance.PaymentEvent.PaymentExecuted;
import se.iopledger.contracts.finance.PaymentEvent.PaymentRejected;
import se.iopledger.contracts.finance.PaymentEvent.PaymentReturned;
import se.iopledger.contracts.finance.PaymentEvent.PaymentsHeld;
import se.iopledger.contracts.finance.PaymentEvent.PaymentsReleased;
import se.iopledger.contracts.finance.PaymentEvent.ReservationGivenBack;
import se.iopledger.contracts.finance.RightEvent;
import se.iopledger.contracts.finance.RightEvent.RightGranted;
import se.iopledger.contracts.finance.RightEvent.RightProposed;
import se.iopledger.contracts.finance.RightEvent.RightRefused;
import se.iopledger.contracts.finance.RightEvent.RightRevoked;

/** What happened to payments, and to the rights to attest them, in one sentence each. */
final class PaymentSummary {
    private PaymentSummary() {}

    static String of(PaymentEvent event) {
        return switch (event) {
            case InvoicePut put ->
                "Invoice " + put.invoiceNumber() + " of " + put.amount() + " kr, to be paid by " + put.dueOn()
                        + ", was put on the tranche " + put.trancheId() + ".";
            case InvoiceTakenBack back -> "Invoice " + back.payableId() + " was taken back.";
            case PayableExamined examined ->
                "The payment " + examined.payableId() + " was examined" + attested(examined.attested()) + ".";
            case PayableApproved approved ->
                "The payment " + approved.payableId() + " was approved" + attested(approved.attested()) + ".";
            case AttestRefused refused ->
                "The payment " + refused.payableId() + " was refused" + attested(refused.attested()) + ".";
            case AttestVoided voided ->
                "The payment " + voided.payableId() + " is to be attested anew. " + voided.because();
            case PayableReserved reserved ->
                "The payment " + reserved.payableId() + ", " + reserved.amount() + " kr, was taken into an order for "
                        + reserved.paymentDate() + ".";
            case PayableConfirmed confirmed ->
                "The payment " + confirmed.payableId() + ", " + confirmed.amount()
                        + " kr, may be released with its order.";
            case ReservationGivenBack back -> "The payment " + back.payableId() + " was dropped from its order.";
            case PaymentExecuted executed ->
                "The bank paid " + executed.amount() + " kr for " + executed.payableId() + " on "
                        + executed.executedOn() + ".";
            case PaymentRejected rejected ->
                "The bank refused the payment " + rejected.payableId() + ", " + rejected.amount() + " kr.";
            case PaymentReturned returned ->
                "Of the payment " + returned.payableId() + " " + returned.amount() + " kr came back on "
                        + returned.returnedOn() + ".";
            case PaymentsHeld held ->
                "Payments" + (held.recipient() == null ? "" : " to " + held.recipient()) + " were stopped ("
                        + held.holdId() + ").";
            case PaymentsReleased released -> "The stop of payments " + released.holdId() + " was lifted.";
        };
    }

    private static String attested(Attested what) {
        return ": " + what.amount() + " kr to " + what.recipient();
    }

    static String of(RightEvent event) {
        return switch (event) {
            case RightProposed proposed ->
                "A right of " + proposed.holder() + " to " + step(proposed.step()) + " payments up to "
                        + proposed.limit() + " kr was proposed (" + proposed.rightId() + ").";
            case RightGranted granted -> "The right " + granted.rightId() + " was granted from " + granted.from() + ".";
            case RightRefused refused -> "The right " + refused.rightId() + " was not granted.";
            case RightRevoked revoked ->
                "The right " + revoked.rightId() + " ends; it holds on " + revoked.lastDay() + " for the last time.";
        };
    }

    static String of(ClaimEvent event) {
        return switch (event) {
            case ClaimRaised raised ->
                "The party " + raised.claimant() + " claims " + raised.amount() + " kr back from " + raised.liable()
                        + " (" + raised.claimId() + "): " + raised.cause() + ".";
            case LetterExchanged letter ->
                "A letter on " + letter.claimId() + " of " + letter.on() + " is kept as " + letter.reference() + ".";
            case ClaimContested contested ->
                "The claim " + contested.claimId() + " was contested: " + contested.what()
                        + (contested.what().endsWith(".") ? "" : ".");
            case ClaimReduced reduced ->
                "The claim " + reduced.claimId() + " was reduced by " + reduced.by() + " kr to " + reduced.outstanding()
                        + " kr.";
            case WaiverProposed proposed ->
                "To waive " + proposed.amount() + " kr of " + proposed.claimId() + " was proposed.";
            case ClaimWaived waived -> waived.amount() + " kr of " + waived.claimId() + " were waived.";
            case ClaimRepaid repaid ->
                "For " + repaid.claimId() + " " + repaid.amount() + " kr came back on " + repaid.paidOn() + "; "
                        + repaid.outstanding() + " kr are still claimed.";
            case RepaymentVoidingProposed proposed ->
                "To void the repayment " + proposed.reference() + " of " + proposed.claimId() + " was proposed: "
                        + proposed.why() + (proposed.why().endsWith(".") ? "" : ".");
            case RepaymentVoided voided ->
                "The repayment " + voided.reference() + " of " + voided.claimId() + ", " + voided.amount()
                        + " kr, was voided; " + voided.outstanding() + " kr are claimed again.";
            case ClaimWrittenOff off -> off.amount() + " kr of " + off.claimId() + " were written off.";
        };
    }

    private static String step(RightEvent.Step step) {
        return switch (step) {
            case EXAMINE -> "examine";
            case APPROVE -> "approve";
        };
    }
}
