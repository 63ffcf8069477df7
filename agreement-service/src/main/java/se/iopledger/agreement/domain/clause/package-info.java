/**
 * What the terms say, one by one, whatever part of them says it: undertakings, provisions, exclusions, freedoms; and what may
 * be held against whom because of it.
 *
 * <p>Boundary: reads terms only; that something was checked, or fell short, is recorded in {@code conduct} and
 * {@code breach}.
 */
@NullMarked
package se.iopledger.agreement.domain.clause;

import org.jspecify.annotations.NullMarked;
