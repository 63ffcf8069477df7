/**
 * What the tests of every module share about contracts.
 *
 * <p>Boundary: test code only; depends on the JDK and on contracts.
 */
@NullMarked
package se.iopledger.contracts.testing;

import org.jspecify.annotations.NullMarked;
