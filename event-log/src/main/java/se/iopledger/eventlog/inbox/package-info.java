/**
 * Receives other services' entries from their Kafka topics, exactly once in effect: what a handler changes and how far
 * the inbox has come are committed in one database transaction. What cannot be handled is parked for a person to decide.
 *
 * <p>Boundary: checks that what arrives is complete and in order, and knows nothing of what it means; that is the {@link
 * se.iopledger.eventlog.inbox.InboxHandler}'s.
 */
@NullMarked
package se.iopledger.eventlog.inbox;

import org.jspecify.annotations.NullMarked;
