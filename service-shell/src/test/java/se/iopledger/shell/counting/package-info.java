/** The smallest service there can be: it counts. The shell is tested around it. */
@NullMarked
package se.iopledger.shell.counting;

import org.jspecify.annotations.NullMarked;
