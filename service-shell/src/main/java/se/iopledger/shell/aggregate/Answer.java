package se.iopledger.shell.aggregate;

import se.iopledger.contracts.model.Decision;

/**
 * What an aggregate answered.
 *
 * @param version the stream's last sequence after it; -1 for a stream without events. For a decision without events it
 *     is the version that was decided on, which may be a stale one from the cache and is to be confirmed.
 */
public record Answer(Decision<?> decision, long version) {}
