/**
 * What is found in each of the five real agreements.
 *
 * <p>Boundary: test code only.
 */
@NullMarked
package se.iopledger.agreement.domain.finding;

import org.jspecify.annotations.NullMarked;
