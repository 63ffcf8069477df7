/**
 * What is left of an agreement whose registration was a mistake.
 *
 * <p>Boundary: takes everything back at once; who may do so, and single facts that were mistaken, stand in
 * {@code correct}.
 */
@NullMarked
package se.iopledger.agreement.domain.voiding;

import org.jspecify.annotations.NullMarked;
