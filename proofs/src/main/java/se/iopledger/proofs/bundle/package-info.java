/**
 * Proofs as files that can be sent, kept and verified without asking anybody: of one entry (C2SP tlog-proof), and of a
 * log's growth between two checkpoints.
 *
 * <p>Boundary: reads and writes the files and verifies what they claim; which keys to trust is the caller's knowledge.
 */
@NullMarked
package se.iopledger.proofs.bundle;

import org.jspecify.annotations.NullMarked;
