/**
 * Reports and meetings: they follow what holds of the agreement, are listed by due date, and
 * woken when one falls overdue.
 *
 * <p>Boundary: endpoints, automations, projection and the Axon shell; every rule stands in {@code domain}.
 */
@NullMarked
package se.iopledger.reporting.obligation;

import org.jspecify.annotations.NullMarked;
