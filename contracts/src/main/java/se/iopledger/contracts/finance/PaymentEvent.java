package se.iopledger.contracts.finance;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;

/**
 * An event of what is paid under one agreement: the invoices that make a tranche payable, the attest of two persons, the
 * part that the agreement has in payment orders, and what the bank made of them. A <em>payable</em> is what can be paid: a
 * tranche that needs no invoice, or one invoice on a tranche.
 */
public sealed interface PaymentEvent extends FinanceEvent {
    /** What happens to one payable. */
    sealed interface OfPayable extends PaymentEvent {
        String payableId();
    }

    /**
     * An invoice was put on a tranche that is paid against invoice.
     *
     * @param payableId {@code <tranche>/<invoice number>}
     * @param trancheId the tranche that it invoices, all or part of it
     * @param invoiceId the invoice, as it was received
     * @param invoiceNumber as the seller gave it
     * @param amount kronor to pay
     * @param dueOn last day for paying it
     * @param registeredBy opaque id of who registered the invoice, or of the automation: who approves must be somebody
     *     else
     */
    record InvoicePut(
            String agreementId,
            String payableId,
            String trancheId,
            String invoiceId,
            String invoiceNumber,
            Money amount,
            LocalDate receivedOn,
            LocalDate dueOn,
            String registeredBy)
            implements OfPayable {}

    /** An invoice is not to be paid after all, as one that was put on the wrong tranche. The reason stands in the entry. */
    record InvoiceTakenBack(String agreementId, String payableId) implements OfPayable {}

    /**
     * What somebody attested: it is this, or it is not attested.
     *
     * @param recipient id of the party in the terms that is paid
     * @param amount kronor
     */
    record Attested(String recipient, Money amount) {}

    /**
     * The right by which somebody attested.
     *
     * @param rightId names the right inside the municipality's register
     * @param limit kronor up to which it holds for one payable
     * @param until last day on which it holds; left out for one that holds until it is revoked
     */
    record RightUsed(String rightId, Money limit, @Nullable LocalDate until) {}

    /**
     * Somebody examined a payable: it is owed, in this amount, to this recipient.
     *
     * @param examinedBy opaque id: who approves must be somebody else
     */
    record PayableExamined(String agreementId, String payableId, Attested attested, String examinedBy, RightUsed right)
            implements OfPayable {}

    /**
     * Somebody else approved the payment.
     *
     * @param approvedBy opaque id
     */
    record PayableApproved(String agreementId, String payableId, Attested attested, String approvedBy, RightUsed right)
            implements OfPayable {}

    /**
     * Somebody who might have attested refused to: what was attested before is so no longer.
     *
     * @param refusedBy opaque id
     * @param why in the words of who refused
     */
    record AttestRefused(
            String agreementId, String payableId, Attested attested, String refusedBy, RightUsed right, String why)
            implements OfPayable {}

    /**
     * What was attested changed: it is to be attested anew.
     *
     * @param attested what had been attested
     * @param because what changed, for a person
     */
    record AttestVoided(String agreementId, String payableId, Attested attested, String because) implements OfPayable {}

    /** What happens to one payable in one payment order. */
    sealed interface OfOrder extends OfPayable {
        String orderId();
    }

    /**
     * A payable stands in a payment order, and can stand in no other until it is given back.
     *
     * @param paymentDate day on which the order is to be paid
     * @param recordedBy opaque id of who recorded the order
     */
    record PayableReserved(
            String agreementId,
            String payableId,
            String orderId,
            LocalDate paymentDate,
            String recipient,
            Money amount,
            String recordedBy)
            implements OfOrder {}

    /**
     * The payment may be released with its order: everything that could stop it was looked at once more. From here on the
     * tranche counts as settled by this amount, until the bank says otherwise.
     *
     * @param trancheId the tranche that it pays
     * @param examinedBy opaque id
     * @param approvedBy opaque id
     */
    record PayableConfirmed(
            String agreementId,
            String payableId,
            String trancheId,
            String orderId,
            LocalDate paymentDate,
            String recipient,
            Money amount,
            String examinedBy,
            String approvedBy)
            implements OfOrder {}

    /**
     * The payable stands in the order no longer, and may be ordered again.
     *
     * @param why the rule that dropped it from the order, or why the order was given up, for a person
     */
    record ReservationGivenBack(String agreementId, String payableId, String orderId, String why) implements OfOrder {}

    /** The bank paid. */
    record PaymentExecuted(String agreementId, String payableId, String orderId, LocalDate executedOn, Money amount)
            implements OfOrder {}

    /**
     * The bank refused to pay: nothing was paid, and the payable is open again.
     *
     * @param reasonCode the bank's (ISO 20022 external code set), where it gave one
     */
    record PaymentRejected(
            String agreementId,
            String payableId,
            String orderId,
            LocalDate rejectedOn,
            Money amount,
            @Nullable String reasonCode)
            implements OfOrder {}

    /**
     * Money that was paid came back: it is owed again. Parts may come back one after the other.
     *
     * @param amount kronor that came back, all that was paid or part of it
     * @param reasonCode the bank's (ISO 20022 external code set), where it gave one
     */
    record PaymentReturned(
            String agreementId,
            String payableId,
            String orderId,
            LocalDate returnedOn,
            Money amount,
            @Nullable String reasonCode)
            implements OfOrder {}

    /** What happens to one stop of payments. */
    sealed interface OfHold extends PaymentEvent {
        String holdId();
    }

    /**
     * Payments of the agreement are stopped. What is held stays due and visible; it is released or cancelled by an event
     * of its own and never drops out.
     *
     * @param holdId names the hold inside the agreement, as hold-1
     * @param ground on what it rests
     * @param of id of what it rests on, as deficiency-1; left out where it rests on a person's decision
     * @param recipient id of the party in the terms whose payments are stopped; left out for all
     * @param heldBy opaque id of the person or the automation
     * @param why for a person
     * @param clauses the clauses that allow it; none where it rests on no clause of the agreement
     */
    record PaymentsHeld(
            String agreementId,
            String holdId,
            Ground ground,
            @Nullable String of,
            @Nullable String recipient,
            String heldBy,
            String why,
            List<String> clauses)
            implements OfHold {
        public PaymentsHeld {
            clauses = List.copyOf(clauses);
        }
    }

    /** On what a stop of payments rests. */
    enum Ground {
        /** A person decided it. */
        DECISION,
        /** A report or meeting of the agreement is overdue. */
        OBLIGATION_OVERDUE,
        /** A party does not do what the agreement asks of it. */
        DEFICIENCY
    }

    /**
     * A stop was lifted.
     *
     * @param releasedBy opaque id of the person, or of the automation whose ground fell away
     * @param why for a person
     */
    record PaymentsReleased(String agreementId, String holdId, String releasedBy, String why) implements OfHold {}
}
