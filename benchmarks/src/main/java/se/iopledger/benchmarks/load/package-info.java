/**
 * Callers that ask for one thing after another, and what they measured.
 *
 * <p>Boundary: knows nothing of what is called.
 */
@NullMarked
package se.iopledger.benchmarks.load;

import org.jspecify.annotations.NullMarked;
