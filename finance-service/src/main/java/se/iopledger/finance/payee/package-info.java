/**
 * The requests about payees and their accounts, and the list of them.
 *
 * <p>Boundary: HTTP and a projection. What may be done is decided in {@code domain.payee}.
 */
@NullMarked
package se.iopledger.finance.payee;

import org.jspecify.annotations.NullMarked;
