/**
 * Attest: what waits for whom, and examining, approving and refusing it.
 *
 * <p>Boundary: its list is read from the tables of payables; who may attest what is the model's to say.
 */
@NullMarked
package se.iopledger.finance.attest;

import org.jspecify.annotations.NullMarked;
