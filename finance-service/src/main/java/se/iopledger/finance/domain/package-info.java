/**
 * What the terms of an agreement make of its money: the funding schedule, and the commands and events around it.
 *
 * <p>Boundary: pure. The JDK, JSpecify and {@code contracts} only (an ArchUnit test holds it); the clock, identifiers
 * and what other services said come in with the command, the calendar of bank days through {@link BankDays}.
 */
@NullMarked
package se.iopledger.finance.domain;

import org.jspecify.annotations.NullMarked;
