/**
 * Stops of an agreement's payments: by a person, or by an automation where a clause of the agreement lets payments be
 * stopped.
 *
 * <p>Boundary: what is stopped stays in every list, with why. Stops of a recipient, whatever the agreement, stand with its
 * accounts.
 */
@NullMarked
package se.iopledger.finance.hold;

import org.jspecify.annotations.NullMarked;
