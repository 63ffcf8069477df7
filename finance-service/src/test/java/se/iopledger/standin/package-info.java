/**
 * Stands in for agreement-service: a service with a log and a topic like its own, that tells what it is asked to tell.
 *
 * <p>Boundary: outside {@code se.iopledger.finance}, so that finance-service does not find it among its own beans.
 */
@NullMarked
package se.iopledger.standin;

import org.jspecify.annotations.NullMarked;
