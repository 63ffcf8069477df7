/**
 * What makes a log provable: its Merkle tree, tiles, signed checkpoints and proofs, and a program that verifies them.
 * An auditor can read this module whole and run its jar alone.
 *
 * <p>Boundary: the JDK only. Knows an entry as bytes, of which {@link se.iopledger.proofs.verify} reads the opening
 * that every entry of this ledger has; knows nothing of databases, Kafka, HTTP or what an entry means.
 *
 * <p>Two things can be wrong with what is given, and they are told apart throughout: it cannot be read ({@link
 * se.iopledger.proofs.Malformed}), or it can, and what it claims is not so ({@link se.iopledger.proofs.DoesNotHold}).
 */
@NullMarked
package se.iopledger.proofs;

import org.jspecify.annotations.NullMarked;
