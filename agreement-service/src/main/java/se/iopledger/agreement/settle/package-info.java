/**
 * Recording decisions that settle findings.
 *
 * <p>Boundary: the endpoint and its requests; the rules stand in the domain.
 */
@NullMarked
package se.iopledger.agreement.settle;

import org.jspecify.annotations.NullMarked;
