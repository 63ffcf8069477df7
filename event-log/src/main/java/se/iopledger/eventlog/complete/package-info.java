/**
 * Whether a log has all the entries that it once had, and the step that completes it where it has not: after its database
 * was put back to an earlier copy.
 *
 * <p>Boundary: knows who else remembers the log (its topic, its checkpoints, a copy of its entries) and believes none of
 * them without a signature or a hash where there is one. Who runs the step, and with which keys, is decided outside.
 */
@NullMarked
package se.iopledger.eventlog.complete;

import org.jspecify.annotations.NullMarked;
