/**
 * Recording the parties' signatures.
 *
 * <p>Boundary: the endpoint and its request; the rules stand in the domain.
 */
@NullMarked
package se.iopledger.agreement.sign;

import org.jspecify.annotations.NullMarked;
