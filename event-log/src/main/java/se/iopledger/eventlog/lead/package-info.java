/**
 * One instance of several leads a duty, such as publishing a topic or sealing a log; the others stand by.
 *
 * <p>Boundary: decides who, by a lock of the service's own database, and knows nothing of what is done. A deposed leader
 * may overlap with the next one for a moment, so a duty must tolerate being done twice.
 */
@NullMarked
package se.iopledger.eventlog.lead;

import org.jspecify.annotations.NullMarked;
