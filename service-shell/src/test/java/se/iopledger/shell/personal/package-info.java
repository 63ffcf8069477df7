/** The settings of keys and their errors. */
@NullMarked
package se.iopledger.shell.personal;

import org.jspecify.annotations.NullMarked;
