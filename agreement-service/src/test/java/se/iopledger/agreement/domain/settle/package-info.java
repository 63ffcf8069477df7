/**
 * Tests of decisions that settle findings.
 *
 * <p>Boundary: test code only.
 */
@NullMarked
package se.iopledger.agreement.domain.settle;

import org.jspecify.annotations.NullMarked;
