/**
 * Tests of what is recorded of the parties' conduct.
 *
 * <p>Boundary: test code only.
 */
@NullMarked
package se.iopledger.agreement.domain.conduct;

import org.jspecify.annotations.NullMarked;
