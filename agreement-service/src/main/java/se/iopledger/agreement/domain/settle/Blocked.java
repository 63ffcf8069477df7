package se.iopledger.agreement.domain.settle;

import org.jspecify.annotations.Nullable;

/**
 * What cannot be done while a finding is open.
 *
 * @param what the sort of thing
 * @param which the one it concerns: id of an exit or an obligation; null where all of the sort are
 * @param until what would let it go on
 * @param text for a person
 */
public record Blocked(What what, @Nullable String which, Until until, String text) {
    /** What can be stood in the way of. */
    public enum What {
        /** An indexed or adjusted amount. What is paid stands at its unadjusted amount; each reading's is shown. */
        ADJUSTED_AMOUNT,
        /** The whole schedule: nothing is paid. */
        SCHEDULE,
        /** Days of payment; the amounts are known. */
        DUE_DATES,
        /** One way out. */
        EXIT,
        /** A claim for repayment. */
        REPAYMENT_CLAIM,
        /** The dates of one report or meeting. */
        OBLIGATION_DATES
    }

    /** What lets it go on. */
    public enum Until {
        /** A decision that settles the finding. */
        DECIDED,
        /** The missing document, decision or figure itself: a settlement cannot stand in for it. */
        REGISTERED
    }
}
