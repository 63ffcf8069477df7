/**
 * Tests of changing the terms.
 *
 * <p>Boundary: test code only.
 */
@NullMarked
package se.iopledger.agreement.domain.amend;

import org.jspecify.annotations.NullMarked;
