/**
 * What is refused at registration, rule by rule, on changed copies of real terms.
 *
 * <p>Boundary: test code only.
 */
@NullMarked
package se.iopledger.agreement.domain.terms;

import org.jspecify.annotations.NullMarked;
