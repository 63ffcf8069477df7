/**
 * Tests of how terms are taken in, above all of what is refused.
 *
 * <p>Boundary: every document is simulated but the five agreements'.
 */
@NullMarked
package se.iopledger.agreement.register;

import org.jspecify.annotations.NullMarked;
