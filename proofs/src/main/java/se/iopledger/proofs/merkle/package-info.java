/**
 * The Merkle tree of RFC 6962 §2.1 (RFC 9162 §2.1) with SHA-256: hashes, the growing tree, and proofs of inclusion and
 * of consistency, made and verified.
 *
 * <p>Boundary: knows hashes and sizes, not where hashes are kept.
 */
@NullMarked
package se.iopledger.proofs.merkle;

import org.jspecify.annotations.NullMarked;
