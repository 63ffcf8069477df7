/**
 * Ways out of an agreement before or at its end.
 *
 * <p>Boundary: records notices and reckons the last day by each; the end itself follows in {@code life}.
 */
@NullMarked
package se.iopledger.agreement.domain.exit;

import org.jspecify.annotations.NullMarked;
