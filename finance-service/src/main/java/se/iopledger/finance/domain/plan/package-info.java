/**
 * What the terms of an agreement make of its money: payment calendars, schedules, and what changes of them leave to pay or
 * to claim back.
 *
 * <p>Boundary: functions of what they are given, without state or commands; it knows nothing of the rest of
 * {@code domain} (an ArchUnit test holds it). The calendar of bank days comes in through {@link BankDays}.
 */
@NullMarked
package se.iopledger.finance.domain.plan;

import org.jspecify.annotations.NullMarked;
