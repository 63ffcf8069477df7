/**
 * Recording what the groups of an agreement do, and showing whether they meet as often as the terms ask.
 *
 * <p>Boundary: endpoints and their requests; the rules stand in the domain.
 */
@NullMarked
package se.iopledger.agreement.govern;

import org.jspecify.annotations.NullMarked;
