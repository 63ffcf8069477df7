/**
 * Voiding facts that were recorded by mistake: proposed by one person, approved or refused by another.
 *
 * <p>Boundary: the endpoint and its requests; the rules stand in the domain.
 */
@NullMarked
package se.iopledger.agreement.correct;

import org.jspecify.annotations.NullMarked;
