/**
 * What an agreement asks to be reported, met about and evaluated: when each falls due, and that it became overdue.
 *
 * <p>Boundary: pure. It imports the JDK, JSpecify and {@code contracts} only; the date arrives in the command, and
 * nothing is read or written.
 */
@NullMarked
package se.iopledger.reporting.domain;

import org.jspecify.annotations.NullMarked;
