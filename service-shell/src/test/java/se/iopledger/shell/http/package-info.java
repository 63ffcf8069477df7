/** What the HTTP edge says of what it refuses. */
@NullMarked
package se.iopledger.shell.http;

import org.jspecify.annotations.NullMarked;
