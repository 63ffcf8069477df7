/**
 * Recording what is decided on the funding of a year, and showing what was recorded.
 *
 * <p>Boundary: endpoints and their requests; the rules stand in the domain.
 */
@NullMarked
package se.iopledger.agreement.fund;

import org.jspecify.annotations.NullMarked;
