/**
 * Tests of an agreement as it was.
 *
 * <p>Boundary: test code only.
 */
@NullMarked
package se.iopledger.agreement.domain.asof;

import org.jspecify.annotations.NullMarked;
