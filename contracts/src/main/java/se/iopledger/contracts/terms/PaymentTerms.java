package se.iopledger.contracts.terms;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When and how a year's amount is paid. */
public record PaymentTerms(
        Interval interval,

        @JsonPropertyDescription("Months (1 to 12) in which it is paid; left out where the paper does not say.")
        List<Integer> months,

        Manner manner,

        @JsonPropertyDescription(
                "Whether a payment is for the time before or after it; left out where the paper does not say.")
        @Nullable PaymentTiming timing,

        @JsonPropertyDescription("Days from receipt of an invoice; left out where the paper does not say.") @Nullable Integer dueDays,

        @JsonPropertyDescription("Reference that invoices carry.") @Nullable String invoiceReference,

        @JsonPropertyDescription("Ids of the clauses this comes from, as UPP-4.")
        List<String> clauses) {
    public PaymentTerms {
        months = Absent.asEmpty(months);
        clauses = Absent.asEmpty(clauses);
    }
}
