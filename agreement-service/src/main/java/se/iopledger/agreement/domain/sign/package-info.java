/**
 * The parties' signatures on the agreement.
 *
 * <p>Boundary: records signatures; that the agreement comes into force by the last one is said in {@code life}.
 */
@NullMarked
package se.iopledger.agreement.domain.sign;

import org.jspecify.annotations.NullMarked;
