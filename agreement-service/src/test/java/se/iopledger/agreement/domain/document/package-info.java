/**
 * Tests of the documents of an agreement.
 *
 * <p>Boundary: test code only.
 */
@NullMarked
package se.iopledger.agreement.domain.document;

import org.jspecify.annotations.NullMarked;
