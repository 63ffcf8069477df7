package se.iopledger.finance.domain.invoice;

import com.google.errorprone.annotations.CheckReturnValue;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.OrganisationNumber;
import se.iopledger.contracts.finance.Invoice;
import se.iopledger.contracts.finance.Invoice.Span;
import se.iopledger.contracts.finance.InvoiceEvent.Because;
import se.iopledger.contracts.finance.MatchCandidate;
import se.iopledger.contracts.terms.Party;
import se.iopledger.contracts.terms.PaymentTerms;
import se.iopledger.contracts.terms.Terms;

/**
 * Which tranche an invoice belongs to (Peppol BIS Billing 3.0, BT-12, BT-13, BT-10): by its reference to the contract,
 * else by its reference to an order or of the buyer, else by the seller's organisation number together with the amount.
 * A function of the invoice and the tranches alone: the same always gives the same, in whatever order they come.
 *
 * <p>Of the tranches that it may belong to the one whose open amount is exactly the invoice's is taken, the oldest first;
 * where none is, the oldest with room for it, of which the rest stays open. Whatever more than one agreement or recipient
 * comes into question for, or has no room anywhere, is kept for a person.
 */
@CheckReturnValue
public final class Matching {
    /** An entry of the log has a limit, and nobody reads on for ever. */
    private static final int MOST_CANDIDATES = 10;

    private Matching() {}

    /** What comes of looking for a tranche. */
    public sealed interface Match {
        /**
         * A tranche was found.
         *
         * @param amount kronor of the invoice that belong to it: all that is left of it
         */
        record Found(OpenTranche tranche, Money amount, List<String> reasons, List<MatchCandidate> others)
                implements Match {
            public Found {
                reasons = List.copyOf(reasons);
                others = List.copyOf(others);
            }
        }

        /** Nothing that could be chosen without a person. */
        record Kept(Because because, String detail, List<MatchCandidate> candidates) implements Match {
            public Kept {
                candidates = List.copyOf(candidates);
            }
        }
    }

    /** On what a tranche comes into question, the strongest first. */
    private enum Ground {
        CONTRACT_REFERENCE,
        ORDER_OR_BUYER_REFERENCE,
        SELLER,
        /** Never enough: many organisations bear the same name. */
        SELLERS_NAME
    }

    /**
     * A tranche with what speaks for it and against it.
     *
     * @param foreign whether it belongs to other parties than the invoice
     */
    private record Assessed(
            OpenTranche open, Ground ground, List<String> reasons, List<String> against, boolean foreign) {
        static final Comparator<Assessed> LIKELIEST_FIRST = Comparator.comparing(
                        (Assessed assessed) -> !assessed.against.isEmpty())
                .thenComparing(Assessed::ground)
                .thenComparing(Assessed::open, OpenTranche.OLDEST_FIRST);

        boolean isRuledOut() {
            return !against.isEmpty();
        }

        MatchCandidate candidate(@Nullable String notChosen) {
            return new MatchCandidate(
                    open.agreementId(),
                    open.terms().shortName(),
                    open.tranche().trancheId(),
                    open.invoiceableFrom().orElse(null),
                    open.left(),
                    reasons,
                    Stream.concat(against.stream(), Stream.ofNullable(isRuledOut() ? null : notChosen))
                            .toList());
        }
    }

    /**
     * Looks for the tranche of an invoice.
     *
     * @param payable kronor that are left of the invoice
     * @param tranches all that might come into question, in any order
     */
    public static Match of(Invoice invoice, Money payable, List<OpenTranche> tranches) {
        List<Assessed> assessed = tranches.stream()
                .flatMap(open -> assess(invoice, open).stream())
                .sorted(Assessed.LIKELIEST_FIRST)
                .toList();
        Optional<Ground> strongest = assessed.stream()
                .filter(one -> !one.isRuledOut() && one.ground() != Ground.SELLERS_NAME)
                .map(Assessed::ground)
                .min(Comparator.naturalOrder());
        if (strongest.isEmpty()) {
            return new Match.Kept(Because.NOTHING_FITS, whyNothingFits(assessed), candidates(assessed, null));
        }
        Predicate<Assessed> mayBeChosen = one -> !one.isRuledOut()
                && one.ground() == strongest.get()
                && (one.ground() != Ground.SELLER || one.open().left().equals(payable));
        List<Assessed> pool = assessed.stream().filter(mayBeChosen).toList();
        if (pool.isEmpty()) {
            return new Match.Kept(
                    Because.NOTHING_FITS,
                    "the seller is the recipient of tranches, but none of them is of " + payable
                            + " kr, and without a reference only an exact amount is matched by itself",
                    candidates(assessed, null));
        }
        return contradictionIn(assessed, pool)
                .<Match>map(detail -> new Match.Kept(Because.SEVERAL_FIT, detail, candidates(assessed, null)))
                .orElseGet(() -> chosenFrom(pool, payable, assessed));
    }

