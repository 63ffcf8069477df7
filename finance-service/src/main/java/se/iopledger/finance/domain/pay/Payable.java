package se.iopledger.finance.domain.pay;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.PaymentEvent.Attested;
import se.iopledger.contracts.finance.PaymentEvent.InvoicePut;
import se.iopledger.contracts.finance.PaymentEvent.RightUsed;

/**
 * Something that can be paid, and what became of it: a tranche, or one invoice on a tranche. What it amounts to is not
 * kept here but reckoned from the plan.
 *
 * @param trancheId the tranche that carries it
 * @param invoice null for a tranche that needs none
 * @param attest what was attested and not yet confirmed for an order; null where nothing is
 * @param refusal who refused to attest it last, and why; null where nobody did, or it was examined since
 * @param parts what it had in payment orders, in order of time
 */
@CheckReturnValue
public record Payable(
        String payableId,
        String trancheId,
        @Nullable Invoice invoice,
        @Nullable Attest attest,
        @Nullable Refusal refusal,
        List<Part> parts) {
    public Payable {
        parts = List.copyOf(parts);
    }

    /** The invoice that makes a tranche payable. */
    public record Invoice(
            String invoiceId,
            String number,
            Money amount,
            LocalDate receivedOn,
            LocalDate dueOn,
            String registeredBy,
            boolean takenBack) {}

    /**
     * Who attested what.
     *
     * @param approval null as long as it is only examined
     */
    public record Attest(
            Attested what, Signature examination, @Nullable Signature approval) {
        /** Who examined and, where it is, who approved. */
        public Set<String> by() {
            return approval == null ? Set.of(examination.by()) : Set.copyOf(List.of(examination.by(), approval.by()));
        }

        boolean isBy(String actor) {
            return examination.by().equals(actor)
                    || (approval != null && approval.by().equals(actor));
        }
    }

    /** Who refused to attest, and why. */
    public record Refusal(String by, String why) {}

    /** Who, by which right. */
    public record Signature(String by, RightUsed right) {}

    /**
     * What a payable had in one payment order.
     *
     * @param attest what was attested when it was confirmed; null before
     * @param returned kronor that came back
     */
    public record Part(
            String orderId,
            LocalDate paymentDate,
            String recipient,
            Money amount,
            Standing standing,
            @Nullable Attest attest,
            Money returned) {
        /** Kronor with which it settles the tranche. */
        Money settles() {
            return switch (standing) {
                case RESERVED, GIVEN_BACK, REJECTED -> Money.ZERO;
                case CONFIRMED, EXECUTED, RETURNED -> amount.minus(returned);
            };
        }

        Part standing(Standing changed) {
            return new Part(orderId, paymentDate, recipient, amount, changed, attest, returned);
        }
    }

    /** How far a payment has come. */
    public enum Standing {
        /** It stands in an order that is not released. */
        RESERVED,
        /** Released with its order, or about to be: it counts as settled. */
        CONFIRMED,
        EXECUTED,
        REJECTED,
        /** All or part of it came back. */
        RETURNED,
        GIVEN_BACK
    }

    static Payable ofTranche(String trancheId) {
        return new Payable(trancheId, trancheId, null, null, null, List.of());
    }

    /**
     * An invoice that was put on its tranche. What was attested of one that is put again for less is looked at by
     * {@link Attesting#outlived}.
     *
     * @param before what was there under its id, as of one that was taken back
     */
    static Payable ofInvoice(InvoicePut put, Payable before) {
        return new Payable(
                put.payableId(),
                put.trancheId(),
                new Invoice(
                        put.invoiceId(),
                        put.invoiceNumber(),
                        put.amount(),
                        put.receivedOn(),
                        put.dueOn(),
                        put.registeredBy(),
                        false),
                before.attest(),
                before.refusal(),
                before.parts());
    }

    public Optional<Part> part(String orderId) {
        return parts.stream().filter(part -> part.orderId().equals(orderId)).findFirst();
    }

    /** What it has in an order that is not released yet. */
    public Optional<Part> reserved() {
        return parts.stream()
                .filter(part -> part.standing() == Standing.RESERVED)
                .findFirst();
    }

    /** Kronor with which it was settled, and which did not come back. */
    public Money settled() {
        return Money.sum(parts.stream().map(Part::settles).toList());
    }

    boolean isTakenBack() {
        return invoice != null && invoice.takenBack();
    }

    /** The order and its part have both to be there: the log tells nothing else. */
    Part partIn(String orderId) {
        return part(orderId)
                .orElseThrow(() -> new IllegalStateException(payableId + " does not stand in order " + orderId));
    }

    Payable attested(Attest changed) {
        return new Payable(payableId, trancheId, invoice, changed, null, parts);
    }

    Payable notAttested() {
        return new Payable(payableId, trancheId, invoice, null, refusal, parts);
    }

    Payable refused(Refusal why) {
        return new Payable(payableId, trancheId, invoice, null, why, parts);
    }

    Payable takenBack() {
        Invoice was = Objects.requireNonNull(invoice);
        return new Payable(
                payableId,
                trancheId,
                new Invoice(
                        was.invoiceId(),
                        was.number(),
                        was.amount(),
                        was.receivedOn(),
                        was.dueOn(),
                        was.registeredBy(),
                        true),
                null,
                null,
                parts);
    }

    Payable reserved(Part part) {
        List<Part> more = new ArrayList<>(parts);
        more.add(part);
        return new Payable(payableId, trancheId, invoice, attest, refusal, more);
    }

    /** From here on the attest belongs to the payment, and what is still open is attested anew. */
    Payable confirmed(String orderId) {
        Attest used = attest;
        return changed(
                        orderId,
                        part -> new Part(
                                orderId,
                                part.paymentDate(),
                                part.recipient(),
                                part.amount(),
                                Standing.CONFIRMED,
                                used,
                                part.returned()))
                .notAttested();
    }

    Payable executed(String orderId) {
        return changed(orderId, part -> part.standing(Standing.EXECUTED));
    }

    /**
     * What was attested is attested still, until that is voided; what came back in part before is not attested again, nor is
     * what somebody has refused to attest since.
     */
    Payable openAgain(String orderId, Standing how, Money returned) {
        Part was = partIn(orderId);
        Attest before = was.standing() == Standing.RETURNED ? null : was.attest();
        Payable open = changed(
                orderId,
                part -> new Part(
                        orderId, part.paymentDate(), part.recipient(), part.amount(), how, part.attest(), returned));
        return attest == null && refusal == null && before != null ? open.attested(before) : open;
    }

    private Payable changed(String orderId, UnaryOperator<Part> change) {
        Part was = partIn(orderId);
        return new Payable(
                payableId,
                trancheId,
                invoice,
                attest,
                refusal,
                parts.stream()
                        .map(part -> part.equals(was) ? change.apply(part) : part)
                        .toList());
    }
}
