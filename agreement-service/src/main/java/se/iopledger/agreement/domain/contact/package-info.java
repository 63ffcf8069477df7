/**
 * The parties' contact persons: named, removed, erased.
 *
 * <p>Boundary: never a text about a person in the state; details in plain text only at the door.
 */
@NullMarked
package se.iopledger.agreement.domain.contact;

import org.jspecify.annotations.NullMarked;
