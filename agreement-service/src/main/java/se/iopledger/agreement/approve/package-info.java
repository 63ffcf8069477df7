/**
 * Recording that the public party's board decided to enter an agreement.
 *
 * <p>Boundary: the endpoint and its request; the rules stand in the domain.
 */
@NullMarked
package se.iopledger.agreement.approve;

import org.jspecify.annotations.NullMarked;
