/**
 * Recording what the parties found when they analysed the needs together.
 *
 * <p>Boundary: reads requests and asks the desk; the rules are in {@code domain.need}.
 */
@NullMarked
package se.iopledger.agreement.need;

import org.jspecify.annotations.NullMarked;
