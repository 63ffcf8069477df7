package se.iopledger.agreement.domain.amend;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.AmendmentCommand.DecideAmendment;
import se.iopledger.agreement.domain.AmendmentCommand.DiscussAmendment;
import se.iopledger.agreement.domain.AmendmentCommand.RejectAmendment;
import se.iopledger.agreement.domain.AmendmentCommand.SignAmendment;
import se.iopledger.agreement.domain.AmendmentCommand.WithdrawAmendment;
import se.iopledger.agreement.domain.Refusals;
import se.iopledger.agreement.domain.Stage;
import se.iopledger.agreement.domain.life.Life;
import se.iopledger.agreement.domain.sign.SignatureRules;
import se.iopledger.agreement.domain.terms.TermsDifference;
import se.iopledger.contracts.agreement.AmendmentEvent.Position;
import se.iopledger.contracts.agreement.AmendmentEvent.Way;
import se.iopledger.contracts.agreement.Evidence;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.AmendmentRule;
import se.iopledger.contracts.terms.Group;
import se.iopledger.contracts.terms.GroupKind;
import se.iopledger.contracts.terms.NoticeForm;
import se.iopledger.contracts.terms.Party;
import se.iopledger.contracts.terms.Terms;

/** What forbids what is done to an amendment, and what all that changes the terms has in common. */
@CheckReturnValue
final class AmendmentRules {
    private static final int LONGEST_TEXT = 2000;

    private AmendmentRules() {}

    static Rejection agreementMustBeInForce() {
        return Rejection.conflict(
                "AgreementMustBeInForce",
                "only an agreement that is in force is amended; a draft is voided and registered anew");
    }

    static Rejection amendmentMustBeKnown() {
        return Rejection.unknown("AmendmentMustBeKnown", "no amendment with this id is recorded");
    }

    static Rejection amendmentMustBeOpen(Amendment amendment) {
        Amendment.Closing closing = amendment.closing();
        String how = closing == null
                ? "binds since " + amendment.boundOn().map(LocalDate::toString).orElse("it was proposed")
                : switch (closing.how()) {
                    case WITHDRAWN -> "was withdrawn on " + closing.on();
                    case REJECTED -> "was rejected on " + closing.on() + " by " + closing.by();
                    case SUPERSEDED -> "was superseded by " + closing.by();
                };
        return Rejection.conflict("AmendmentMustBeOpen", "the amendment " + how);
    }

    /** A day on which something was done: reasonable, not in the future, and while the agreement was in force. */
    static Optional<Rejection> day(Known known, String pointer, LocalDate day, Mandate mandate) {
        return Refusals.first(List.of(
                closingDay(pointer, day, mandate),
                known.stage() instanceof Stage.Ended ended && day.isAfter(ended.lastDay())
                        ? Optional.of(Refusals.agreementMustNotHaveEnded(known, ended))
                        : Optional.empty()));
    }

    /** What was under way when the agreement ended is brought to an end after it too, on the day on which that is done. */
    static Optional<Rejection> closingDay(String pointer, LocalDate day, Mandate mandate) {
        return Refusals.first(List.of(
                Refusals.dateMustBeReasonable(pointer, day),
                Refusals.when(
                        day.isAfter(mandate.today()),
                        () -> Rejection.at(
                                pointer,
                                "DayMustNotBeInTheFuture",
                                "it is dated " + day + ", today is " + mandate.today()))));
    }

    static Optional<Rejection> mustNotPrecede(String pointer, LocalDate day, LocalDate first, String what) {
        return Refusals.when(
                day.isBefore(first),
                () -> Rejection.at(
                        pointer, "StepsMustFollowOneAnother", "it is dated " + day + ", but " + what + " on " + first));
    }

    static Optional<Rejection> partyMustBeInTheTerms(Terms terms, String pointer, String party) {
        return Refusals.when(
                terms.parties().stream().map(Party::id).noneMatch(party::equals),
                () -> Rejection.at(pointer, "PartyMustBeInTheTerms", "the agreement has no party with this id"));
    }

