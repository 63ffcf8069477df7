/**
 * Changing the terms: amendments from their proposal to their being bound, rejected or withdrawn, and renegotiations.
 *
 * <p>Boundary: records what the parties did and says when an amendment has all that it needs; that a version of the terms
 * holds then is said in {@code life}.
 */
@NullMarked
package se.iopledger.agreement.domain.amend;

import org.jspecify.annotations.NullMarked;
