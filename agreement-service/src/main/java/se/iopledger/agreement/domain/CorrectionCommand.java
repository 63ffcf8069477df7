package se.iopledger.agreement.domain;

import se.iopledger.contracts.model.Mandate;

/** What somebody wants done about a fact that was recorded by mistake. The mandate's reason says why. */
public sealed interface CorrectionCommand extends AgreementCommand {
    /**
     * Say that a fact was recorded by mistake.
     *
     * @param fact its entry's number in the agreement's stream
     */
    record ProposeCorrection(String agreementId, int fact, Mandate mandate) implements CorrectionCommand {}

    /** Agree, as a second person: the fact is void. */
    record ApproveCorrection(String agreementId, String correctionId, Mandate mandate) implements CorrectionCommand {}

    /** Disagree, as a second person: the fact stands. */
    record RefuseCorrection(String agreementId, String correctionId, Mandate mandate) implements CorrectionCommand {}

    /** Take back what one proposed. */
    record WithdrawCorrection(String agreementId, String correctionId, Mandate mandate) implements CorrectionCommand {}
}
