/** Axon fixtures for the aggregates of the services. */
@NullMarked
package se.iopledger.shell.aggregate;

import org.jspecify.annotations.NullMarked;
