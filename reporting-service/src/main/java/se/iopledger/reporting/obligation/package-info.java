/**
 * Reports and meetings: derived when an agreement is activated, extended and withdrawn with it, listed by due date, and
 * woken when one falls overdue.
 *
 * <p>Boundary: endpoints, automations, projection and the Axon shell; every rule stands in {@code domain}.
 */
@NullMarked
package se.iopledger.reporting.obligation;

import org.jspecify.annotations.NullMarked;
