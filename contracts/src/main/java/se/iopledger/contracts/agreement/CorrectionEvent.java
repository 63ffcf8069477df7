package se.iopledger.contracts.agreement;

/**
 * An event of a single fact that was recorded by mistake and is voided with a second person's approval. What followed
 * from it is taken back as {@link LifeEvent}s; where the registration itself was the mistake,
 * {@link AgreementVoided} stands beside the approval.
 */
public sealed interface CorrectionEvent extends FactEvent {
    /**
     * Somebody says that a fact was recorded by mistake. Nothing is voided yet.
     *
     * @param correctionId names the correction inside the agreement, as correction-1
     * @param fact the entry that is mistaken, by its {@code streamsequence}
     * @param factType the CloudEvents type of that entry
     * @param proposedBy opaque id of who proposes: who approves must be somebody else
     * @param reason why it was a mistake
     */
    record CorrectionProposed(
            String agreementId, String correctionId, int fact, String factType, String proposedBy, String reason)
            implements CorrectionEvent {}

    /**
     * A second person agreed: the fact is void, as if it had never been recorded.
     *
     * @param correctionId the correction
     * @param fact the entry that is void, by its {@code streamsequence}
     * @param approvedBy opaque id of who approved
     */
    record CorrectionApproved(String agreementId, String correctionId, int fact, String approvedBy)
            implements CorrectionEvent {}

    /**
     * A second person did not agree: the fact stands.
     *
     * @param correctionId the correction
     * @param refusedBy opaque id of who refused
     * @param reason why the fact stands
     */
    record CorrectionRefused(String agreementId, String correctionId, String refusedBy, String reason)
            implements CorrectionEvent {}

    /**
     * Whoever proposed the correction took it back: the fact stands.
     *
     * @param correctionId the correction
     */
    record CorrectionWithdrawn(String agreementId, String correctionId) implements CorrectionEvent {}
}
