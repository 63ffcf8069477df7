package se.iopledger.contracts.agreement;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.terms.Terms;

/**
 * An event of a change of the terms, from its proposal to its being signed, rejected or withdrawn, and of the
 * renegotiations that lead to one. That a version of the terms binds is told as {@link LifeEvent.TermsChanged}.
 */
public sealed interface AmendmentEvent extends FactEvent {
    /**
     * A change of the terms was proposed.
     *
     * @param amendmentId names the amendment inside the agreement, as amendment-1
     * @param registeredBy opaque id of who recorded it: who records what makes it bind must be somebody else
     * @param by id of the party that proposes it
     * @param proposedOn day of the proposal
     * @param way by which of the agreement's ways the terms are changed
     * @param from first day on which the changed terms are to hold
     * @param background why, in words; kept with the agreement
     * @param keepsPurpose whether goal, purpose and values stay
     * @param madeOn number of the version of the terms that it changes
     * @param termsVersion the number of the changed terms as a version, whether they come to bind or not
     * @param terms the whole terms as changed
     * @param annex label of the document that brings the change, where an annex does
     * @param renegotiation id of the renegotiation that it comes of
     * @param supersedes id of the open amendment in whose place it comes
     * @param needs what has to be there for it to bind
     * @param clauses clauses by which the agreement is changed
     */
    record AmendmentProposed(
            String agreementId,
            String amendmentId,
            String registeredBy,
            String by,
            LocalDate proposedOn,
            Way way,
            LocalDate from,
            String background,
            boolean keepsPurpose,
            int madeOn,
            int termsVersion,
            Terms terms,
            @Nullable String annex,
            @Nullable String renegotiation,
            @Nullable String supersedes,
            Needs needs,
            List<String> clauses)
            implements AmendmentEvent {
        public AmendmentProposed {
            clauses = List.copyOf(clauses);
        }
    }

    /** How terms are changed. */
    enum Way {
        /** By all parties, in the form that the agreement asks for; also by an annex. */
        SIGNED_BY_ALL,
        /** Single commitments, without renegotiation and signatures, since goal, purpose and values stay. */
        COMMITMENTS_ONLY
    }

    /**
     * What an amendment needs to bind.
     *
     * @param signatures ids of the parties that sign it
     * @param decisionOf id of the group that decides on it; left out where none has to
     */
    record Needs(List<String> signatures, @Nullable String decisionOf) {
        public Needs {
            signatures = List.copyOf(signatures);
        }
    }

    /**
     * An amendment was discussed.
     *
     * @param amendmentId the amendment
     * @param group id of the group in the terms in which it was; left out for a dialogue of the parties themselves
     * @param discussedOn day of the discussion
     * @param reference case number or paragraph of the minutes
     */
    record AmendmentDiscussed(
            String agreementId,
            String amendmentId,
            @Nullable String group,
            LocalDate discussedOn,
            @Nullable String reference)
            implements AmendmentEvent {}

    /**
     * The steering group decided on an amendment. One that is not adopted is rejected.
     *
     * @param amendmentId the amendment
     * @param group id of the group in the terms
     * @param decidedOn day of the decision
     * @param positions what each party wanted
     * @param how by what the decision was made
     * @param adopted whether the amendment was adopted
     * @param reference case number or paragraph of the minutes
     * @param minutesSha256 SHA-256 of the minutes, hexadecimal
     * @param clauses clauses by which the group decides
     */
    record AmendmentDecided(
            String agreementId,
            String amendmentId,
            String group,
            LocalDate decidedOn,
            List<Position> positions,
            How how,
            boolean adopted,
            @Nullable String reference,
            @Nullable String minutesSha256,
            List<String> clauses)
            implements AmendmentEvent {
        public AmendmentDecided {
            positions = List.copyOf(positions);
            clauses = List.copyOf(clauses);
        }
    }

    /**
     * What a party wanted.
     *
     * @param party id of the party in the terms
     * @param isFor whether it was for the amendment
     */
    record Position(String party, boolean isFor) {}

    /** By what a group decided. */
    enum How {
        /** All wanted the same. */
        CONSENSUS,
        /** The party decided that the terms name for this where there is no consensus. */
        TIE_BREAK,
        /** There was none, and the terms name nobody who decides then. */
        NO_CONSENSUS
    }

    /**
     * A party signed an amendment.
     *
     * @param amendmentId the amendment
     * @param party id of the party
     * @param signedOn day of the signature
     */
    record AmendmentSigned(String agreementId, String amendmentId, String party, LocalDate signedOn, Evidence evidence)
            implements AmendmentEvent {}

    /**
     * The party that proposed an amendment took it back before it bound.
     *
     * @param amendmentId the amendment
     * @param withdrawnOn day on which it was taken back
     */
    record AmendmentWithdrawn(String agreementId, String amendmentId, LocalDate withdrawnOn)
            implements AmendmentEvent {}

    /**
     * A party will not sign an amendment.
     *
     * @param amendmentId the amendment
     * @param by id of the party
     * @param rejectedOn day on which it said so
     */
    record AmendmentRejected(String agreementId, String amendmentId, String by, LocalDate rejectedOn)
            implements AmendmentEvent {}

    /**
     * Renegotiation was called for.
     *
     * @param renegotiationId names the renegotiation inside the agreement, as renegotiation-1
     * @param by id of the party that called for it
     * @param calledOn day of the call
     * @param cause what entitles to it
     * @param concerns what is to be renegotiated, in words
     * @param clauses clauses by which it may be called for
     */
    record RenegotiationCalled(
            String agreementId,
            String renegotiationId,
            String by,
            LocalDate calledOn,
            Cause cause,
            String concerns,
            List<String> clauses)
            implements AmendmentEvent {
        public RenegotiationCalled {
            clauses = List.copyOf(clauses);
        }
    }

    /** What entitles a party to call for renegotiation. */
    enum Cause {
        /** The terms let any party call for it, for whatever cause. */
        ANY_PARTY_MAY_CALL,
        /** A change that touches goal, purpose or values is renegotiated. */
        CHANGE_OF_PURPOSE,
        /** The index by which amounts are adjusted is no longer published. */
        INDEX_CEASED,
        /** The parties analysed the needs together, when the terms have them do so, and found them changed (NOR-12). */
        NEEDS_CHANGED
    }

    /**
     * A renegotiation came to its end.
     *
     * @param renegotiationId the renegotiation
     * @param closedOn day on which it was closed
     * @param outcome what came of it
     * @param amendmentId the amendment that it led to, where it led to one
     * @param reference case number or paragraph of the minutes
     */
    record RenegotiationClosed(
            String agreementId,
            String renegotiationId,
            LocalDate closedOn,
            Outcome outcome,
            @Nullable String amendmentId,
            @Nullable String reference)
            implements AmendmentEvent {}

    /** What came of a renegotiation. */
    enum Outcome {
        /** An amendment that binds. */
        AMENDED,
        /** The terms stay as they are. */
        UNCHANGED,
        /** The parties go apart, by whatever way out the terms have. */
        PARTING
    }
}
