/**
 * Tests of the pure model in the words of the business: given what happened, when this is asked, then that follows.
 *
 * <p>Boundary: test code only; no framework.
 */
@NullMarked
package se.iopledger.agreement.domain;

import org.jspecify.annotations.NullMarked;
