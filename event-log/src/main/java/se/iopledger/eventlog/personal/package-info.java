/**
 * Texts about persons that can be erased from a log that never changes: encrypted under a key per data subject before
 * they are hashed, and gone from every copy when that key is deleted.
 *
 * <p>Boundary: cipher and keys only, on JDBC and the JDK's cryptography. What a person is named for, who may erase and
 * what an erasure is called in the log are the service's to say. The keys stand in a database of their own.
 */
@NullMarked
package se.iopledger.eventlog.personal;

import org.jspecify.annotations.NullMarked;
