/**
 * Takes a command to its aggregate and says what came of it: done, refused, repeated or unknown.
 *
 * <p>Boundary: one command is one append. No HTTP here; no database transaction around a command.
 */
@NullMarked
package se.iopledger.shell.command;

import org.jspecify.annotations.NullMarked;
