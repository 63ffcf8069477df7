/**
 * The witness of the installation's logs: compares what each log signs with the journal's own tree and cosigns only what
 * agrees (C2SP tlog-cosignature). What does not agree raises an alarm, and that log is not cosigned any more until a
 * person has decided.
 *
 * <p>Boundary: knows entries by their hashes only, and believes nothing that a log says of itself.
 */
@NullMarked
package se.iopledger.reporting.witness;

import org.jspecify.annotations.NullMarked;
