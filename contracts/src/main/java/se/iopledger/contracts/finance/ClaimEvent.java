package se.iopledger.contracts.finance;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.agreement.Resolution;
import se.iopledger.contracts.agreement.StepTaken;

/**
 * An event of a repayment claim: money that was paid under an agreement is claimed back, from the first letter to the last
 * krona that is repaid, waived or written off.
 */
public sealed interface ClaimEvent extends FinanceEvent {
    /** Names the claim inside the agreement, as claim-1. */
    String claimId();

    /** Why money is claimed back. */
    enum Ground {
        /** More was paid than the terms give. */
        OVERPAYMENT,
        /** A clause of the agreement lets money be claimed back. */
        CLAUSE
    }

    /**
     * One of the exceptions that the clause makes, and what was found of it.
     *
     * @param exception in the terms' own words
     * @param applies whether it stands against the claim
     * @param why for a person
     */
    record Assessment(String exception, boolean applies, String why) {}

    /**
     * Money is claimed back.
     *
     * @param of the tranche that was overpaid, or id of the notice, rescission or exclusion that the claim rests on; left
     *     out where it rests on neither
     * @param claimant id of the party in the terms that claims
     * @param liable id of the party in the terms that is to repay
     * @param amount kronor
     * @param calculation how the amount was reckoned, for a person
     * @param cause what happened, in the words of the clause; of an overpayment what was overpaid
     * @param decision who decided what the clause leaves open, as who repays and what share; left out where nothing is
     *     open
     * @param assessments of each exception that the clause makes
     * @param steps what the clause asks for before a claim, and when that was done
     * @param clauses the clauses that carry it
     * @param raisedBy opaque id: who waives or writes off must be somebody else
     */
    record ClaimRaised(
            String agreementId,
            String claimId,
            Ground ground,
            @Nullable String of,
            String claimant,
            String liable,
            Money amount,
            String calculation,
            String cause,
            @Nullable Resolution decision,
            List<Assessment> assessments,
            List<StepTaken> steps,
            List<String> clauses,
            String raisedBy)
            implements ClaimEvent {
        public ClaimRaised {
            assessments = List.copyOf(assessments);
            steps = List.copyOf(steps);
            clauses = List.copyOf(clauses);
        }
    }

    /** Who wrote a letter. */
    enum Direction {
        TO_LIABLE,
        FROM_LIABLE
    }

    /**
     * A letter on the claim was sent or received.
     *
     * @param on day of the letter
     * @param reference where it is kept, as a case number
     */
    record LetterExchanged(String agreementId, String claimId, Direction direction, LocalDate on, String reference)
            implements ClaimEvent {}

    /**
     * Who is to repay says that the claim is wrong. It stands until it is reduced or waived.
     *
     * @param what what is contested and why, for a person
     */
    record ClaimContested(String agreementId, String claimId, LocalDate contestedOn, String what)
            implements ClaimEvent {}

    /**
     * The claim is for less than it was.
     *
     * @param by kronor less
     * @param outstanding kronor that are still claimed
     * @param why for a person
     */
    record ClaimReduced(String agreementId, String claimId, Money by, Money outstanding, String why)
            implements ClaimEvent {}

    /**
     * Somebody proposed not to ask for all or part of it.
     *
     * @param amount kronor
     * @param proposedBy opaque id: who waives must be somebody else
     */
    record WaiverProposed(String agreementId, String claimId, Money amount, String why, String proposedBy)
            implements ClaimEvent {}

    /**
     * All or part of it is not asked for, though it is owed.
     *
     * @param amount kronor
     * @param outstanding kronor that are still claimed
     * @param waivedBy opaque id
     */
    record ClaimWaived(String agreementId, String claimId, Money amount, Money outstanding, String why, String waivedBy)
            implements ClaimEvent {}

    /**
     * Money came back for the claim.
     *
     * @param reference of the payment, as the bank or the bookkeeping has it; each counts once
     * @param outstanding kronor that are still claimed
     */
    record ClaimRepaid(
            String agreementId, String claimId, LocalDate paidOn, Money amount, String reference, Money outstanding)
            implements ClaimEvent {}

    /**
     * What is still claimed will not come: it is written off.
     *
     * @param amount kronor
     * @param writtenOffBy opaque id
     */
    record ClaimWrittenOff(String agreementId, String claimId, Money amount, String why, String writtenOffBy)
            implements ClaimEvent {}

    /**
     * Somebody proposed to void a repayment: it was recorded by mistake, or paid back.
     *
     * @param reference of the payment, as it was recorded
     * @param why for a person
     * @param proposedBy opaque id: who voids it must be somebody else
     */
    record RepaymentVoidingProposed(String agreementId, String claimId, String reference, String why, String proposedBy)
            implements ClaimEvent {}

    /**
     * A repayment counts no more: what it had settled is claimed again, and the plan is as if it had never come. The same
     * reference may be recorded again.
     *
     * @param reference of the payment, as it was recorded
     * @param amount kronor
     * @param outstanding kronor that are claimed again
     * @param why for a person
     * @param voidedBy opaque id
     */
    record RepaymentVoided(
            String agreementId,
            String claimId,
            String reference,
            Money amount,
            Money outstanding,
            String why,
            String voidedBy)
            implements ClaimEvent {}
}
