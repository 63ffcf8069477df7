/**
 * What may be done with an agreement now, by the user who asks, and why the rest may not.
 *
 * <p>Boundary: holds no rule. Each request of the service is decided as if it came now, with everything in it as it should
 * be, and what the model answers is told; nothing is stored.
 */
@NullMarked
package se.iopledger.agreement.possible;

import org.jspecify.annotations.NullMarked;
