/**
 * Puts a pure model (decide, evolve) into an Axon aggregate.
 *
 * <p>Boundary: the only place that knows both Axon's aggregates and {@code Decision}. Services extend
 * {@link se.iopledger.shell.aggregate.DecidingAggregate} with one line per command.
 */
@NullMarked
package se.iopledger.shell.aggregate;

import org.jspecify.annotations.NullMarked;
