package se.iopledger.finance.peppol;

import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.finance.Invoice;
import se.iopledger.contracts.finance.InvoiceFinding;

/** What came of reading a document. */
public sealed interface UblReading {
    /**
     * It is an invoice or a credit note.
     *
     * @param findings what it does not do as it should
     */
    record Read(Invoice invoice, List<InvoiceFinding> findings) implements UblReading {
        public Read {
            findings = List.copyOf(findings);
        }
    }

    /**
     * It cannot be read as one.
     *
     * @param rule the rule it breaks: of EN 16931, as BR-CO-15, or a sentence in one word
     * @param where a business term, a path or a line; null where it is about the whole
     * @param detail what is wrong, for a person
     */
    record NotRead(String rule, @Nullable String where, String detail) implements UblReading {}
}
