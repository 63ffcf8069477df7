/** What is decided about invoices, in the words of a finance officer. */
@NullMarked
package se.iopledger.finance.domain.invoice;

import org.jspecify.annotations.NullMarked;
