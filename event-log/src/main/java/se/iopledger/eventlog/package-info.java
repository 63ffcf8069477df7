/**
 * The event log of one service: an append-only, densely numbered sequence of entries in that service's own PostgreSQL
 * database. An entry is one CloudEvents 1.0 JSON document, and its bytes are what is stored, hashed, published and
 * exported.
 *
 * <p>Boundary: this module knows nothing of agreements, contracts or Spring. It takes entries' data as finished JSON
 * and gives back the bytes it stored. {@link se.iopledger.eventlog.EventLog} is what callers use, {@link
 * se.iopledger.eventlog.PostgresEventLog} the one that stores; the packages below bind it to Axon and to Kafka.
 */
@NullMarked
package se.iopledger.eventlog;

import org.jspecify.annotations.NullMarked;
