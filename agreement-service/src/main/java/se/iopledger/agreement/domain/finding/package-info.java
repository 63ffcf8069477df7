/**
 * Where a paper is silent, contradicts itself, calculates wrongly or rests on an assumption: what the system says about
 * it instead of guessing.
 *
 * <p>One class for each part of an agreement, one method for each rule. Every rule is general: it looks at terms and knows
 * no agreement by name. Boundary: pure; terms in, findings out. A finding forbids nothing (see {@code terms} for what is
 * refused).
 */
@NullMarked
package se.iopledger.agreement.domain.finding;

import org.jspecify.annotations.NullMarked;
