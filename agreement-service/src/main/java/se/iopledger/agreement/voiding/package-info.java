/**
 * Voiding a mistaken registration, with a reason, by somebody else than who registered it.
 *
 * <p>Boundary: the endpoint and its request; the rules stand in the domain.
 */
@NullMarked
package se.iopledger.agreement.voiding;

import org.jspecify.annotations.NullMarked;
