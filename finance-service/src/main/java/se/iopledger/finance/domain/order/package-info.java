/**
 * Payment orders: one day of payment, one debited account. An order is recorded, its lines are reserved and confirmed one
 * by one where they are guarded, and only when each is confirmed or dropped is it released to the bank. Then it keeps what
 * the bank tells of each.
 *
 * <p>Boundary: pure. It asks nobody; {@link Step} says what is to be asked next.
 */
@NullMarked
package se.iopledger.finance.domain.order;

import org.jspecify.annotations.NullMarked;
