/**
 * An agreement that has ended, and in which nothing is left open, goes to the archive with a decision on how long what is
 * kept of it is kept.
 *
 * <p>Boundary: knows what this service carries; what others carry is stated by the archivist. That it was a mistake is
 * decided as a correction, in {@code correct}.
 */
@NullMarked
package se.iopledger.agreement.domain.archive;

import org.jspecify.annotations.NullMarked;
