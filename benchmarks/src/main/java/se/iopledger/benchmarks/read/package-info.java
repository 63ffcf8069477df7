/**
 * Reading a whole log, as projections, publishers and auditors do.
 *
 * <p>Boundary: reads through the log's own interface only.
 */
@NullMarked
package se.iopledger.benchmarks.read;

import org.jspecify.annotations.NullMarked;
