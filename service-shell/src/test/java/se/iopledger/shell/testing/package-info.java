/** Runs a service as it is, on embedded PostgreSQL and Kafka, and talks to it over HTTP as its users do. */
@NullMarked
package se.iopledger.shell.testing;

import org.jspecify.annotations.NullMarked;
