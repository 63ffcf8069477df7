/**
 * What is decided on the funding of a year while the agreement runs.
 *
 * <p>Boundary: records decisions; what is paid when is finance-service's to say, from the event alone.
 */
@NullMarked
package se.iopledger.agreement.domain.fund;

import org.jspecify.annotations.NullMarked;
