/**
 * Tests of what may be done with an agreement now.
 *
 * <p>Boundary: test code only.
 */
@NullMarked
package se.iopledger.agreement.possible;

import org.jspecify.annotations.NullMarked;
