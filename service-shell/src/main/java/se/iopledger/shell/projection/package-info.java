/**
 * Tables that a service keeps from its own log, for its queries.
 *
 * <p>Boundary: a projection is written by its own handler only, in one transaction with its token, and can be rebuilt.
 */
@NullMarked
package se.iopledger.shell.projection;

import org.jspecify.annotations.NullMarked;
