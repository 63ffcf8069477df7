/**
 * Tests of the decisions on funding.
 *
 * <p>Boundary: test code only.
 */
@NullMarked
package se.iopledger.agreement.domain.fund;

import org.jspecify.annotations.NullMarked;
