/**
 * What the endpoints of all features share: finding an agreement that the user may see, carrying out a command on it, and
 * saying what came of it.
 *
 * <p>Boundary: no feature's rules; municipality isolation is decided here and nowhere else.
 */
@NullMarked
package se.iopledger.agreement.desk;

import org.jspecify.annotations.NullMarked;
