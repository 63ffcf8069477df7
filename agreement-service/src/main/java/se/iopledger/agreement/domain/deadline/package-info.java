/**
 * The days by which something has to be done about an agreement, by its own terms.
 *
 * <p>Boundary: pure; terms and last day in, days out. What happens when such a day passes is said elsewhere.
 */
@NullMarked
package se.iopledger.agreement.domain.deadline;

import org.jspecify.annotations.NullMarked;
