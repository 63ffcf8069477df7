/**
 * The board's decision to enter the agreement.
 *
 * <p>Boundary: records the decision; that the agreement comes into force by it is said in {@code life}.
 */
@NullMarked
package se.iopledger.agreement.domain.approve;

import org.jspecify.annotations.NullMarked;
