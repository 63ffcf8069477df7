/**
 * What this service has heard of each agreement: its municipality, its terms and whether they hold.
 *
 * <p>Boundary: a copy of agreement-service's events, changed by them alone. Nothing is decided here.
 */
@NullMarked
package se.iopledger.reporting.agreement;

import org.jspecify.annotations.NullMarked;
