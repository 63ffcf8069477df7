package se.iopledger.finance.order;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.BankAccount;
import se.iopledger.contracts.OcrReference;
import se.iopledger.contracts.finance.Invoice.PayTo;
import se.iopledger.contracts.finance.Invoice.PayTo.Scheme;

/**
 * How an invoice asks to be paid. Money goes to the account that was verified, whatever the invoice says; that it says
 * another is how payment fraud looks, and somebody is to see it. The reference that it asks for goes along (Peppol BIS
 * Billing 3.0, BT-83).
 *
 * @param payTo null where it asks for nothing
 */
@CheckReturnValue
record AskedPayment(@Nullable PayTo payTo) {
    /** That it asks to be paid to another account, for a person; empty where it does not. */
    Optional<String> otherAccountThan(BankAccount verified) {
        return asks() == null || isTo(verified)
                ? Optional.empty()
                : Optional.of("the invoice asks to be paid to " + schemeInWords() + asks()
                        + ", and the verified account is " + verified
                        + ": ask the recipient, on a way that is not the invoice's, before it is ordered");
    }

    /** The OCR reference that it asks for; empty where it asks for none, or the payment goes to no giro that it names. */
    Optional<OcrReference> ocrTo(BankAccount verified) {
        PayTo asked = payTo;
        return asked == null || verified.kind() == BankAccount.Kind.IBAN || !(asks() == null || isTo(verified))
                ? Optional.empty()
                : Optional.ofNullable(asked.reference())
                        .filter(reference -> OcrReference.flawOf(reference).isEmpty())
                        .map(OcrReference::new)
                        .filter(ocr -> ocr.flawFor(verified.kind()).isEmpty());
    }

    /** The number without what may stand in it for the eye; null where it names none. */
    private @Nullable String asks() {
        return payTo == null || payTo.account() == null
                ? null
                : payTo.account().replaceAll("[ -]", "").toUpperCase(Locale.ROOT);
    }

    private boolean isTo(BankAccount verified) {
        Scheme scheme = payTo == null ? null : payTo.scheme();
        boolean ofTheKind = scheme == null
                || switch (scheme) {
                    case BANKGIRO -> verified.kind() == BankAccount.Kind.BANKGIRO;
                    case PLUSGIRO -> verified.kind() == BankAccount.Kind.PLUSGIRO;
                    case OTHER -> verified.kind() == BankAccount.Kind.IBAN;
                };
        return ofTheKind && verified.packed().equals(asks());
    }

    private String schemeInWords() {
        return payTo == null || payTo.scheme() == null
                ? ""
                : switch (payTo.scheme()) {
                    case BANKGIRO -> "bankgiro ";
                    case PLUSGIRO -> "plusgiro ";
                    case OTHER -> "the account ";
                };
    }
}
