/**
 * The requests about payees and their accounts, the list of them, and what stops payments to them for the lists of others.
 *
 * <p>Boundary: HTTP and a projection. What may be done is decided in {@code domain.payee}.
 */
@NullMarked
package se.iopledger.finance.payee;

import org.jspecify.annotations.NullMarked;
