/**
 * Tests of the analysis of needs, on the real agreements.
 *
 * <p>Boundary: test code only.
 */
@NullMarked
package se.iopledger.agreement.domain.need;

import org.jspecify.annotations.NullMarked;
