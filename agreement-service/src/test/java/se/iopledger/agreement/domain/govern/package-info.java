/**
 * Tests of the groups that steer the partnership.
 *
 * <p>Boundary: test code only.
 */
@NullMarked
package se.iopledger.agreement.domain.govern;

import org.jspecify.annotations.NullMarked;
