/**
 * Tests of the feature.
 *
 * <p>Boundary: test code only.
 */
@NullMarked
package se.iopledger.reporting.history;

import org.jspecify.annotations.NullMarked;
