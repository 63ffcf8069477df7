package se.iopledger.contracts.finance;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.OrganisationNumber;

/**
 * An invoice or a credit note as far as payment needs it. Contact persons, addresses and lines are not kept: the document
 * itself stays in the archive.
 *
 * @param kind whether it asks for money or gives some back
 * @param number the seller's number of it, as the seller writes it (EN 16931, BT-1)
 * @param seller organisation number of the seller (BT-30)
 * @param sellerName name of the seller (BT-27)
 * @param buyer organisation number of the buyer, where it is stated (BT-47)
 * @param issuedOn the date it bears (BT-2)
 * @param receivedOn the day on which the municipality had it; days of payment are counted from here
 * @param statedDueDate the day of payment that the seller asks for, where one is stated (BT-9); it decides nothing
 * @param period the time that it is for, where it is stated (BG-14)
 * @param net kronor without value added tax (BT-109)
 * @param tax kronor of value added tax (BT-110)
 * @param payable kronor to be paid (BT-115); of a credit note, kronor that it gives back
 * @param references what it says it belongs to
 * @param payTo where the seller asks to be paid; only told, since payment goes to an account that was verified
 * @param credits number of the invoice that a credit note concerns, where it is stated (BT-25); null for an invoice
 */
public record Invoice(
        Kind kind,
        String number,
        OrganisationNumber seller,
        String sellerName,
        @Nullable OrganisationNumber buyer,
        LocalDate issuedOn,
        LocalDate receivedOn,
        @Nullable LocalDate statedDueDate,
        @Nullable Span period,
        Money net,
        Money tax,
        Money payable,
        References references,
        @Nullable PayTo payTo,
        @Nullable String credits) {
    /** Whether money is asked for or given back. */
    public enum Kind {
        INVOICE,
        CREDIT_NOTE
    }

    /** Days from the first to the last, both included. */
    public record Span(LocalDate first, LocalDate last) {}

    /**
     * What the seller says that the invoice belongs to. A reference without a digit is not kept: it is a person's name as
     * likely as not.
     *
     * @param contract reference to a contract (BT-12)
     * @param order reference to an order (BT-13)
     * @param buyer reference that the buyer asked for (BT-10)
     */
    public record References(
            @Nullable String contract,
            @Nullable String order,
            @Nullable String buyer) {
        /** None at all. */
        public static final References NONE = new References(null, null, null);
    }

    /**
     * Where the seller asks to be paid.
     *
     * @param scheme what sort of number the account is
     * @param account the number, without spaces and hyphens (BT-84)
     * @param reference what the payment is to carry, as an OCR number (BT-83)
     */
    public record PayTo(
            @Nullable Scheme scheme,
            @Nullable String account,
            @Nullable String reference) {
        /** Sorts of accounts. */
        public enum Scheme {
            BANKGIRO,
            PLUSGIRO,
            /** An IBAN, or an account number of another sort. */
            OTHER
        }
    }
}
