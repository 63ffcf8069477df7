/**
 * Serves the service's sealed log to those who verify it: checkpoint, tiles and entry bundles as C2SP tlog-tiles has
 * them, and proofs.
 *
 * <p>Boundary: read-only HTTP and who may read what; what is served is made in {@code event-log}. Hashes tell nothing of
 * what was hashed and are open to every user; entries are of the whole installation and need the role AUDITOR.
 */
@NullMarked
package se.iopledger.shell.proof;

import org.jspecify.annotations.NullMarked;
