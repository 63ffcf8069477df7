package se.iopledger.finance.domain.invoice;

import com.google.errorprone.annotations.CheckReturnValue;
import java.text.Normalizer;
import java.util.Locale;
import se.iopledger.contracts.OrganisationNumber;
import se.iopledger.finance.domain.NameBased;

/**
 * Which invoice it is: one that is sent twice, on whatever way, gets the same id and meets itself. It follows
 * from municipality, seller and invoice number.
 */
@CheckReturnValue
public final class InvoiceId {
    private InvoiceId() {}

    /** The id of a seller's invoice. Letter case, spaces and leading zeros do tell two numbers apart here. */
    public static String of(String municipality, OrganisationNumber seller, String number) {
        return NameBased.id("invoice", municipality, seller.value(), asWritten(number));
    }

    /** The id of a document that cannot be read, by its bytes. */
    public static String ofDocument(String municipality, String sha256) {
        return NameBased.id("invoice-document", municipality, sha256);
    }

    /** A number in one Unicode form, without the spaces around it. */
    static String asWritten(String number) {
        return Normalizer.normalize(number, Normalizer.Form.NFKC).strip();
    }

    /**
     * What is left of a number when one looks past how it is written: letters in upper case and digits, without leading
     * zeros. Two invoices of one seller that agree in it may be the same.
     */
    public static String plain(String number) {
        String letters = asWritten(number).toUpperCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{Nd}]", "");
        String plain = letters.replaceAll("(?<![\\p{Nd}])0+(?=[\\p{Nd}])", "");
        return plain.isEmpty() ? letters : plain;
    }
}
