/**
 * Listing what has to be done by when, over all agreements of a municipality.
 *
 * <p>Boundary: reads only. The table is kept by the projection here, for agreements that are in force.
 */
@NullMarked
package se.iopledger.agreement.deadline;

import org.jspecify.annotations.NullMarked;
