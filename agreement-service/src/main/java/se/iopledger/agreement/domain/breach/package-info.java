/**
 * Breaches: that a party is held not to have fulfilled its undertakings, that it was called on to remedy that, and
 * whether it did (UPP-16, LUN-10, STO-7).
 *
 * <p>Boundary: only says whether a breach stands on a day; what may be done about it is {@code exit}'s to say.
 */
@NullMarked
package se.iopledger.agreement.domain.breach;

import org.jspecify.annotations.NullMarked;
