/**
 * A database and a broker for tests, of this module and of the services: one of each per test run, started when first
 * asked for and stopped with the JVM.
 *
 * <p>Boundary: test code only. Nothing here is tuned to be durable; tests that are about durability say so themselves.
 */
@NullMarked
package se.iopledger.eventlog.testing;

import org.jspecify.annotations.NullMarked;
