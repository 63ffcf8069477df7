/**
 * The tables of tranches and payables, which the lists of what is due and of what waits for attest are read from.
 *
 * <p>Boundary: made from this service's own log, rebuildable; what may be paid is the model's to say.
 */
@NullMarked
package se.iopledger.finance.payable;

import org.jspecify.annotations.NullMarked;