    /** A text that may be left out. */
    static Optional<Rejection> text(String pointer, @Nullable String text) {
        return Refusals.first(List.of(
                Refusals.when(
                        text != null && (text.isBlank() || text.length() > LONGEST_TEXT),
                        () -> Rejection.at(
                                pointer,
                                "TextMustFitTheLimit",
                                "leave it out, or say it in 1 to " + LONGEST_TEXT + " characters")),
                Refusals.personalIdentityNumberMustNotBeGiven(pointer, text)));
    }

    static Optional<Rejection> textMustBeStated(String pointer, String text, String rule, String detail) {
        return Refusals.first(
                List.of(Refusals.when(text.isBlank(), () -> Rejection.at(pointer, rule, detail)), text(pointer, text)));
    }

    /** Clauses by which terms are changed. */
    static List<String> amendmentClauses(Terms terms) {
        AmendmentRule rule = terms.amendments();
        return rule == null ? List.of() : rule.clauses();
    }

    /** Two amendments may be under way at once; the one that binds first takes the ground from under the other. */
    static Optional<Rejection> amendmentMustBeMadeOnTheTermsInEffect(Known known, int madeOn) {
        Life.Version latest = ProposalRules.base(known);
        return Refusals.when(
                latest.number() != madeOn,
                () -> Rejection.conflict(
                                "AmendmentMustBeMadeOnTheTermsInEffect",
                                "it was made on version " + madeOn + " of the terms, and version " + latest.number()
                                        + " holds from " + latest.from() + ". What changed under it: "
                                        + known.termsNumbered(madeOn)
                                                .map(base -> TermsDifference.between(base, latest.terms())
                                                        .inWords())
                                                .orElse("version " + madeOn + " no longer stands")
                                        + ". Make it anew on version " + latest.number()
                                        + ", and name the amendment in whose place it comes")
                        .by(Refusals.clausesOf(amendmentClauses(latest.terms()))));
    }

    /** What would make it bind is refused where its terms would undo others, or never hold. */
    private static Optional<Rejection> amendmentMustStillBeOfUse(Known known, Amendment amendment) {
        return amendmentMustBeMadeOnTheTermsInEffect(known, amendment.proposal().madeOn())
                .or(() -> ProposalRules.amendmentMustTakeEffectInThePeriod(known, amendment));
    }

    /** Four eyes: what makes other terms bind is not recorded by whoever recorded their proposal. */
    private static Optional<Rejection> confirmerMustNotHaveProposed(Amendment amendment, Mandate mandate) {
        return Refusals.when(
                amendment.proposal().registeredBy().equals(mandate.actor()),
                () -> Rejection.forbidden(
                        "ConfirmerMustNotHaveProposed",
                        "four eyes: whoever recorded the proposal may not record what makes it bind"));
    }

    private static Optional<Rejection> afterTheProposal(String pointer, LocalDate day, Amendment amendment) {
        return mustNotPrecede(pointer, day, amendment.proposal().proposedOn(), "the amendment was proposed");
    }

    static List<Optional<Rejection>> discussion(Known known, Amendment amendment, DiscussAmendment command) {
        String group = command.group();
        return List.of(
                day(known, "/discussedOn", command.discussedOn(), command.mandate()),
                afterTheProposal("/discussedOn", command.discussedOn(), amendment),
                group == null ? Optional.empty() : groupMustBeInTheTerms(known, amendment, group),
                text("/reference", command.reference()),
                Refusals.reasonMustNotHoldAnIdentityNumber(command.mandate()));
    }

    private static Optional<Rejection> groupMustBeInTheTerms(Known known, Amendment amendment, String group) {
        return Refusals.when(
                GroupDecision.group(known, amendment, group).isEmpty(),
                () -> Rejection.at("/group", "GroupMustBeInTheTerms", "the terms have no group with this id"));
    }

