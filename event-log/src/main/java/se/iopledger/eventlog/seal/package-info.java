/**
 * Seals a log: keeps its Merkle tree as tiles, signs checkpoints of it, publishes them, and serves tiles, entry bundles
 * and proofs.
 *
 * <p>Boundary: how trees, notes and proofs are made stands in {@code se.iopledger.proofs}; who may read what is served
 * is decided where it is served. Sealing follows appending and never holds it up.
 */
@NullMarked
package se.iopledger.eventlog.seal;

import org.jspecify.annotations.NullMarked;
