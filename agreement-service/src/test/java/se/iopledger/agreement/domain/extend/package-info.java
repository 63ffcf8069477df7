/**
 * That agreements go on beyond their last day as their terms and their parties say.
 *
 * <p>Boundary: test code only.
 */
@NullMarked
package se.iopledger.agreement.domain.extend;

import org.jspecify.annotations.NullMarked;
