/**
 * Who is signed in, for which municipalities and in which roles.
 *
 * <p>Boundary: users come from configuration for now; nothing outside this package knows that. Names of persons are not
 * held here, only opaque ids.
 */
@NullMarked
package se.iopledger.shell.access;

import org.jspecify.annotations.NullMarked;
