package se.iopledger.finance.domain.pay;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.PaymentEvent;
import se.iopledger.contracts.finance.PaymentEvent.AttestRefused;
import se.iopledger.contracts.finance.PaymentEvent.AttestVoided;
import se.iopledger.contracts.finance.PaymentEvent.Ground;
import se.iopledger.contracts.finance.PaymentEvent.InvoicePut;
import se.iopledger.contracts.finance.PaymentEvent.InvoiceTakenBack;
import se.iopledger.contracts.finance.PaymentEvent.OfHold;
import se.iopledger.contracts.finance.PaymentEvent.OfPayable;
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
import se.iopledger.contracts.model.Mandate;
import se.iopledger.finance.domain.pay.Payable.Attest;
import se.iopledger.finance.domain.pay.Payable.Part;
import se.iopledger.finance.domain.pay.Payable.Refusal;
import se.iopledger.finance.domain.pay.Payable.Signature;
import se.iopledger.finance.domain.pay.Payable.Standing;

/**
 * What became of one agreement's payables, and what stops them.
 *
 * @param payables those to which anything has happened, by id
 * @param holds all that there ever were, in order of time
 */
@CheckReturnValue
public record Payments(SortedMap<String, Payable> payables, List<Hold> holds) {
    public Payments {
        payables = Collections.unmodifiableSortedMap(new TreeMap<>(payables));
        holds = List.copyOf(holds);
    }

    /**
     * A stop of payments.
     *
     * @param of id of what it rests on; null where it rests on a person's decision
     * @param recipient id of the party whose payments it stops; null for all
     * @param releasedBy who lifted it, a person or an automation; null as long as it stands
     * @param keptBack ids of the tranches that it kept back when it was lifted; none as long as it stands
     */
    public record Hold(
            String holdId,
            Ground ground,
            @Nullable String of,
            @Nullable String recipient,
            String heldBy,
            String why,
            List<String> clauses,
            boolean released,
            @Nullable String releasedBy,
            List<String> keptBack) {
        public Hold {
            clauses = List.copyOf(clauses);
            keptBack = List.copyOf(keptBack);
        }

        /** Whether somebody lifted it, and it had kept this tranche back until then. */
        boolean wasLiftedBy(String actor, String trancheId) {
            return actor.equals(releasedBy) && keptBack.contains(trancheId);
        }

        boolean stops(String payee) {
            return !released && (recipient == null || recipient.equals(payee));
        }

        /** Whether its ground fell away, so that nobody decided that money may be paid in spite of it. */
        boolean isLiftedByAutomation() {
            return releasedBy != null && Mandate.isOfAutomation(releasedBy);
        }
    }

    public static Payments none() {
        return new Payments(new TreeMap<>(), List.of());
    }

    /** What stops payments to this recipient now. */
    public List<Hold> stopping(String recipient) {
        return holds.stream().filter(hold -> hold.stops(recipient)).toList();
    }

    /** Whether a stop that this person lifted had kept a tranche back. */
    public boolean wasStoppedUntil(String actor, String trancheId) {
        return holds.stream().anyMatch(hold -> hold.wasLiftedBy(actor, trancheId));
    }

    Optional<Hold> hold(String holdId) {
        return holds.stream().filter(hold -> hold.holdId().equals(holdId)).findFirst();
    }

    /** Kronor that were paid to a party, and did not come back. */
    public Money paidTo(String recipient) {
        return Money.sum(payables.values().stream()
                .flatMap(payable -> payable.parts().stream())
                .filter(part -> part.recipient().equals(recipient))
                .map(Part::settles)
                .toList());
    }

    List<Payable> ofTranche(String trancheId) {
        return payables.values().stream()
                .filter(payable -> payable.trancheId().equals(trancheId))
                .toList();
    }

    /** As it stands; a tranche to which nothing has happened yet is one all the same. */
    public Payable payable(String payableId) {
        Payable known = payables.get(payableId);
        return known == null ? Payable.ofTranche(payableId) : known;
    }

    /** From which day an event holds: what the bank did on its day, the rest as the command says. */
    public static LocalDate effectiveOn(PaymentEvent event, Mandate mandate) {
        return switch (event) {
            case PaymentExecuted executed -> executed.executedOn();
            case PaymentRejected rejected -> rejected.rejectedOn();
            case PaymentReturned returned -> returned.returnedOn();
            case InvoicePut put -> put.receivedOn();
            case InvoiceTakenBack _,
                    PayableExamined _,
                    PayableApproved _,
                    AttestRefused _,
                    AttestVoided _,
                    PayableReserved _,
                    PayableConfirmed _,
                    ReservationGivenBack _,
                    PaymentsHeld _,
                    PaymentsReleased _ -> mandate.effectiveOn();
        };
    }

