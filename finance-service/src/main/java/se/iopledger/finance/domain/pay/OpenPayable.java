package se.iopledger.finance.domain.pay;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.PaymentEvent.Attested;
import se.iopledger.contracts.finance.PlannedTranche;
import se.iopledger.contracts.finance.Tranche;
import se.iopledger.finance.domain.AgreementFunding;
import se.iopledger.finance.domain.AgreementFunding.NotScheduled;
import se.iopledger.finance.domain.AgreementFunding.PartlyScheduled;
import se.iopledger.finance.domain.AgreementFunding.Scheduled;
import se.iopledger.finance.domain.AgreementFunding.Withdrawn;
import se.iopledger.finance.domain.AgreementMoney;
import se.iopledger.finance.domain.plan.SettledSoFar;

/**
 * A payable as the plan and all that was paid make it now.
 *
 * @param tranche the tranche that carries it, as it stands
 * @param settledOfTranche kronor by which all payables of the tranche have settled it, less what was repaid
 * @param whole whether all of the tranche was settled: then nothing of it opens again, and what more is owed is a tranche
 *     of its own
 * @param payable what became of it so far
 */
@CheckReturnValue
public record OpenPayable(Tranche tranche, Money settledOfTranche, boolean whole, Payable payable) {
    /** By the day by which it is to be paid; what has none comes last. */
    public static final Comparator<OpenPayable> BY_DAY = Comparator.comparing(
                    OpenPayable::payableBy, Comparator.nullsLast(Comparator.<LocalDate>naturalOrder()))
            .thenComparing(OpenPayable::payableId);

    public String payableId() {
        return payable.payableId();
    }

    /** All that the plan makes payable, whether or not anything of it is still open; by day. */
    public static List<OpenPayable> of(AgreementMoney money) {
        List<OpenPayable> open = new ArrayList<>();
        for (PlannedTranche planned : planned(money.funding())) {
            Tranche tranche = planned.tranche();
            payablesOf(tranche, money.payments())
                    .map(payable -> of(tranche, money.settled(), payable))
                    .forEach(open::add);
        }
        return open.stream().sorted(BY_DAY).toList();
    }

    /** One of them. */
    public static Optional<OpenPayable> of(String payableId, AgreementMoney money) {
        Payable payable = money.payments().payable(payableId);
        return planned(money.funding()).stream()
                .map(PlannedTranche::tranche)
                .filter(tranche -> tranche.trancheId().equals(payable.trancheId()))
                .findFirst()
                .map(tranche -> of(tranche, money.settled(), payable));
    }

    private static OpenPayable of(Tranche tranche, SettledSoFar settled, Payable payable) {
        String id = tranche.trancheId();
        return new OpenPayable(tranche, settled.of(id), settled.isWhole(id), payable);
    }

    private static Stream<Payable> payablesOf(Tranche tranche, Payments payments) {
        return isPaidAgainstInvoice(tranche)
                ? payments.ofTranche(tranche.trancheId()).stream().filter(payable -> payable.invoice() != null)
                : Stream.of(payments.payable(tranche.trancheId()));
    }

    static List<PlannedTranche> planned(AgreementFunding funding) {
        return switch (funding) {
            case Scheduled scheduled -> scheduled.tranches();
            case NotScheduled _, PartlyScheduled _, Withdrawn _ -> List.of();
        };
    }

    /** Only where the paper asks for an invoice does a payment need one. */
    public static boolean isPaidAgainstInvoice(Tranche tranche) {
        return switch (tranche.manner()) {
            case AGAINST_INVOICE -> true;
            case IN_ADVANCE, NOT_STATED -> false;
        };
    }

    /** What may be paid of a tranche in all: a plan is no commitment beyond what is guaranteed (UPP-5). */
    public static Money payableOf(Tranche tranche) {
        return switch (tranche.standing()) {
            case FIRM -> tranche.amount();
            case PROVISIONAL ->
                tranche.guaranteed().compareTo(tranche.amount()) < 0 ? tranche.guaranteed() : tranche.amount();
        };
    }

    /** Kronor of the tranche that may still be paid; never negative. */
    Money leftOfTranche() {
        Money left = payableOf(tranche).minus(settledOfTranche);
        return whole || left.isNegative() ? Money.ZERO : left;
    }

    /** Kronor that are to be paid and have not been, whatever order they stand in; never negative. */
    public Money open() {
        Payable.Invoice invoice = payable.invoice();
        Money open = invoice == null
                ? leftOfTranche()
                : invoice.takenBack() ? Money.ZERO : invoice.amount().minus(payable.settled());
        return open.isNegative() ? Money.ZERO : open;
    }

    public boolean isOpen() {
        return !open().equals(Money.ZERO);
    }

    /** Whom and how much: what is to be attested. */
    public Attested toAttest() {
        return new Attested(tranche.recipient(), open());
    }

    /** The day by which it is to be paid: the invoice's, or else the tranche's; null where neither is dated. */
    public @Nullable LocalDate payableBy() {
        Payable.Invoice invoice = payable.invoice();
        return invoice == null ? tranche.dueDate() : invoice.dueOn();
    }

    /** How far it has come. */
    public State state() {
        if (payable.reserved().isPresent()) {
            return State.ORDERED;
        }
        if (!isOpen()) {
            boolean underWay = payable.parts().stream().anyMatch(part -> part.standing() == Payable.Standing.CONFIRMED);
            return underWay ? State.RELEASED : State.SETTLED;
        }
        Payable.Attest attest = payable.attest();
        if (attest == null) {
            return tranche.settlement() == Tranche.Settlement.HERE ? State.OPEN : State.SETTLED;
        }
        return attest.approval() == null ? State.EXAMINED : State.APPROVED;
    }

    /** How far a payable has come. */
    public enum State {
        /** To be examined. */
        OPEN,
        /** To be approved. */
        EXAMINED,
        /** To be ordered. */
        APPROVED,
        /** It stands in an order that is not released. */
        ORDERED,
        /** Released; what the bank makes of it is not known yet. */
        RELEASED,
        /** Nothing of it is open. */
        SETTLED
    }
}
