/**
 * Tests of the days by which something has to be done.
 *
 * <p>Boundary: test code only.
 */
@NullMarked
package se.iopledger.agreement.domain.deadline;

import org.jspecify.annotations.NullMarked;
