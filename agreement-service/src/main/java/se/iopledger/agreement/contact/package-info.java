/**
 * Contact persons of parties: naming and removing them, and reading who they are.
 *
 * <p>Boundary: the only place, with {@code erase}, where a person's name is in plain text, and only for as long as one
 * request takes. The rules stand in the domain; keys and cipher in the shell.
 */
@NullMarked
package se.iopledger.agreement.contact;

import org.jspecify.annotations.NullMarked;