    static List<Optional<Rejection>> decision(
            Known known, Amendment amendment, DecideAmendment command, Optional<GroupDecision> reached) {
        return List.of(
                day(known, "/decidedOn", command.decidedOn(), command.mandate()),
                afterTheProposal("/decidedOn", command.decidedOn(), amendment),
                groupMustBeInTheTerms(known, amendment, command.group()),
                steeringGroupDecides(known, amendment, command),
                amendmentMustNotBeDecidedTwice(amendment),
                everyPartyMustHaveOnePosition(known, amendment, command),
                decisionRuleMustBeStated(known, amendment, command, reached),
                decisionMustBeReferredTo(amendment, command),
                digestMustBeSha256(command.minutesSha256()),
                reached.filter(GroupDecision::adopted).isPresent()
                        ? amendmentMustStillBeOfUse(known, amendment)
                        : Optional.empty(),
                confirmerMustNotHaveProposed(amendment, command.mandate()),
                text("/reference", command.reference()),
                Refusals.reasonMustNotHoldAnIdentityNumber(command.mandate()));
    }

    private static Optional<Rejection> steeringGroupDecides(Known known, Amendment amendment, DecideAmendment command) {
        Optional<Group> other = GroupDecision.group(known, amendment, command.group())
                .filter(group -> group.kind() != GroupKind.STEERING);
        return other.map(group -> Rejection.at(
                        "/group", "AmendmentsAreForTheSteeringGroup", "the steering group decides on other terms")
                .by(Refusals.clausesOf(group.clauses())));
    }

    private static Optional<Rejection> amendmentMustNotBeDecidedTwice(Amendment amendment) {
        return Refusals.when(
                amendment.decision() != null,
                () -> Rejection.conflict(
                                "AmendmentMustNotBeDecidedTwice", "the group's decision on it is recorded already")
                        .by(Refusals.clausesOf(amendment.proposal().clauses())));
    }

    private static Optional<Rejection> everyPartyMustHaveOnePosition(
            Known known, Amendment amendment, DecideAmendment command) {
        List<String> parties = known.termsNumbered(amendment.proposal().madeOn()).stream()
                .flatMap(terms -> terms.parties().stream())
                .map(Party::id)
                .sorted()
                .toList();
        return Refusals.when(
                !command.positions().stream()
                        .map(Position::party)
                        .sorted()
                        .toList()
                        .equals(parties),
                () -> Rejection.at(
                        "/positions",
                        "EveryPartyMustHaveOnePosition",
                        "say of each of the parties once whether it was for the amendment"));
    }

    private static Optional<Rejection> decisionRuleMustBeStated(
            Known known, Amendment amendment, DecideAmendment command, Optional<GroupDecision> reached) {
        return Refusals.when(
                reached.isEmpty(),
                () -> Rejection.conflict(
                                "DecisionRuleMustBeStated",
                                "the terms do not say how the group decides when its parties do not agree; a decision"
                                        + " has to settle it first")
                        .in("/positions")
                        .by(Refusals.clausesOf(GroupDecision.group(known, amendment, command.group())
                                .map(Group::clauses)
                                .orElse(List.of()))));
    }

    /** UPP-17, STO-5: background and decision are registered and kept. */
    private static Optional<Rejection> decisionMustBeReferredTo(Amendment amendment, DecideAmendment command) {
        return Refusals.when(
                amendment.proposal().way() == Way.COMMITMENTS_ONLY && command.reference() == null,
                () -> Rejection.at(
                                "/reference",
                                "DecisionMustBeReferredTo",
                                "the decision is kept with the agreement: give its case number or paragraph")
                        .by(Refusals.clausesOf(amendment.proposal().clauses())));
    }

    private static Optional<Rejection> digestMustBeSha256(@Nullable String digest) {
        return Refusals.when(
                digest != null && !digest.matches("[0-9a-f]{64}"),
                () -> Rejection.at(
                        "/minutesSha256", "DigestMustBeSha256", "a digest is 64 hexadecimal digits, in lower case"));
    }

