/**
 * The business date.
 *
 * <p>Boundary: the only place that asks what day it is. Recorded time is the log's, never this.
 */
@NullMarked
package se.iopledger.shell.time;

import org.jspecify.annotations.NullMarked;
