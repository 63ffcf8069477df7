/**
 * What was recorded as a fact, and the corrections by which a mistaken one is voided: one person proposes, a second one
 * approves.
 *
 * <p>Boundary: knows no other feature. A voided fact is left out when the agreement is made of its facts anew; what
 * followed from it is taken back by {@code life}.
 */
@NullMarked
package se.iopledger.agreement.domain.correct;

import org.jspecify.annotations.NullMarked;