    static List<Optional<Rejection>> signature(Known known, Amendment amendment, SignAmendment command) {
        Evidence evidence = command.evidence();
        return List.of(
                signatureMustBeNeeded(amendment, "/party", command.party()),
                partyMustNotSignTwice(amendment, command),
                day(known, "/signedOn", command.signedOn(), command.mandate()),
                afterTheProposal("/signedOn", command.signedOn(), amendment),
                Refusals.evidenceMustBearAReasonableDate(evidence),
                Refusals.evidenceMustHold(evidence),
                SignatureRules.signatureMustBearTheDateOfItsEvidence(command.signedOn(), evidence),
                amendmentMustBeInWriting(known, amendment, evidence),
                amendmentMustStillBeOfUse(known, amendment),
                confirmerMustNotHaveProposed(amendment, command.mandate()),
                Refusals.evidenceMustNotHoldAnIdentityNumber(evidence),
                Refusals.reasonMustNotHoldAnIdentityNumber(command.mandate()));
    }

    private static Optional<Rejection> signatureMustBeNeeded(Amendment amendment, String pointer, String party) {
        List<String> needed = amendment.proposal().needs().signatures();
        return Refusals.when(
                !needed.contains(party),
                () -> Rejection.at(
                                pointer,
                                "SignatoryMustBeAParty",
                                needed.isEmpty()
                                        ? "the steering group decides on this amendment; nobody signs it"
                                        : "only a party signs an amendment; this is none of "
                                                + String.join(", ", needed))
                        .by(Refusals.clausesOf(amendment.proposal().clauses())));
    }

    private static Optional<Rejection> partyMustNotSignTwice(Amendment amendment, SignAmendment command) {
        return Refusals.when(
                amendment.signatures().of(command.party()).isPresent(),
                () -> Rejection.conflict("PartyMustNotSignTwice", "this party's signature is recorded already")
                        .in("/party")
                        .by(Refusals.clausesOf(amendment.proposal().clauses())));
    }

    /** UPP-17, STO-5: an assumption is no writing. Where the paper is silent an assumed signature counts, and is found. */
    private static Optional<Rejection> amendmentMustBeInWriting(Known known, Amendment amendment, Evidence evidence) {
        boolean inWriting = known.termsNumbered(amendment.proposal().madeOn())
                .map(Terms::amendments)
                .filter(rule -> rule.form() == NoticeForm.WRITTEN)
                .isPresent();
        return Refusals.when(
                inWriting && evidence.kind() == Evidence.Kind.ASSUMED,
                () -> Rejection.at(
                                "/evidence/kind",
                                "AmendmentMustBeInWriting",
                                "amendments are made in writing; a signature on one is not assumed")
                        .by(Refusals.clausesOf(amendment.proposal().clauses())));
    }

    static List<Optional<Rejection>> withdrawal(Amendment amendment, WithdrawAmendment command) {
        return List.of(
                Refusals.when(
                        !amendment.proposal().by().equals(command.by()),
                        () -> Rejection.at(
                                "/by",
                                "OnlyTheProposerWithdraws",
                                "an amendment is withdrawn by the party that proposed it; another rejects it")),
                closingDay("/withdrawnOn", command.withdrawnOn(), command.mandate()),
                afterTheProposal("/withdrawnOn", command.withdrawnOn(), amendment),
                Refusals.reasonMustNotHoldAnIdentityNumber(command.mandate()));
    }

    static List<Optional<Rejection>> rejection(Amendment amendment, RejectAmendment command) {
        return List.of(
                signatureMustBeNeeded(amendment, "/by", command.by()),
                Refusals.when(
                        amendment.signatures().of(command.by()).isPresent(),
                        () -> Rejection.conflict(
                                        "PartyMustNotRejectWhatItSigned", "this party's signature is recorded already")
                                .in("/by")
                                .by(Refusals.clausesOf(amendment.proposal().clauses()))),
                closingDay("/rejectedOn", command.rejectedOn(), command.mandate()),
                afterTheProposal("/rejectedOn", command.rejectedOn(), amendment),
                Refusals.reasonMustNotHoldAnIdentityNumber(command.mandate()));
    }
}
