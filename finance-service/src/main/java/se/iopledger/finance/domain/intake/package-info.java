/**
 * Files that came from banks: received once, taken in item by item, with what a person has to look at.
 *
 * <p>Boundary: pure. What an item means for a payment order is decided by that order.
 */
@NullMarked
package se.iopledger.finance.domain.intake;

import org.jspecify.annotations.NullMarked;
