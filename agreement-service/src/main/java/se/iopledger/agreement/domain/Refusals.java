package se.iopledger.agreement.domain;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.iopledger.agreement.domain.AgreementCommand.ApproveAgreement;
import se.iopledger.agreement.domain.AgreementCommand.SignAgreement;
import se.iopledger.agreement.domain.AgreementCommand.VoidAgreement;
import se.iopledger.contracts.PersonalIdentityNumbers;
import se.iopledger.contracts.agreement.Evidence;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.Condition;
import se.iopledger.contracts.terms.ConditionKind;

/** The rules that forbid a command on an agreement, one method each, named after the rule. */
final class Refusals {
    private static final ZoneId STOCKHOLM = ZoneId.of("Europe/Stockholm");

    private Refusals() {}

    static Rejection agreementMustBeRegistered() {
        return Rejection.unknown("AgreementMustBeRegistered", "no agreement is registered under this id");
    }

    static Rejection agreementMustNotBeRegisteredTwice(Agreement.Known known) {
        String detail = known.registration().terms().caseNumber() == null
                ? "an agreement between these parties for this period is registered already in this municipality"
                : "this case number is registered already in this municipality";
        return Rejection.conflict("AgreementMustNotBeRegisteredTwice", detail);
    }

    static Rejection agreementMustNotBeVoided() {
        return Rejection.conflict("AgreementMustNotBeVoided", "the registration has been voided; register anew");
    }

    static Rejection agreementMustNotHaveExpired(Agreement.Expired expired) {
        return Rejection.conflict("AgreementMustNotHaveExpired", "the agreement ended on " + expired.lastDay())
                .by(clausesOf(expired.registration().terms().period().clauses()));
    }

    static Rejection agreementMustNotBeApprovedTwice(Agreement.Approval approval) {
        return Rejection.conflict(
                "AgreementMustNotBeApprovedTwice",
                "the decision of " + approval.decidedOn() + " by " + approval.decidedBy() + " is recorded already");
    }

    static Optional<Rejection> approverMustNotHaveRegistered(Agreement.Known known, ApproveAgreement command) {
        return when(
                known.registration().registeredBy().equals(command.mandate().actor()),
                Rejection.forbidden(
                        "ApproverMustNotHaveRegistered",
                        "four eyes: whoever registered the agreement may not record its approval"));
    }

    static Optional<Rejection> dateMustBeReasonable(String pointer, LocalDate date) {
        return when(
                !ReasonableDates.include(date), Rejection.at(pointer, ReasonableDates.RULE, ReasonableDates.DETAIL));
    }

    /** The signing service's time, by its date as written: at the ends of the calendar no zone could be applied. */
    static Optional<Rejection> evidenceMustBearAReasonableDate(Evidence evidence) {
        var signedAt = evidence.signedAt();
        return signedAt == null ? Optional.empty() : dateMustBeReasonable("/evidence/signedAt", signedAt.toLocalDate());
    }

    static Optional<Rejection> approvalMustNotBeInTheFuture(ApproveAgreement command) {
        return when(
                command.decidedOn().isAfter(command.mandate().today()),
                Rejection.at(
                        "/decidedOn",
                        "ApprovalMustNotBeInTheFuture",
                        "the decision is dated " + command.decidedOn() + ", today is "
                                + command.mandate().today()));
    }

    static Optional<Rejection> approvalMustNotPrecedeItsProposal(Agreement.Known known, ApproveAgreement command) {
        var decision = known.registration().terms().decision();
        LocalDate proposedOn = decision == null ? null : decision.proposedOn();
        if (decision == null || proposedOn == null || !command.decidedOn().isBefore(proposedOn)) {
            return Optional.empty();
        }
        return Optional.of(Rejection.at(
                        "/decidedOn",
                        "ApprovalMustNotPrecedeItsProposal",
                        "the decision is dated " + command.decidedOn() + ", but was proposed on " + proposedOn)
                .by(clausesOf(decision.clauses())));
    }

    static Optional<Rejection> decidingBodyMustBeNamed(ApproveAgreement command) {
        return when(
                command.decidedBy().isBlank(),
                Rejection.at("/decidedBy", "DecidingBodyMustBeNamed", "say which body decided"));
    }

