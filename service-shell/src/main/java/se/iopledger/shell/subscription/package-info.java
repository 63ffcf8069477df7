/**
 * Events of the other services, as they arrive from Kafka.
 *
 * <p>Boundary: commands first, each with its cause; then effects in the transaction that also moves the offset.
 */
@NullMarked
package se.iopledger.shell.subscription;

import org.jspecify.annotations.NullMarked;