    /**
     * Whether anything of an invoice points to an agreement, so that its tranches are worth looking at.
     *
     * @param terms the terms in effect
     */
    public static boolean mayConcern(Invoice invoice, String agreementId, Terms terms) {
        PaymentTerms payment = terms.funding().payment();
        String invoiceReference = payment == null ? null : payment.invoiceReference();
        boolean isReferredTo = Stream.of(
                        invoice.references().contract(),
                        invoice.references().order(),
                        invoice.references().buyer())
                .anyMatch(reference -> isSame(reference, terms.caseNumber())
                        || isSame(reference, agreementId)
                        || isSame(reference, invoiceReference));
        return isReferredTo
                || terms.parties().stream()
                        .anyMatch(party -> party.organisationNumber() == null
                                ? nameOf(party.name()).equals(nameOf(invoice.sellerName()))
                                : party.organisationNumber().equals(invoice.seller()));
    }

    /** What there is to choose from, for a person, whatever was or was not chosen. */
    public static List<MatchCandidate> candidates(Invoice invoice, List<OpenTranche> tranches) {
        return candidates(
                tranches.stream()
                        .flatMap(open -> assess(invoice, open).stream())
                        .sorted(Assessed.LIKELIEST_FIRST)
                        .toList(),
                null);
    }

    private static List<MatchCandidate> candidates(List<Assessed> assessed, @Nullable String notChosen) {
        return assessed.stream()
                .limit(MOST_CANDIDATES)
                .map(one -> one.candidate(notChosen))
                .toList();
    }

    private static Match chosenFrom(List<Assessed> pool, Money payable, List<Assessed> all) {
        List<Assessed> exact =
                pool.stream().filter(one -> one.open().left().equals(payable)).toList();
        List<Assessed> withRoom = pool.stream()
                .filter(one -> one.open().left().compareTo(payable) > 0)
                .toList();
        List<Assessed> fitting = exact.isEmpty() ? withRoom : exact;
        if (fitting.isEmpty()) {
            return new Match.Kept(
                    Because.TOO_HIGH,
                    "the invoice is of " + payable + " kr, and no tranche that it may belong to has as much left",
                    candidates(all, null));
        }
        Assessed chosen = fitting.getFirst();
        List<String> reasons = new ArrayList<>(chosen.reasons());
        reasons.add(
                exact.isEmpty()
                        ? "of the " + chosen.open().left() + " kr that are left of the tranche, "
                                + chosen.open().left().minus(payable) + " kr stay open"
                        : "its amount is exactly what is left of the tranche");
        if (fitting.size() > 1) {
            reasons.add("of " + fitting.size() + " tranches that would do it is the oldest");
        }
        String notChosen = exact.isEmpty()
                ? "another tranche that has room is older"
                : "another tranche has exactly this amount left, or is older";
        return new Match.Found(
                chosen.open(),
                payable,
                reasons,
                candidates(all.stream().filter(one -> !one.equals(chosen)).toList(), notChosen));
    }

    /** Why a person has to say which of several it is. */
    private static Optional<String> contradictionIn(List<Assessed> all, List<Assessed> pool) {
        List<String> agreements = names(pool);
        if (agreements.size() > 1) {
            return Optional.of("it may belong to several agreements: " + String.join(", ", agreements));
        }
        List<String> referredTo = names(all.stream()
                .filter(one -> pointsElsewhereMoreStrongly(one, pool.getFirst()))
                .toList());
        if (!referredTo.isEmpty()) {
            return Optional.of("it refers to " + String.join(", ", referredTo)
                    + ", where no tranche can be chosen, and may belong to " + agreements.getFirst());
        }
        // Two parties may bear one name, as an association and the foundation that it set up.
        Map<String, String> recipients = new TreeMap<>();
        pool.forEach(one ->
                recipients.put(one.open().tranche().recipient(), one.open().recipientsName()));
        return recipients.size() > 1
                ? Optional.of("several recipients come into question: " + String.join(", ", recipients.values()))
                : Optional.empty();
    }

