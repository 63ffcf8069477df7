/**
 * Who is paid, and to which account: registered by one person, verified by another, in force from a day. The municipality's
 * own accounts, which are debited, are kept in the same way.
 *
 * <p>Boundary: pure. What is paid is decided elsewhere; here is decided whether it may go to this account.
 */
@NullMarked
package se.iopledger.finance.domain.payee;

import org.jspecify.annotations.NullMarked;
