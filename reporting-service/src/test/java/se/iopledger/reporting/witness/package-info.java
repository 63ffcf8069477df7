/**
 * Tests of the feature.
 *
 * <p>Boundary: test code only.
 */
@NullMarked
package se.iopledger.reporting.witness;

import org.jspecify.annotations.NullMarked;