    static Optional<Rejection> signatoryMustBeAParty(Agreement.Known known, SignAgreement command) {
        boolean isParty = known.registration().terms().parties().stream()
                .anyMatch(party -> party.id().equals(command.party()));
        return when(
                !isParty,
                Rejection.at(
                                "/party",
                                "SignatoryMustBeAParty",
                                "the agreement has no party with this id; only its parties sign it")
                        .by(signingClauses(known)));
    }

    static Optional<Rejection> partyMustNotSignTwice(Agreement.Known known, SignAgreement command) {
        boolean hasSigned = known.signatures().stream()
                .anyMatch(signature -> signature.party().equals(command.party()));
        return when(
                hasSigned,
                Rejection.conflict("PartyMustNotSignTwice", "this party's signature is recorded already")
                        .by(signingClauses(known)));
    }

    static Optional<Rejection> signatureMustNotBeInTheFuture(SignAgreement command) {
        return when(
                command.signedOn().isAfter(command.mandate().today()),
                Rejection.at(
                        "/signedOn",
                        "SignatureMustNotBeInTheFuture",
                        "the signature is dated " + command.signedOn() + ", today is "
                                + command.mandate().today()));
    }

    static Optional<Rejection> signatureMustBearTheDateOfItsEvidence(SignAgreement command) {
        var signedAt = command.evidence().signedAt();
        if (signedAt == null) {
            return Optional.empty();
        }
        if (!ReasonableDates.include(signedAt.toLocalDate())) {
            return evidenceMustBearAReasonableDate(command.evidence());
        }
        LocalDate evidenced = signedAt.atZoneSameInstant(STOCKHOLM).toLocalDate();
        return when(
                !evidenced.equals(command.signedOn()),
                Rejection.at(
                        "/signedOn",
                        "SignatureMustBearTheDateOfItsEvidence",
                        "the signature is dated " + command.signedOn() + ", its electronic evidence " + evidenced));
    }

    static Optional<Rejection> electronicEvidenceMustNameItsTransaction(Evidence evidence) {
        boolean incomplete =
                evidence.transactionId() == null || evidence.transactionId().isBlank() || evidence.signedAt() == null;
        return when(
                evidence.kind() == Evidence.Kind.ELECTRONIC_SIGNATURE && incomplete,
                Rejection.at(
                        "/evidence",
                        "ElectronicEvidenceMustNameItsTransaction",
                        "an electronic signature is evidenced by the signing service's transaction id and time"));
    }

    static Optional<Rejection> assumedEvidenceMustSayWhy(Evidence evidence) {
        return when(
                evidence.kind() == Evidence.Kind.ASSUMED && isBlank(evidence.note()),
                Rejection.at(
                        "/evidence/note",
                        "AssumedEvidenceMustSayWhy",
                        "what is assumed and not evidenced must say why"));
    }

    static Optional<Rejection> voiderMustNotHaveRegistered(Agreement.Known known, VoidAgreement command) {
        return when(
                known.registration().registeredBy().equals(command.mandate().actor()),
                Rejection.forbidden(
                        "VoiderMustNotHaveRegistered", "four eyes: whoever registered the agreement may not void it"));
    }

    static Optional<Rejection> voidMustStateItsReason(VoidAgreement command) {
        return when(
                isBlank(command.mandate().reason()),
                Rejection.at("/reason", "VoidMustStateItsReason", "say why the registration was a mistake"));
    }

    /** Any text of a command, by its JSON pointer: free text, and references, which are pasted from evidence (NOR-13). */
    static Optional<Rejection> personalIdentityNumberMustNotBeGiven(String pointer, @Nullable String text) {
        return when(
                text != null && PersonalIdentityNumbers.occurIn(text),
                Rejection.at(
                        pointer,
                        "PersonalIdentityNumberMustNotBeGiven",
                        "the text holds what reads as a personal identity number; leave it out"));
    }

    static Optional<Rejection> first(List<Optional<Rejection>> rules) {
        return rules.stream().flatMap(Optional::stream).findFirst();
    }

    private static Optional<Rejection> when(boolean broken, Rejection rejection) {
        return broken ? Optional.of(rejection) : Optional.empty();
    }

    private static String[] signingClauses(Agreement.Known known) {
        return known.registration().terms().conditions().stream()
                .filter(condition -> condition.kind() == ConditionKind.ALL_PARTIES_SIGNED)
                .map(Condition::clauses)
                .flatMap(List::stream)
                .toArray(String[]::new);
    }

    private static String[] clausesOf(List<String> clauses) {
        return clauses.toArray(String[]::new);
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
