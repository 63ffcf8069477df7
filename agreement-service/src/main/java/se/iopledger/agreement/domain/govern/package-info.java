/**
 * The groups that steer the partnership: their meetings, representatives and duties, and whether they met as often as the
 * terms ask.
 *
 * <p>Boundary: records what they did and decided; what a decision changes is recorded where it belongs.
 */
@NullMarked
package se.iopledger.agreement.domain.govern;

import org.jspecify.annotations.NullMarked;
