/**
 * Keeps the bytes of all logs' entries as they were received, and the Merkle tree over each log's entries that came
 * without a gap. An auditor reads both.
 *
 * <p>Boundary: before parsing, and apart from everything that handles entries. Says when an entry differs from what was
 * kept; what follows from that is the witness's.
 */
@NullMarked
package se.iopledger.reporting.journal;

import org.jspecify.annotations.NullMarked;
