/**
 * How long it takes until the schedules of many agreements follow a corrected index.
 *
 * <p>Boundary: the pure model of finance-service, without its log, beside PostgreSQL with the same rows.
 */
@NullMarked
package se.iopledger.benchmarks.index;

import org.jspecify.annotations.NullMarked;
