/**
 * The PostgreSQL server that everything compared runs on.
 *
 * <p>Boundary: starts it, with the settings that make a measurement honest, and makes databases in it.
 */
@NullMarked
package se.iopledger.benchmarks.server;

import org.jspecify.annotations.NullMarked;
