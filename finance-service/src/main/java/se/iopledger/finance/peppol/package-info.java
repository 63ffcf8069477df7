/**
 * Invoices and credit notes as Peppol BIS Billing 3.0 has them (UBL 2.1, EN 16931): what is read of them, what is checked,
 * and what is left out on the way in.
 *
 * <p>Boundary: bytes in, a small record or a reason out. No Spring, no tables, nothing stored. Whatever the bytes are, the
 * answer is one of the two.
 */
@NullMarked
package se.iopledger.finance.peppol;

import org.jspecify.annotations.NullMarked;
