/**
 * An agreement as it was, by both of its times.
 *
 * <p>Boundary: reads what was recorded; decides nothing.
 */
@NullMarked
package se.iopledger.agreement.domain.asof;

import org.jspecify.annotations.NullMarked;
