package se.iopledger.shell.log;

import java.util.Optional;
import se.iopledger.shell.subscription.ReceivedEntries;

/**
 * What the logs told, as reporting-service's journal keeps it, for a service that keeps no journal of its own.
 *
 * @param entries empty where {@code iop.journal.*} does not say where the journal is
 */
public record KeptElsewhere(Optional<ReceivedEntries> entries) {}
