/**
 * What is due: wakes agreements whose tranches fall due, and lists tranches by due date for a finance officer.
 *
 * <p>Boundary: reads the tables of payables; whether a tranche falls due is the model's to say.
 */
@NullMarked
package se.iopledger.finance.due;

import org.jspecify.annotations.NullMarked;
