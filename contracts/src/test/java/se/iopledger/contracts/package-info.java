/**
 * Tests of the published language: its values, its strict reading, and that what was released keeps its shape.
 *
 * <p>Boundary: nothing here is published.
 */
@NullMarked
package se.iopledger.contracts;

import org.jspecify.annotations.NullMarked;
