/**
 * Signed texts: notes (C2SP signed-note), a log's checkpoints (C2SP tlog-checkpoint) and witnesses' cosignatures (C2SP
 * tlog-cosignature), with Ed25519 as the JDK has it, and the text forms of keys.
 *
 * <p>Boundary: says whose signature a text carries; which keys to trust is the caller's knowledge.
 */
@NullMarked
package se.iopledger.proofs.note;

import org.jspecify.annotations.NullMarked;
