/**
 * Attest: what waits for whom, and examining, approving and refusing it.
 *
 * <p>Boundary: its list is made from this service's own log and can be rebuilt; who may attest what is the model's to say.
 */
@NullMarked
package se.iopledger.finance.attest;

import org.jspecify.annotations.NullMarked;
