/**
 * What the terms of an agreement make of its money: the funding schedule, and the commands and events around it.
 *
 * <p>Boundary: pure. The JDK, JSpecify and {@code contracts} only (an ArchUnit test holds it); the clock, identifiers
 * and what other services said come in with the command. What follows from the terms stands in {@code plan}.
 */
@NullMarked
package se.iopledger.finance.domain;

import org.jspecify.annotations.NullMarked;
