/**
 * Changing the terms by request, and looking up what they are, were or would be: amendments, renegotiations, and any
 * version of the terms with what distinguishes it from another.
 *
 * <p>Boundary: endpoints, their requests and answers; the rules stand in the domain.
 */
@NullMarked
package se.iopledger.agreement.amend;

import org.jspecify.annotations.NullMarked;