    /** @throws IllegalStateException if the event cannot follow on what happened before */
    public Payments after(PaymentEvent event) {
        return switch (event) {
            case OfPayable ofPayable -> after(ofPayable);
            case OfHold ofHold -> after(ofHold);
        };
    }

    private Payments after(OfPayable event) {
        return switch (event) {
            case InvoicePut put -> with(Payable.ofInvoice(put, payable(put.payableId())));
            case InvoiceTakenBack back -> changed(back, Payable::takenBack);
            case PayableExamined examined ->
                changed(
                        examined,
                        payable -> payable.attested(new Attest(
                                examined.attested(), new Signature(examined.examinedBy(), examined.right()), null)));
            case PayableApproved approved ->
                changed(
                        approved,
                        payable -> payable.attested(new Attest(
                                approved.attested(),
                                examination(payable),
                                new Signature(approved.approvedBy(), approved.right()))));
            case AttestRefused refused ->
                changed(refused, payable -> payable.refused(new Refusal(refused.refusedBy(), refused.why())));
            case AttestVoided voided -> changed(voided, Payable::notAttested);
            case PayableReserved reserved ->
                changed(
                        reserved,
                        payable -> payable.reserved(new Part(
                                reserved.orderId(),
                                reserved.paymentDate(),
                                reserved.recipient(),
                                reserved.amount(),
                                Standing.RESERVED,
                                null,
                                Money.ZERO)));
            case PayableConfirmed confirmed -> changed(confirmed, payable -> payable.confirmed(confirmed.orderId()));
            case ReservationGivenBack back ->
                changed(back, payable -> payable.openAgain(back.orderId(), Standing.GIVEN_BACK, Money.ZERO));
            case PaymentExecuted executed -> changed(executed, payable -> payable.executed(executed.orderId()));
            case PaymentRejected rejected ->
                changed(rejected, payable -> payable.openAgain(rejected.orderId(), Standing.REJECTED, Money.ZERO));
            case PaymentReturned returned ->
                changed(
                        returned,
                        payable -> payable.openAgain(
                                returned.orderId(),
                                Standing.RETURNED,
                                payable.partIn(returned.orderId()).returned().plus(returned.amount())));
        };
    }

    private static Signature examination(Payable payable) {
        Attest attest = payable.attest();
        if (attest == null) {
            throw new IllegalStateException(payable.payableId() + " was approved and never examined");
        }
        return attest.examination();
    }

    private Payments after(OfHold event) {
        return switch (event) {
            case PaymentsHeld held -> {
                List<Hold> more = new ArrayList<>(holds);
                more.add(new Hold(
                        held.holdId(),
                        held.ground(),
                        held.of(),
                        held.recipient(),
                        held.heldBy(),
                        held.why(),
                        held.clauses(),
                        false,
                        null,
                        List.of()));
                yield new Payments(payables, more);
            }
            case PaymentsReleased released -> {
                if (hold(released.holdId()).isEmpty()) {
                    throw new IllegalStateException("there is no " + released.holdId());
                }
                yield new Payments(
                        payables,
                        holds.stream()
                                .map(hold -> hold.holdId().equals(released.holdId())
                                        ? released(hold, released.releasedBy())
                                        : hold)
                                .toList());
            }
        };
    }

    private static Hold released(Hold hold, String by) {
        return new Hold(
                hold.holdId(),
                hold.ground(),
                hold.of(),
                hold.recipient(),
                hold.heldBy(),
                hold.why(),
                hold.clauses(),
                true,
                by,
                List.of());
    }

    /** With what a stop kept back when it was lifted. */
    Payments keptBack(String holdId, List<String> trancheIds) {
        return new Payments(
                payables,
                holds.stream()
                        .map(hold -> hold.holdId().equals(holdId) ? keptBack(hold, trancheIds) : hold)
                        .toList());
    }

    private static Hold keptBack(Hold hold, List<String> trancheIds) {
        return new Hold(
                hold.holdId(),
                hold.ground(),
                hold.of(),
                hold.recipient(),
                hold.heldBy(),
                hold.why(),
                hold.clauses(),
                hold.released(),
                hold.releasedBy(),
                trancheIds);
    }

    private Payments changed(OfPayable event, UnaryOperator<Payable> change) {
        return with(change.apply(payable(event.payableId())));
    }

    private Payments with(Payable payable) {
        SortedMap<String, Payable> changed = new TreeMap<>(payables);
        changed.put(payable.payableId(), payable);
        return new Payments(changed, holds);
    }
}
