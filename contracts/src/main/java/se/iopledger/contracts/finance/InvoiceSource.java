package se.iopledger.contracts.finance;

import org.jspecify.annotations.Nullable;

/**
 * How an invoice came in.
 *
 * @param channel as what
 * @param sha256 SHA-256 of the document's bytes, 64 hexadecimal digits in lower case; null for a form
 * @param cameFrom where the document came from, in the words of whoever handed it in, as an access point or a file's name;
 *     null where nothing was said
 */
public record InvoiceSource(
        Channel channel, @Nullable String sha256, @Nullable String cameFrom) {
    /** Ways in. */
    public enum Channel {
        /** Written into a form from a paper or a picture. */
        FORM,
        /** A UBL document, as Peppol BIS Billing 3.0 has it. */
        UBL
    }
}
