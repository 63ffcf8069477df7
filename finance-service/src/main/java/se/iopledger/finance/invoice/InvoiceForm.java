package se.iopledger.finance.invoice;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.OrganisationNumber;
import se.iopledger.contracts.finance.Invoice;
import se.iopledger.contracts.finance.Invoice.Kind;
import se.iopledger.contracts.finance.Invoice.PayTo;
import se.iopledger.contracts.finance.Invoice.References;
import se.iopledger.contracts.finance.Invoice.Span;

/** An invoice as somebody writes it from a paper. */
record InvoiceForm(
        @JsonPropertyDescription("Four-digit code of the municipality that it was sent to.")
        String municipality,

        @JsonPropertyDescription("INVOICE if left out.") @Nullable Kind kind,

        @JsonPropertyDescription("The seller's number of it, as it stands there.")
        String number,

        @JsonPropertyDescription("Organisation number of the seller.")
        OrganisationNumber seller,

        String sellerName,

        @JsonPropertyDescription("Organisation number of the buyer, where it is stated.") @Nullable OrganisationNumber buyer,

        LocalDate issuedOn,

        @JsonPropertyDescription("The day on which it came; not after the business date.")
        LocalDate receivedOn,

        @Nullable LocalDate statedDueDate,
        @Nullable Span period,

        @JsonPropertyDescription("Kronor without tax; the rest of what is payable if left out.") @Nullable Money net,

        @JsonPropertyDescription("Kronor of tax; none if left out.") @Nullable Money tax,

        @JsonPropertyDescription("Kronor to be paid; for a credit note, kronor that it gives back.")
        Money payable,

        @Nullable References references,
        @Nullable PayTo payTo,

        @JsonPropertyDescription("Number of the invoice that a credit note is for.") @Nullable String credits) {
    Invoice invoice() {
        Money taxed = tax == null ? Money.ZERO : tax;
        return new Invoice(
                kind == null ? Kind.INVOICE : kind,
                number,
                seller,
                sellerName,
                buyer,
                issuedOn,
                receivedOn,
                statedDueDate,
                period,
                net == null ? payable.minus(taxed) : net,
                taxed,
                payable,
                references == null ? References.NONE : references,
                payTo,
                credits);
    }
}
