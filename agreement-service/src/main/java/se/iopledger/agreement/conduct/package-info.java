/**
 * Recording how the parties keep an agreement, and showing what was recorded.
 *
 * <p>Boundary: endpoints and their requests; the rules stand in the domain.
 */
@NullMarked
package se.iopledger.agreement.conduct;

import org.jspecify.annotations.NullMarked;
