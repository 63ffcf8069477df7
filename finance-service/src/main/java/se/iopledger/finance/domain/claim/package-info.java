/**
 * Repayment claims under one agreement: from an overpayment, or by a clause that lets money be claimed back.
 *
 * <p>Boundary: pure. Never more is claimed than was paid, no claim stands for an overpayment that has cleared, and what the
 * clause leaves open is decided by somebody and recorded.
 */
@NullMarked
package se.iopledger.finance.domain.claim;

import org.jspecify.annotations.NullMarked;
