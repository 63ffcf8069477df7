/**
 * The service as an operating system process.
 *
 * <p>Boundary: start and stop only.
 */
@NullMarked
package se.iopledger.shell.process;

import org.jspecify.annotations.NullMarked;
