/**
 * How the published schemas are made from the records, and how a released shape is kept.
 *
 * <p>Boundary: runs in the tests of contracts only. What it writes, the files under {@code schemas}, is published.
 */
@NullMarked
package se.iopledger.contracts.schema;

import org.jspecify.annotations.NullMarked;
