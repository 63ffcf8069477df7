package se.iopledger.finance.domain;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.PaymentEvent.Ground;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.Remedy;
import se.iopledger.finance.domain.pay.AttestRight;

/** What somebody wants done with what is paid under one agreement. */
public sealed interface PaymentCommand extends FundingCommand {
    /** What is done with one payable. */
    sealed interface OfPayable extends PaymentCommand {
        String payableId();
    }

    /**
     * Put an invoice on a tranche that is paid against invoice.
     *
     * @param invoiceId the invoice's own stream
     * @param amount kronor to pay, all of the invoice or what is left of it after a credit
     * @param dueOn last day for paying it
     * @param registeredBy opaque id of who registered the invoice, or of the automation that read it
     * @param judged whether a person says that it is none of those that stand there; the mandate says why
     */
    record PutInvoice(
            String agreementId,
            String trancheId,
            String invoiceId,
            String invoiceNumber,
            Money amount,
            LocalDate receivedOn,
            LocalDate dueOn,
            String registeredBy,
            boolean judged,
            Mandate mandate)
            implements OfPayable {
        /** Which nobody has compared with what stands there. */
        public PutInvoice(
                String agreementId,
                String trancheId,
                String invoiceId,
                String invoiceNumber,
                Money amount,
                LocalDate receivedOn,
                LocalDate dueOn,
                String registeredBy,
                Mandate mandate) {
            this(
                    agreementId,
                    trancheId,
                    invoiceId,
                    invoiceNumber,
                    amount,
                    receivedOn,
                    dueOn,
                    registeredBy,
                    false,
                    mandate);
        }

        @Override
        public String payableId() {
            return trancheId + "/" + invoiceNumber;
        }
    }

    /** An invoice is not to be paid after all; the mandate says why. */
    record TakeInvoiceBack(String agreementId, String payableId, Mandate mandate) implements OfPayable {}

    /** What is done by right of the register. */
    sealed interface OfAttest extends OfPayable {
        /** Id of the recipient that the actor saw. */
        String recipient();

        /** Kronor that the actor saw. */
        Money amount();

        /** What the register gives the actor, of whatever kind and day. */
        List<AttestRight> rights();

        /** The board or administration that the payer is represented by; null where the terms name none. */
        @Nullable String unit();

        /** Credit notes of the invoice's seller that have reduced nothing yet and wait for a person. */
        List<String> openCredits();
    }

    /** Examine a payable: it is owed. */
    record ExaminePayable(
            String agreementId,
            String payableId,
            String recipient,
            Money amount,
            List<AttestRight> rights,
            @Nullable String unit,
            List<String> openCredits,
            Mandate mandate)
            implements OfAttest {
        public ExaminePayable {
            rights = List.copyOf(rights);
            openCredits = List.copyOf(openCredits);
        }

        /** Of what no credit note can reduce. */
        public ExaminePayable(
                String agreementId,
                String payableId,
                String recipient,
                Money amount,
                List<AttestRight> rights,
                @Nullable String unit,
                Mandate mandate) {
            this(agreementId, payableId, recipient, amount, rights, unit, List.of(), mandate);
        }
    }

    /** Approve what somebody else examined. */
    record ApprovePayable(
            String agreementId,
            String payableId,
            String recipient,
            Money amount,
            List<AttestRight> rights,
            @Nullable String unit,
            List<String> openCredits,
            Mandate mandate)
            implements OfAttest {
        public ApprovePayable {
            rights = List.copyOf(rights);
            openCredits = List.copyOf(openCredits);
        }

        /** Of what no credit note can reduce. */
        public ApprovePayable(
                String agreementId,
                String payableId,
                String recipient,
                Money amount,
                List<AttestRight> rights,
                @Nullable String unit,
                Mandate mandate) {
            this(agreementId, payableId, recipient, amount, rights, unit, List.of(), mandate);
        }
    }

    /** Refuse to attest; the mandate says why. */
    record RefuseAttest(
            String agreementId,
            String payableId,
            String recipient,
            Money amount,
            List<AttestRight> rights,
            @Nullable String unit,
            Mandate mandate)
            implements OfAttest {
        public RefuseAttest {
            rights = List.copyOf(rights);
        }

        /** What is refused need not wait for anything. */
        @Override
        public List<String> openCredits() {
            return List.of();
        }
    }

