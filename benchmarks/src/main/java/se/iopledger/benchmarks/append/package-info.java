/**
 * Appending: the engine alone, and a whole command through the gateway; ours and what its users would pick instead.
 *
 * <p>Boundary: each contender is set up as its own documentation asks and not tuned further; all share callers, payload
 * and server.
 */
@NullMarked
package se.iopledger.benchmarks.append;

import org.jspecify.annotations.NullMarked;
