/**
 * Wakes what has fallen due and that nobody touches.
 *
 * <p>Boundary: nothing is decided here. The aggregate works off what is due by itself; losing a wake-up loses nothing.
 */
@NullMarked
package se.iopledger.shell.due;

import org.jspecify.annotations.NullMarked;
