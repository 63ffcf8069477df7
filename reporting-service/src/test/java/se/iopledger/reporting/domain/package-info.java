/**
 * Tests of the pure model, in the words of those who follow reports up.
 *
 * <p>Boundary: test code only.
 */
@NullMarked
package se.iopledger.reporting.domain;

import org.jspecify.annotations.NullMarked;
