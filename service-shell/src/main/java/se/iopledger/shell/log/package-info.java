/**
 * Wires the service's event log: database, migrations, Axon's engine, publisher, health and metrics.
 *
 * <p>Boundary: construction only; what the parts do stands in {@code event-log}.
 */
@NullMarked
package se.iopledger.shell.log;

import org.jspecify.annotations.NullMarked;
