/**
 * What the tests of this service share: the five real agreements, read from their files, and changed copies of them.
 *
 * <p>Boundary: test code only.
 */
@NullMarked
package se.iopledger.agreement.testing;

import org.jspecify.annotations.NullMarked;
