/**
 * Price indices: their values, entered by form or as a table, and the automation that lets every agreement follow them.
 *
 * <p>Boundary: which agreement follows which index, and how far, is a table made from this service's own log; what follows
 * from a value is the model's to say.
 */
@NullMarked
package se.iopledger.finance.index;

import org.jspecify.annotations.NullMarked;
