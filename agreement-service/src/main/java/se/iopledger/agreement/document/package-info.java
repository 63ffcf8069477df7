/**
 * Recording the documents of an agreement, as references with a digest, and showing what was recorded.
 *
 * <p>Boundary: endpoints and their requests; the rules stand in the domain.
 */
@NullMarked
package se.iopledger.agreement.document;

import org.jspecify.annotations.NullMarked;
