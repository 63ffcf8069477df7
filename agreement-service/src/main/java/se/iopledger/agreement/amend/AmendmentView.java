package se.iopledger.agreement.amend;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.amend.Amendment;
import se.iopledger.agreement.domain.sign.Signatures;
import se.iopledger.agreement.domain.terms.TermsDifference;
import se.iopledger.contracts.agreement.AmendmentEvent.AmendmentDecided;
import se.iopledger.contracts.agreement.AmendmentEvent.AmendmentProposed;
import se.iopledger.contracts.agreement.AmendmentEvent.How;
import se.iopledger.contracts.agreement.AmendmentEvent.Position;
import se.iopledger.contracts.agreement.AmendmentEvent.Way;
import se.iopledger.contracts.agreement.Evidence;

/**
 * An amendment as it stands.
 *
 * @param from first day on which it holds or would hold
 * @param madeOn number of the version of the terms that it changes
 * @param termsVersion its number as a version of the terms
 * @param boundOn day on which the last of what it needs was there; left out where it does not bind
 * @param closedOn day on which it was withdrawn, rejected or superseded
 * @param closedBy the party or group that did, or the amendment in its place
 * @param awaits what it still needs
 * @param changes what it changes, in words and figures
 */
record AmendmentView(
        String amendmentId,
        Status status,
        String by,
        LocalDate proposedOn,
        Way way,
        LocalDate from,
        String background,
        boolean keepsPurpose,
        int madeOn,
        int termsVersion,
        @Nullable String annex,
        @Nullable String renegotiation,
        @Nullable String supersedes,
        List<Awaited> awaits,
        List<Discussion> discussions,
        @Nullable Decided decision,
        List<Signed> signatures,
        @Nullable LocalDate boundOn,
        @Nullable LocalDate closedOn,
        @Nullable String closedBy,
        List<TermsDifference.Change> changes,
        List<String> clauses) {
    /** How far it has come. */
    enum Status {
        OPEN,
        /** It has all that it needs. */
        BINDS,
        WITHDRAWN,
        REJECTED,
        SUPERSEDED
    }

    /**
     * Something that it still needs.
     *
     * @param what {@code SIGNATURE} or {@code DECISION}
     * @param of id of the party or group
     * @param text for a person
     */
    record Awaited(String what, String of, String text) {}

    record Discussion(
            @Nullable String group,
            LocalDate discussedOn,
            @Nullable String reference) {}

    record Decided(
            String group,
            LocalDate decidedOn,
            List<Position> positions,
            How how,
            boolean adopted,
            @Nullable String reference,
            @Nullable String minutesSha256,
            List<String> clauses) {}

    record Signed(String party, LocalDate signedOn, Evidence evidence) {}

    static AmendmentView of(Known known, Amendment amendment) {
        AmendmentProposed proposal = amendment.proposal();
        Amendment.Closing closing = amendment.closing();
        return new AmendmentView(
                amendment.id(),
                status(amendment),
                proposal.by(),
                proposal.proposedOn(),
                proposal.way(),
                proposal.from(),
                proposal.background(),
                proposal.keepsPurpose(),
                proposal.madeOn(),
                proposal.termsVersion(),
                proposal.annex(),
                proposal.renegotiation(),
                proposal.supersedes(),
                amendment.awaits().stream().map(AmendmentView::view).toList(),
                amendment.discussions().stream()
                        .map(held -> new Discussion(held.group(), held.discussedOn(), held.reference()))
                        .toList(),
                amendment.decision() == null ? null : view(amendment.decision()),
                amendment.signatures().all().stream().map(AmendmentView::view).toList(),
                amendment.boundOn().orElse(null),
                closing == null ? null : closing.on(),
                closing == null ? null : closing.by(),
                known.termsNumbered(proposal.madeOn())
                        .map(base ->
                                TermsDifference.between(base, proposal.terms()).changes())
                        .orElse(List.of()),
                proposal.clauses());
    }

    private static Status status(Amendment amendment) {
        Amendment.Closing closing = amendment.closing();
        if (closing == null) {
            return amendment.mayStillBind() ? Status.OPEN : Status.BINDS;
        }
        return switch (closing.how()) {
            case WITHDRAWN -> Status.WITHDRAWN;
            case REJECTED -> Status.REJECTED;
            case SUPERSEDED -> Status.SUPERSEDED;
        };
    }

    private static Awaited view(Amendment.Awaited awaited) {
        return switch (awaited) {
            case Amendment.Awaited.SignatureOf(String party) ->
                new Awaited("SIGNATURE", party, "the signature of the party " + party);
            case Amendment.Awaited.DecisionOf(String group) ->
                new Awaited("DECISION", group, "the decision of the group " + group);
        };
    }

    private static Decided view(AmendmentDecided decided) {
        return new Decided(
                decided.group(),
                decided.decidedOn(),
                decided.positions(),
                decided.how(),
                decided.adopted(),
                decided.reference(),
                decided.minutesSha256(),
                decided.clauses());
    }

    private static Signed view(Signatures.Signature signature) {
        return new Signed(signature.party(), signature.signedOn(), signature.evidence());
    }
}
