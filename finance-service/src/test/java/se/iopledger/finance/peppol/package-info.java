/** Invoices as they come from outside: well-meant, mistaken and hostile. */
@NullMarked
package se.iopledger.finance.peppol;

import org.jspecify.annotations.NullMarked;
