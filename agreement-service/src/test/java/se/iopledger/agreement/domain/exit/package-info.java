/**
 * Tests of the ways out of an agreement.
 *
 * <p>Boundary: test code only.
 */
@NullMarked
package se.iopledger.agreement.domain.exit;

import org.jspecify.annotations.NullMarked;
