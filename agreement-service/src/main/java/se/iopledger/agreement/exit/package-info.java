/**
 * Ways out of an agreement before or at its end: recording that one is used, and showing which there are.
 *
 * <p>Boundary: the endpoints and their requests; the rules, and how a last day is reckoned, stand in the domain.
 */
@NullMarked
package se.iopledger.agreement.exit;

import org.jspecify.annotations.NullMarked;
