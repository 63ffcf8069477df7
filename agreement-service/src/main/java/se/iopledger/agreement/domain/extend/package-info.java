/**
 * How an agreement goes on after its last day.
 *
 * <p>Boundary: says what is due and when; whether it was told is known in {@code life}.
 */
@NullMarked
package se.iopledger.agreement.domain.extend;

import org.jspecify.annotations.NullMarked;
