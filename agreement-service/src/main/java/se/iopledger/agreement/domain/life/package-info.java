/**
 * From when to when an agreement is in force, how it ended and which terms hold when; and the one rule of time by
 * which all that follows from facts is told, and taken back.
 *
 * <p>Boundary: no command; features say what is due, and ask what holds.
 */
@NullMarked
package se.iopledger.agreement.domain.life;

import org.jspecify.annotations.NullMarked;
