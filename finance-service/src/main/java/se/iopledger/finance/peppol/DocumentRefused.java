package se.iopledger.finance.peppol;

import org.jspecify.annotations.Nullable;

/** A document cannot be read as an invoice. Caught inside this package, and never seen outside it. */
final class DocumentRefused extends RuntimeException {
    private final UblReading.NotRead notRead;

    /**
     * @param where a business term, a path or a line; null where it is about the whole
     * @param detail never repeats what stands in the document where that may be about a person
     */
    DocumentRefused(String rule, @Nullable String where, String detail) {
        super(rule, null, false, false);
        this.notRead = new UblReading.NotRead(rule, where, detail);
    }

    UblReading.NotRead notRead() {
        return notRead;
    }
}
