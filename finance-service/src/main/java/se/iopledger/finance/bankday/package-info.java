/**
 * The calendar of Swedish bank days.
 *
 * <p>Boundary: the one place that knows the holiday library; the model sees {@code BankDays} only.
 */
@NullMarked
package se.iopledger.finance.bankday;

import org.jspecify.annotations.NullMarked;
