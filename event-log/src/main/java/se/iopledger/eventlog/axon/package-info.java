/**
 * The event log as Axon Framework sees it: a storage engine, a message source and a serializer.
 *
 * <p>Boundary: only this package knows both Axon and the log. It adds nothing to an entry and keeps nothing beside the
 * log but snapshots, which are a cache.
 */
@NullMarked
package se.iopledger.eventlog.axon;

import org.jspecify.annotations.NullMarked;
