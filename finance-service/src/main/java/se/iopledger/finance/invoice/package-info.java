/**
 * Invoices: received by form or as Peppol documents, matched to tranches by themselves or by a person, undone, refused,
 * reduced by credit notes, listed.
 *
 * <p>Boundary: reads what came and asks the invoice's stream, then the agreement's; what belongs together and why is
 * decided in {@code domain.invoice}, whether the money is there in the agreement's stream.
 */
@NullMarked
package se.iopledger.finance.invoice;

import org.jspecify.annotations.NullMarked;
