package se.iopledger.contracts.finance;

import org.jspecify.annotations.Nullable;

/**
 * Something about an invoice that is not as it should be, and does not keep it out.
 *
 * @param rule the rule it breaks: of Peppol's own, as SE-R-013, or a sentence in one word
 * @param term the business term (EN 16931) that it is about, as BT-30; null where it is about the whole
 * @param detail what is wrong, for a person; never repeats what was left out
 * @param forAPerson whether a person must look before anything is paid: nothing is matched by itself
 */
public record InvoiceFinding(String rule, @Nullable String term, String detail, boolean forAPerson) {}
