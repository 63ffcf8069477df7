/**
 * How long after a command is accepted another service sees it, through Kafka.
 *
 * <p>Boundary: the real publisher and inbox, each on a database of its own; the handler is as small as one can be.
 */
@NullMarked
package se.iopledger.benchmarks.passing;

import org.jspecify.annotations.NullMarked;
