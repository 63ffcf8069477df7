/**
 * Waking agreements for which something has fallen due while nobody touched them: an extension, an expiry.
 *
 * <p>Boundary: only knows when to wake whom; what is due is the model's to say. The table can be rebuilt, and a wake-up
 * too many finds nothing to do.
 */
@NullMarked
package se.iopledger.agreement.due;

import org.jspecify.annotations.NullMarked;
