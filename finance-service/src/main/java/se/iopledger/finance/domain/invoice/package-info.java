/**
 * Invoices: what came in, which tranche each belongs to and why, and what becomes of it. Each invoice has a stream of its
 * own.
 *
 * <p>Boundary: nothing is paid here. That two invoices never take up the same money is guarded by the agreement's stream,
 * which is asked after a tranche was chosen and before the match holds.
 */
@NullMarked
package se.iopledger.finance.domain.invoice;

import org.jspecify.annotations.NullMarked;
