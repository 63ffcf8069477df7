/**
 * Tests of what the terms say, one by one, and what is recorded of it, on the real agreements.
 *
 * <p>Boundary: test code only.
 */
@NullMarked
package se.iopledger.agreement.domain.clause;

import org.jspecify.annotations.NullMarked;
