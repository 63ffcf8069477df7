/**
 * The funding schedule of an agreement: a preview while the agreement is a draft, then whatever follows from what holds of
 * the agreement, shown with the reason of every amount and date.
 *
 * <p>Boundary: hears agreement-service, sends commands to this service's own model, answers
 * {@code GET /agreements/{id}/schedule}.
 */
@NullMarked
package se.iopledger.finance.schedule;

import org.jspecify.annotations.NullMarked;
