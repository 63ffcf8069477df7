/**
 * Tests of agreements that go to the archive, on the real agreements.
 *
 * <p>Boundary: test code only.
 */
@NullMarked
package se.iopledger.agreement.domain.archive;

import org.jspecify.annotations.NullMarked;
