/**
 * reporting-service: what agreements ask to be reported and met about, and the history of everything that happened.
 *
 * <p>Boundary: the application and what makes it this service. Features stand in packages of their own; the other
 * services are known by their events only.
 */
@NullMarked
package se.iopledger.reporting;

import org.jspecify.annotations.NullMarked;
