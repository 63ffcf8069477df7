package se.iopledger.agreement.domain.amend;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.iopledger.agreement.domain.AgreementId;
import se.iopledger.agreement.domain.AmendmentCommand.CallForRenegotiation;
import se.iopledger.agreement.domain.AmendmentCommand.CloseRenegotiation;
import se.iopledger.agreement.domain.AmendmentCommand.DecideAmendment;
import se.iopledger.agreement.domain.AmendmentCommand.DiscussAmendment;
import se.iopledger.agreement.domain.AmendmentCommand.ProposeAmendment;
import se.iopledger.agreement.domain.AmendmentCommand.RejectAmendment;
import se.iopledger.agreement.domain.AmendmentCommand.SignAmendment;
import se.iopledger.agreement.domain.AmendmentCommand.WithdrawAmendment;
import se.iopledger.agreement.domain.Story;
import se.iopledger.contracts.agreement.AmendmentEvent.Cause;
import se.iopledger.contracts.agreement.AmendmentEvent.Outcome;
import se.iopledger.contracts.agreement.AmendmentEvent.Position;
import se.iopledger.contracts.agreement.AmendmentEvent.Way;
import se.iopledger.contracts.agreement.Evidence;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.Terms;

/** What the parties of one agreement do to change it, on the day on which they do it unless a test says otherwise. */
record Changes(String agreementId) {
    static Changes of(Terms terms) {
        return new Changes(AgreementId.of(terms));
    }

    /** An amendment on version 1 that all sign, with nothing special about it. */
    Proposal propose(String by, String proposedOn, String from, Terms terms) {
        return new Proposal(agreementId, by, proposedOn, from, terms);
    }

    SignAmendment sign(String amendmentId, String party, String signedOn) {
        return sign(amendmentId, party, signedOn, signedOn, Story.document());
    }

    SignAmendment sign(String amendmentId, String party, String signedOn, String today, Evidence evidence) {
        return new SignAmendment(agreementId, amendmentId, party, LocalDate.parse(signedOn), evidence, mandate(today));
    }

    DiscussAmendment discuss(String amendmentId, @Nullable String group, String on) {
        return new DiscussAmendment(agreementId, amendmentId, group, LocalDate.parse(on), "item 4", mandate(on));
    }

    /** @param positions as "kommun for", "stadsmission against" */
    DecideAmendment decide(String amendmentId, String group, String on, String... positions) {
        return new DecideAmendment(
                agreementId,
                amendmentId,
                group,
                LocalDate.parse(on),
                positions(positions),
                "minutes, item 2",
                null,
                mandate(on));
    }

    /** Both of Norrtälje's parties were for it, which comes to light later. */
    DecideAmendment decideLate(String amendmentId, String on, String today) {
        return new DecideAmendment(
                agreementId,
                amendmentId,
                "steering",
                LocalDate.parse(on),
                positions("kommun for", "stadsmission for"),
                "minutes, item 2",
                null,
                mandate(today));
    }

    private static List<Position> positions(String... positions) {
        return Stream.of(positions)
                .map(position -> position.split(" "))
                .map(words -> new Position(words[0], words[1].equals("for")))
                .toList();
    }

    WithdrawAmendment withdraw(String amendmentId, String by, String on) {
        return new WithdrawAmendment(agreementId, amendmentId, by, LocalDate.parse(on), mandate(on));
    }

    RejectAmendment reject(String amendmentId, String by, String on) {
        return new RejectAmendment(agreementId, amendmentId, by, LocalDate.parse(on), mandate(on));
    }

    CallForRenegotiation call(String by, String on, Cause cause) {
        return new CallForRenegotiation(agreementId, by, LocalDate.parse(on), cause, "the amounts", mandate(on));
    }

    CloseRenegotiation close(String id, String on, Outcome outcome, @Nullable String amendmentId) {
        return new CloseRenegotiation(agreementId, id, LocalDate.parse(on), outcome, amendmentId, null, mandate(on));
    }

    static Mandate mandate(String today) {
        return Mandate.of(Story.APPROVER, LocalDate.parse(today));
    }

    /** A proposal that is still being written. */
    static final class Proposal {
        private final String agreementId;
        private final String by;
        private final LocalDate proposedOn;
        private final LocalDate from;
        private final Terms terms;
        private LocalDate today;
        private Way way = Way.SIGNED_BY_ALL;
        private String background = "the parties want it";
        private boolean keepsPurpose = true;
        private int madeOn = 1;
        private @Nullable String annex;
        private @Nullable String renegotiation;
        private @Nullable String supersedes;
        private @Nullable String reason;

        Proposal(String agreementId, String by, String proposedOn, String from, Terms terms) {
            this.agreementId = agreementId;
            this.by = by;
            this.proposedOn = LocalDate.parse(proposedOn);
            this.from = LocalDate.parse(from);
            this.terms = terms;
            this.today = this.proposedOn;
        }

        Proposal recordedOn(String day) {
            today = LocalDate.parse(day);
            return this;
        }

        Proposal commitmentsOnly() {
            way = Way.COMMITMENTS_ONLY;
            return this;
        }

        Proposal because(String words) {
            background = words;
            return this;
        }

        Proposal withReason(String words) {
            reason = words;
            return this;
        }

        Proposal touchingThePurpose() {
            keepsPurpose = false;
            return this;
        }

        Proposal madeOn(int version) {
            madeOn = version;
            return this;
        }

        Proposal byAnnex(String label) {
            annex = label;
            return this;
        }

        Proposal comingOf(String id) {
            renegotiation = id;
            return this;
        }

        Proposal insteadOf(String amendmentId) {
            supersedes = amendmentId;
            return this;
        }

        ProposeAmendment now() {
            return new ProposeAmendment(
                    agreementId,
                    by,
                    proposedOn,
                    way,
                    from,
                    background,
                    keepsPurpose,
                    madeOn,
                    terms,
                    annex,
                    renegotiation,
                    supersedes,
                    new Mandate(Story.REGISTRAR, proposedOn, today, reason));
        }
    }
}
