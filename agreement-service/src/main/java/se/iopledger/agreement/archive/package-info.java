/**
 * Taking an agreement to the archive.
 *
 * <p>Boundary: reads requests and asks the desk; the rules are in {@code domain.archive}.
 */
@NullMarked
package se.iopledger.agreement.archive;

import org.jspecify.annotations.NullMarked;
