/**
 * Measures the event log side by side with what its users would pick instead, on one machine in one run.
 *
 * <p>Boundary: stands above all other modules and is used by none. What is compared runs on the same server, takes turns
 * within one run, and gets the same callers and the same payload; only ratios within a run mean anything.
 */
@NullMarked
package se.iopledger.benchmarks;

import org.jspecify.annotations.NullMarked;
