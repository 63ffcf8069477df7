/**
 * A log as static resources: tiles of hashes and bundles of entries, as C2SP tlog-tiles lays them out, read, made and
 * used for proofs.
 *
 * <p>Boundary: knows paths and bytes, not where they are kept or how they are fetched.
 */
@NullMarked
package se.iopledger.proofs.tile;

import org.jspecify.annotations.NullMarked;
