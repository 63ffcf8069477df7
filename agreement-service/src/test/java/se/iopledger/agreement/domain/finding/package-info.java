/**
 * What is found in each of the five real agreements, and in papers that differ from them in one thing.
 *
 * <p>Boundary: test code only.
 */
@NullMarked
package se.iopledger.agreement.domain.finding;

import org.jspecify.annotations.NullMarked;
