/**
 * Sealing a log, proving an entry, and verifying a whole log.
 *
 * <p>Boundary: the program that verifies is the auditor's own, run as a process of its own.
 */
@NullMarked
package se.iopledger.benchmarks.seal;

import org.jspecify.annotations.NullMarked;
