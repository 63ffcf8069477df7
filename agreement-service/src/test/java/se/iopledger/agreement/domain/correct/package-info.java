/**
 * Tests of corrections of mistaken facts.
 *
 * <p>Boundary: test code only.
 */
@NullMarked
package se.iopledger.agreement.domain.correct;

import org.jspecify.annotations.NullMarked;
