package se.iopledger.finance.domain;

import java.util.Optional;
import se.iopledger.contracts.agreement.AgreementLife;
import se.iopledger.contracts.agreement.FundingEvent.FundingDecided;
import se.iopledger.contracts.agreement.SettlementEvent.FindingSettled;
import se.iopledger.contracts.agreement.SettlementEvent.SettlementWithdrawn;
import se.iopledger.contracts.finance.InputEvent.IndexTaken;
import se.iopledger.contracts.model.Cause;
import se.iopledger.contracts.model.Caused;
import se.iopledger.contracts.model.Command;
import se.iopledger.contracts.model.Mandate;

/** What somebody wants done to one agreement's funding. */
public sealed interface FundingCommand extends Command permits FundingCommand.OfPlan, PaymentCommand, ClaimCommand {
    String agreementId();

    @Override
    default String streamId() {
        return agreementId();
    }

    /** What changes what is to be paid. */
    sealed interface OfPlan extends FundingCommand {}

    /**
     * Something was told of the agreement's life: its funding follows what holds of it now.
     *
     * @param life all that holds; empty where the agreement is not in force, or never was
     * @param facts what was told of facts
     */
    record FollowAgreement(
            String agreementId, Mandate mandate, Cause cause, Optional<AgreementLife> life, FactChange facts)
            implements OfPlan, Caused {
        /** No fact was told beside. */
        public FollowAgreement(String agreementId, Mandate mandate, Cause cause, Optional<AgreementLife> life) {
            this(agreementId, mandate, cause, life, new FactChange.None());
        }
    }

    /** What was told of facts that the plan depends on. A number is the place in the agreement's own stream. */
    sealed interface FactChange {
        record None() implements FactChange {}

        record Decided(int fact, FundingDecided decision) implements FactChange {}

        record Settled(int fact, FindingSettled settlement) implements FactChange {}

        record SettlementTakenBack(int fact, SettlementWithdrawn withdrawal) implements FactChange {}

        /** It was recorded by mistake. */
        record Voided(int fact) implements FactChange {}

        /** The registration was a mistake, and all that rests on it. */
        record AllVoided() implements FactChange {}
    }

    /**
     * An index may have other values than the plan took in.
     *
     * @param series as it stands; one that is not above what was taken in changes nothing
     */
    record TakeIndex(String agreementId, Mandate mandate, IndexTaken series) implements OfPlan {}

    /** Nothing but what is due by the mandate's day: wakes an agreement that nobody touches. */
    record WorkOffDueTranches(String agreementId, Mandate mandate) implements OfPlan {}
}
