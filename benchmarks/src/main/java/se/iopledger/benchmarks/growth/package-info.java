/**
 * Whether appending and loading stay as fast as the log grows.
 *
 * <p>Boundary: one log, filled in steps; measured after each.
 */
@NullMarked
package se.iopledger.benchmarks.growth;

import org.jspecify.annotations.NullMarked;
