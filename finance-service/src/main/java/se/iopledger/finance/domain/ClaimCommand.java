package se.iopledger.finance.domain;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.agreement.Resolution;
import se.iopledger.contracts.agreement.StepTaken;
import se.iopledger.contracts.finance.ClaimEvent.Assessment;
import se.iopledger.contracts.finance.ClaimEvent.Direction;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.ExitRule;
import se.iopledger.contracts.terms.Remedy;

/** What somebody wants done with what is claimed back under one agreement. The mandate says why. */
public sealed interface ClaimCommand extends FundingCommand {
    /** Claim money back. */
    sealed interface Raise extends ClaimCommand {
        Money amount();
    }

    /**
     * What was overpaid with a tranche is claimed back, all or part of it.
     *
     * @param trancheId the tranche
     */
    record ClaimOverpayment(String agreementId, String trancheId, Money amount, Mandate mandate) implements Raise {}

    /**
     * What a clause lets be claimed back is claimed back.
     *
     * @param remedy what the clause allows
     * @param remedies all that the agreement allows to be done with money
     * @param exits the ways out of the agreement: a clause that is also that of a way out counts only when it was used
     * @param used ids of the notices, rescissions and exclusions that were told, and by which way out
     * @param of the notice, rescission or exclusion that it rests on; null where it rests on none
     * @param claimant id of the party in the terms that claims
     * @param liable id of the party in the terms that is to repay
     * @param calculation how the amount was reckoned
     * @param what what happened, in words
     * @param decision who decided what the clause leaves open; null where it leaves nothing open
     */
    record ClaimByClause(
            String agreementId,
            Remedy remedy,
            List<Remedy> remedies,
            List<ExitRule> exits,
            List<WayOutUsed> used,
            @Nullable String of,
            String claimant,
            String liable,
            Money amount,
            String calculation,
            String what,
            @Nullable Resolution decision,
            List<Assessment> assessments,
            List<StepTaken> steps,
            Mandate mandate)
            implements Raise {
        public ClaimByClause {
            remedies = List.copyOf(remedies);
            exits = List.copyOf(exits);
            used = List.copyOf(used);
            assessments = List.copyOf(assessments);
            steps = List.copyOf(steps);
        }
    }

    /**
     * A way out of the agreement that was used.
     *
     * @param id as notice-1
     * @param exit id of the way out in the terms; null where the terms have none
     * @param repayments causes that were told with it
     */
    record WayOutUsed(String id, @Nullable String exit, List<String> repayments) {
        public WayOutUsed {
            repayments = List.copyOf(repayments);
        }
    }

    /** What is done with one claim. */
    sealed interface OfClaim extends ClaimCommand {
        String claimId();
    }

    record RecordLetter(
            String agreementId, String claimId, Direction direction, LocalDate on, String reference, Mandate mandate)
            implements OfClaim {}

    record RecordContest(String agreementId, String claimId, LocalDate contestedOn, Mandate mandate)
            implements OfClaim {}

    record ReduceClaim(String agreementId, String claimId, Money by, Mandate mandate) implements OfClaim {}

    record ProposeWaiver(String agreementId, String claimId, Money amount, Mandate mandate) implements OfClaim {}

    /** Grants the waiver that was proposed last. */
    record WaiveClaim(String agreementId, String claimId, Mandate mandate) implements OfClaim {}

    /** @param reference of the payment; the same again is the same payment, which is of one claim of the agreement only */
    record RecordRepayment(
            String agreementId, String claimId, LocalDate paidOn, Money amount, String reference, Mandate mandate)
            implements OfClaim {}

    /**
     * Propose to void a repayment that was recorded by mistake or paid back; somebody else has to void it.
     *
     * @param reference of the payment, as it was recorded
     */
    record ProposeVoiding(String agreementId, String claimId, String reference, Mandate mandate) implements OfClaim {}

    /**
     * Void a repayment, as somebody else proposed.
     *
     * @param reference of the payment, as it was recorded
     */
    record VoidRepayment(String agreementId, String claimId, String reference, Mandate mandate) implements OfClaim {}

    record WriteOffClaim(String agreementId, String claimId, Mandate mandate) implements OfClaim {}
}