    /** An invoice reference may be one for all that a municipality buys; one to a contract is of that contract. */
    private static boolean pointsElsewhereMoreStrongly(Assessed other, Assessed chosen) {
        return other.ground().compareTo(chosen.ground()) < 0
                && !other.open().agreementId().equals(chosen.open().agreementId())
                && (other.ground() == Ground.CONTRACT_REFERENCE || !other.foreign());
    }

    private static List<String> names(List<Assessed> assessed) {
        return assessed.stream()
                .collect(Collectors.toMap(
                        one -> one.open().agreementId(),
                        one -> one.open().terms().shortName(),
                        (same, again) -> same,
                        LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    }

    private static String whyNothingFits(List<Assessed> assessed) {
        if (assessed.isEmpty()) {
            return "it refers to no agreement in force, and its seller is the recipient of none";
        }
        return assessed.stream().anyMatch(one -> !one.isRuledOut())
                ? "nothing but the seller's name points to a tranche"
                : "every tranche that it may belong to is ruled out";
    }

    /** Empty where nothing speaks for it. */
    private static Optional<Assessed> assess(Invoice invoice, OpenTranche open) {
        List<String> reasons = new ArrayList<>();
        Optional<Ground> ground = Stream.of(
                        byContract(invoice, open, reasons),
                        byOrderOrBuyer(invoice, open, reasons),
                        bySeller(invoice, open, reasons))
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
        return ground.map(strongest -> {
            List<String> foreign = foreignParties(invoice, open);
            return new Assessed(
                    open,
                    strongest,
                    List.copyOf(reasons),
                    Stream.concat(foreign.stream(), ruledOut(invoice, open)).toList(),
                    !foreign.isEmpty());
        });
    }

    private static Optional<Ground> byContract(Invoice invoice, OpenTranche open, List<String> reasons) {
        String reference = invoice.references().contract();
        if (isSame(reference, open.terms().caseNumber())) {
            reasons.add("its contract reference " + reference + " is the agreement's case number");
            return Optional.of(Ground.CONTRACT_REFERENCE);
        }
        if (isSame(reference, open.agreementId())) {
            reasons.add("its contract reference is the agreement's id");
            return Optional.of(Ground.CONTRACT_REFERENCE);
        }
        if (isInvoiceReference(reference, open)) {
            reasons.add("its contract reference " + reference + " is what invoices are to carry" + clauses(open));
            return Optional.of(Ground.CONTRACT_REFERENCE);
        }
        return Optional.empty();
    }

    private static Optional<Ground> byOrderOrBuyer(Invoice invoice, OpenTranche open, List<String> reasons) {
        Optional<Ground> byOrder =
                byReference("order reference", invoice.references().order(), open, reasons);
        Optional<Ground> byBuyer =
                byReference("buyer reference", invoice.references().buyer(), open, reasons);
        return byOrder.or(() -> byBuyer);
    }

    private static Optional<Ground> byReference(
            String what, @Nullable String reference, OpenTranche open, List<String> reasons) {
        if (isInvoiceReference(reference, open)) {
            reasons.add("its " + what + " " + reference + " is what invoices are to carry" + clauses(open));
            return Optional.of(Ground.ORDER_OR_BUYER_REFERENCE);
        }
        if (isSame(reference, open.terms().caseNumber())) {
            reasons.add("its " + what + " " + reference + " is the agreement's case number");
            return Optional.of(Ground.ORDER_OR_BUYER_REFERENCE);
        }
        return Optional.empty();
    }

    private static Optional<Ground> bySeller(Invoice invoice, OpenTranche open, List<String> reasons) {
        Optional<Party> found = open.recipient();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Party recipient = found.get();
        OrganisationNumber number = recipient.organisationNumber();
        if (number != null) {
            if (!number.equals(invoice.seller())) {
                return Optional.empty();
            }
            reasons.add("its seller " + number + " is the recipient, " + recipient.name());
            return Optional.of(Ground.SELLER);
        }
        if (!nameOf(invoice.sellerName()).equals(nameOf(recipient.name()))) {
            return Optional.empty();
        }
        reasons.add("its seller is called as the recipient, " + recipient.name()
                + ", whose organisation number the agreement does not state");
        return Optional.of(Ground.SELLERS_NAME);
    }

    /** Who is stated to be somebody else cannot be paid, or pay. */
    static List<String> foreignParties(Invoice invoice, OpenTranche open) {
        List<String> foreign = new ArrayList<>();
        open.recipient()
                .ifPresentOrElse(
                        recipient -> {
                            OrganisationNumber number = recipient.organisationNumber();
                            if (number != null && !number.equals(invoice.seller())) {
                                foreign.add("the recipient is " + recipient.name() + ", " + number + ", and the seller "
                                        + invoice.seller());
                            }
                        },
                        () -> foreign.add("the recipient, " + open.tranche().recipient()
                                + ", left the agreement: by its latest terms it is no party"));
        open.payer().ifPresent(payer -> {
            OrganisationNumber number = payer.organisationNumber();
            OrganisationNumber buyer = invoice.buyer();
            if (number != null && buyer != null && !number.equals(buyer)) {
                foreign.add("the payer is " + payer.name() + ", " + number + ", and the buyer " + buyer);
            }
        });
        return foreign;
    }

    private static Stream<String> ruledOut(Invoice invoice, OpenTranche open) {
        return Stream.of(nothingIsLeft(open), itIsForAnotherTime(invoice, open), itCameTooEarly(invoice, open))
                .flatMap(Optional::stream);
    }

    private static Optional<String> nothingIsLeft(OpenTranche open) {
        if (open.left().ore() > 0) {
            return Optional.empty();
        }
        boolean undecided = open.tranche().guaranteed().compareTo(open.tranche().amount()) < 0;
        return Optional.of(
                undecided ? "nothing more of it may be paid before its amount is decided" : "nothing is left of it");
    }

    private static Optional<String> itIsForAnotherTime(Invoice invoice, OpenTranche open) {
        Span period = invoice.period();
        if (period == null) {
            return Optional.empty();
        }
        LocalDate first = open.tranche().periodFirst();
        LocalDate last = open.tranche().periodLast();
        boolean within = !period.first().isBefore(first) && !period.last().isAfter(last);
        return within
                ? Optional.empty()
                : Optional.of("it is for " + first + " to " + last + ", and the invoice for " + period.first() + " to "
                        + period.last());
    }

    private static Optional<String> itCameTooEarly(Invoice invoice, OpenTranche open) {
        Optional<LocalDate> from = open.invoiceableFrom();
        if (from.isEmpty()) {
            return Optional.of("the plan does not say from when it may be invoiced");
        }
        return from.filter(day -> invoice.receivedOn().isBefore(day))
                .map(day -> "it may be invoiced from " + day + ", and the invoice came on " + invoice.receivedOn());
    }

    private static String clauses(OpenTranche open) {
        List<String> clauses = open.paymentClauses();
        return clauses.isEmpty() ? "" : " (" + String.join(", ", clauses) + ")";
    }

    private static boolean isInvoiceReference(@Nullable String reference, OpenTranche open) {
        return isSame(
                reference, open.payment().map(PaymentTerms::invoiceReference).orElse(null));
    }

    private static boolean isSame(@Nullable String reference, @Nullable String other) {
        return reference != null && other != null && plain(reference).equals(plain(other));
    }

    /** References are opaque, but spaces, letter case and the sort of dash do not tell two apart. */
    private static String plain(String reference) {
        return Normalizer.normalize(reference, Normalizer.Form.NFKC)
                .replaceAll("\\s+", "")
                .replaceAll("\\p{Pd}", "-")
                .toUpperCase(Locale.ROOT);
    }

    private static String nameOf(String organisation) {
        return Normalizer.normalize(organisation, Normalizer.Form.NFKC)
                .strip()
                .replaceAll("\\s+", " ")
                .toLowerCase(Locale.ROOT);
    }
}
