/**
 * Declaring a registration a mistake.
 *
 * <p>Boundary: takes everything back at once; single facts that were mistaken are another matter.
 */
@NullMarked
package se.iopledger.agreement.domain.voiding;

import org.jspecify.annotations.NullMarked;
