/** Tests of the cipher and the keys. */
@NullMarked
package se.iopledger.eventlog.personal;

import org.jspecify.annotations.NullMarked;