    /** What is done with one payable in one payment order. Repeated, it is answered with no event. */
    sealed interface OfOrder extends OfPayable {
        String orderId();
    }

    /**
     * Take an approved payable into a payment order, so that it can stand in no other.
     *
     * @param paymentDate day on which the order is to be paid
     * @param recipient id of the party, as the order has it
     * @param amount kronor, as the order has it
     * @param recordedBy opaque id of who recorded the order
     * @param rights all that were granted, as the register stands now
     */
    record ReserveForOrder(
            String agreementId,
            String payableId,
            String orderId,
            LocalDate paymentDate,
            String recipient,
            Money amount,
            String recordedBy,
            List<AttestRight> rights,
            Mandate mandate)
            implements OfOrder {
        public ReserveForOrder {
            rights = List.copyOf(rights);
        }
    }

    /**
     * Look once more at everything that could stop a reserved payment, and let it be released. Sent again before the
     * release, everything is looked at again.
     *
     * @param rights all that were granted, as the register stands now
     */
    record ConfirmForOrder(
            String agreementId, String payableId, String orderId, List<AttestRight> rights, Mandate mandate)
            implements OfOrder {
        public ConfirmForOrder {
            rights = List.copyOf(rights);
        }
    }

    /**
     * The payable stands in the order no longer, if it ever did. Only as long as the order is not released.
     *
     * @param why the rule that dropped it, or why the order was given up
     */
    record GiveBackFromOrder(String agreementId, String payableId, String orderId, String why, Mandate mandate)
            implements OfOrder {}

    /** What the bank made of a payment. */
    sealed interface OfBank extends OfOrder {
        /** Kronor. */
        Money amount();
    }

    record RecordExecuted(
            String agreementId, String payableId, String orderId, LocalDate executedOn, Money amount, Mandate mandate)
            implements OfBank {}

    record RecordRejected(
            String agreementId,
            String payableId,
            String orderId,
            LocalDate rejectedOn,
            Money amount,
            @Nullable String reasonCode,
            Mandate mandate)
            implements OfBank {}

    /** @param amount kronor that have come back in all by now: all that was paid or part of it */
    record RecordReturned(
            String agreementId,
            String payableId,
            String orderId,
            LocalDate returnedOn,
            Money amount,
            @Nullable String reasonCode,
            Mandate mandate)
            implements OfBank {}

    /** Stop or release payments of the agreement. */
    sealed interface OfHold extends PaymentCommand {}

    /**
     * A person stops payments; the mandate says why.
     *
     * @param recipient id of the party whose payments are stopped; null for all
     * @param clauses those of the agreement that allow it; none where it rests on none
     * @param remedies what the agreement's terms allow to be done with money
     */
    record HoldPayments(
            String agreementId,
            @Nullable String recipient,
            List<String> clauses,
            List<Remedy> remedies,
            Mandate mandate)
            implements OfHold {
        public HoldPayments {
            clauses = List.copyOf(clauses);
            remedies = List.copyOf(remedies);
        }
    }

    /** A person lifts a stop; the mandate says why. */
    record ReleasePayments(String agreementId, String holdId, Mandate mandate) implements OfHold {}

    /**
     * Something happened that lets payments be stopped where the agreement's terms say so. It is answered once, however
     * often it is sent: what a person released is not stopped again for the same.
     *
     * @param of id of what happened, as deficiency-1
     * @param fallShort ids of the parties that fall short; none where it is not known
     * @param what what happened, for a person
     * @param remedies what the agreement's terms allow to be done with money
     */
    record HoldOnGround(
            String agreementId,
            Ground ground,
            String of,
            List<String> fallShort,
            String what,
            List<Remedy> remedies,
            Mandate mandate)
            implements OfHold {
        public HoldOnGround {
            fallShort = List.copyOf(fallShort);
            remedies = List.copyOf(remedies);
        }
    }

    /**
     * What let payments be stopped is so no longer.
     *
     * @param of id of what happened, as deficiency-1
     * @param what what happened, for a person
     */
    record ReleaseOnGround(String agreementId, Ground ground, String of, String what, Mandate mandate)
            implements OfHold {}
}
