/**
 * What the parties of an agreement bring beside the money, and what its budget came to, followed up against the terms.
 *
 * <p>Boundary: apart from money: nothing here is owed, paid or claimed.
 */
@NullMarked
package se.iopledger.finance.domain.followup;

import org.jspecify.annotations.NullMarked;
