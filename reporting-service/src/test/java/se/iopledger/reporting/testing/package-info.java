/**
 * What the tests of this service share: its tables, entries as the other services would write them.
 *
 * <p>Boundary: test code only.
 */
@NullMarked
package se.iopledger.reporting.testing;

import org.jspecify.annotations.NullMarked;
