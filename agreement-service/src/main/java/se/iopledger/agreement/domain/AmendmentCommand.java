package se.iopledger.agreement.domain;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.agreement.AmendmentEvent.Cause;
import se.iopledger.contracts.agreement.AmendmentEvent.Outcome;
import se.iopledger.contracts.agreement.AmendmentEvent.Position;
import se.iopledger.contracts.agreement.AmendmentEvent.Way;
import se.iopledger.contracts.agreement.Evidence;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.Terms;

/** What is done to change the terms. No day of these is after today, save the one from which an amendment holds. */
public sealed interface AmendmentCommand extends AgreementCommand {
    /**
     * Record that a party proposes other terms.
     *
     * @param by id of the party in the terms
     * @param from first day on which they are to hold; may have passed
     * @param background why, in words
     * @param keepsPurpose whether goal, purpose and values stay
     * @param madeOn number of the version of the terms that it changes
     * @param terms the whole terms as changed
     * @param annex label of the document in them that brings the change; null where none does
     * @param renegotiation id of the renegotiation that it comes of; null where it comes of none
     * @param supersedes id of the open amendment in whose place it comes; null where it comes in none's
     */
    record ProposeAmendment(
            String agreementId,
            String by,
            LocalDate proposedOn,
            Way way,
            LocalDate from,
            String background,
            boolean keepsPurpose,
            int madeOn,
            Terms terms,
            @Nullable String annex,
            @Nullable String renegotiation,
            @Nullable String supersedes,
            Mandate mandate)
            implements AmendmentCommand {}

    /**
     * Record that an amendment was discussed.
     *
     * @param group id of the group in the terms; null for a dialogue of the parties themselves
     * @param reference case number or paragraph of the minutes
     */
    record DiscussAmendment(
            String agreementId,
            String amendmentId,
            @Nullable String group,
            LocalDate discussedOn,
            @Nullable String reference,
            Mandate mandate)
            implements AmendmentCommand {}

    /**
     * Record what each party wanted when the steering group decided; what was decided follows by the group's rule.
     *
     * @param group id of the group in the terms
     * @param reference case number or paragraph of the minutes
     * @param minutesSha256 SHA-256 of the minutes, hexadecimal
     */
    record DecideAmendment(
            String agreementId,
            String amendmentId,
            String group,
            LocalDate decidedOn,
            List<Position> positions,
            @Nullable String reference,
            @Nullable String minutesSha256,
            Mandate mandate)
            implements AmendmentCommand {
        public DecideAmendment {
            positions = List.copyOf(positions);
        }
    }

    /** Record that a party signed an amendment. */
    record SignAmendment(
            String agreementId,
            String amendmentId,
            String party,
            LocalDate signedOn,
            Evidence evidence,
            Mandate mandate)
            implements AmendmentCommand {}

    /**
     * Record that an amendment was taken back.
     *
     * @param by id of the party that did; only the one that proposed it can
     */
    record WithdrawAmendment(String agreementId, String amendmentId, String by, LocalDate withdrawnOn, Mandate mandate)
            implements AmendmentCommand {}

    /** Record that a party will not sign. */
    record RejectAmendment(String agreementId, String amendmentId, String by, LocalDate rejectedOn, Mandate mandate)
            implements AmendmentCommand {}

    /** Record that a party called for renegotiation. */
    record CallForRenegotiation(
            String agreementId, String by, LocalDate calledOn, Cause cause, String concerns, Mandate mandate)
            implements AmendmentCommand {}

    /**
     * Record what a renegotiation led to.
     *
     * @param amendmentId the amendment, for {@link Outcome#AMENDED} only
     * @param reference case number or paragraph of the minutes
     */
    record CloseRenegotiation(
            String agreementId,
            String renegotiationId,
            LocalDate closedOn,
            Outcome outcome,
            @Nullable String amendmentId,
            @Nullable String reference,
            Mandate mandate)
            implements AmendmentCommand {}
}
