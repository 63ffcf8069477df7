package se.iopledger.agreement.domain.sign;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.AgreementCommand.SignAgreement;
import se.iopledger.agreement.domain.Impossible;
import se.iopledger.agreement.domain.Refusals;
import se.iopledger.agreement.domain.Stage;
import se.iopledger.agreement.domain.finding.Findings;
import se.iopledger.agreement.domain.sign.Signatures.Signature;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementSigned;
import se.iopledger.contracts.agreement.Evidence;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.Condition;
import se.iopledger.contracts.terms.ConditionKind;
import se.iopledger.contracts.terms.Period;

/** Recording the parties' signatures. */
@CheckReturnValue
public final class Signing {
    private Signing() {}

    /** Decides a signature. */
    public static Decision<AgreementEvent> decide(Known known, SignAgreement command) {
        return switch (known.stage()) {
            // In force all parties have signed, so that this can only be one of them again, or none of them.
            case Stage.Draft _, Stage.Approved _, Stage.InForce _ -> sign(known, command);
            case Stage.Ended ended -> Decision.rejected(Refusals.agreementMustNotHaveEnded(known, ended));
            case Stage.Voided _ -> Decision.rejected(Refusals.agreementMustNotBeVoided());
        };
    }

    private static Decision<AgreementEvent> sign(Known known, SignAgreement command) {
        Evidence evidence = command.evidence();
        return Refusals.unless(
                List.of(
                        signatoryMustBeAParty(known, command),
                        partyMustNotSignTwice(known, command),
                        Refusals.dateMustBeReasonable("/signedOn", command.signedOn()),
                        Refusals.evidenceMustBearAReasonableDate(evidence),
                        signatureMustNotBeInTheFuture(command),
                        signatureMustComeBeforeTheLastDay(known, command),
                        Refusals.electronicEvidenceMustNameItsTransaction(evidence),
                        SignatureRules.signatureMustBearTheDateOfItsEvidence(command.signedOn(), evidence),
                        Refusals.assumedEvidenceMustSayWhy(evidence),
                        Refusals.evidenceMustNotHoldAnIdentityNumber(evidence),
                        Refusals.reasonMustNotHoldAnIdentityNumber(command.mandate())),
                () -> {
                    List<AgreementEvent> facts = new ArrayList<>();
                    facts.add(new AgreementSigned(known.agreementId(), command.party(), command.signedOn(), evidence));
                    facts.addAll(Findings.raised(
                            known.agreementId(), Findings.ofSignature(known.terms(), command.party(), evidence)));
                    return facts;
                });
    }

    private static Optional<Rejection> signatoryMustBeAParty(Known known, SignAgreement command) {
        boolean isParty = known.registration().terms().parties().stream()
                .anyMatch(party -> party.id().equals(command.party()));
        return Refusals.when(
                !isParty,
                () -> Rejection.at(
                                "/party",
                                "SignatoryMustBeAParty",
                                "the agreement has no party with this id; only its parties sign it")
                        .by(signingClauses(known)));
    }

    private static Optional<Rejection> partyMustNotSignTwice(Known known, SignAgreement command) {
        return Refusals.when(
                known.signatures().of(command.party()).isPresent(),
                () -> Rejection.conflict("PartyMustNotSignTwice", "this party's signature is recorded already")
                        .by(signingClauses(known)));
    }

    private static Optional<Rejection> signatureMustNotBeInTheFuture(SignAgreement command) {
        return Refusals.when(
                command.signedOn().isAfter(command.mandate().today()),
                () -> Rejection.at(
                        "/signedOn",
                        "SignatureMustNotBeInTheFuture",
                        "the signature is dated " + command.signedOn() + ", today is "
                                + command.mandate().today()));
    }

    /** What nobody had signed in all of its time was never in force. */
    private static Optional<Rejection> signatureMustComeBeforeTheLastDay(Known known, SignAgreement command) {
        Period period = known.registration().terms().period();
        return Refusals.when(
                command.signedOn().isAfter(period.last()),
                () -> Rejection.at(
                                "/signedOn",
                                "SignatureMustComeBeforeTheLastDay",
                                "the agreement's period ended on " + period.last())
                        .by(Refusals.clausesOf(period.clauses())));
    }

    private static String[] signingClauses(Known known) {
        return Refusals.clausesOf(known.registration().terms().conditions().stream()
                .filter(condition -> condition.kind() == ConditionKind.ALL_PARTIES_SIGNED)
                .map(Condition::clauses)
                .flatMap(List::stream)
                .toList());
    }

    /** The agreement with one more signature. */
    public static Known evolve(Known known, AgreementSigned event) {
        if (known.life().inForce() != null
                || known.signatures().of(event.party()).isPresent()) {
            throw Impossible.event(event, known);
        }
        return known.with(known.signatures().and(new Signature(event.party(), event.signedOn(), event.evidence())));
    }
}
