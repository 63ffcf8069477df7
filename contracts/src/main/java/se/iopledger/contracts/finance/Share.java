package se.iopledger.contracts.finance;

import java.time.LocalDate;
import se.iopledger.contracts.Money;

/**
 * What one version of the terms gives of a tranche.
 *
 * @param termsVersion the version of the terms that gives it
 * @param first first day of the time it pays for
 * @param last last day of the time it pays for
 * @param days how many days that is
 * @param ofDays how many days the version has in the tranche's whole time
 * @param whole kronor that the version gives for the whole time
 * @param amount kronor for these days
 * @param rule how amount follows from whole
 */
public record Share(
        int termsVersion, LocalDate first, LocalDate last, int days, int ofDays, Money whole, Money amount, Rule rule) {
    /** How the amount of some days follows from that of the whole time. */
    public enum Rule {
        /** All days, all of the amount. */
        WHOLE_PERIOD,
        /**
         * The amount is divided by actual days: to each day belongs what the amount grows by on it when it grows evenly
         * and is rounded to the öre, half up. So the parts of a time always sum to its whole.
         */
        BROKEN_PERIOD_BY_ACTUAL_DAYS
    }
}
