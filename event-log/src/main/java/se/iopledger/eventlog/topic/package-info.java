/**
 * What publisher and inbox agree on: how a topic is set up, which partition an entry goes to, and what a record carries
 * besides the entry.
 *
 * <p>Boundary: the form of records only; nothing here sends or receives.
 */
@NullMarked
package se.iopledger.eventlog.topic;

import org.jspecify.annotations.NullMarked;
