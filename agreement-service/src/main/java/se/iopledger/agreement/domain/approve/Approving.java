package se.iopledger.agreement.domain.approve;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.AgreementCommand.ApproveAgreement;
import se.iopledger.agreement.domain.Impossible;
import se.iopledger.agreement.domain.Refusals;
import se.iopledger.agreement.domain.Stage;
import se.iopledger.agreement.domain.finding.Findings;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementApproved;
import se.iopledger.contracts.agreement.Evidence;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.Period;

/** Recording that the public party's board decided to enter the agreement. */
@CheckReturnValue
public final class Approving {
    private Approving() {}

    /** Decides an approval. */
    public static Decision<AgreementEvent> decide(Known known, ApproveAgreement command) {
        return switch (known.stage()) {
            case Stage.Draft _ -> approve(known, command);
            case Stage.Approved _, Stage.InForce _ -> Decision.rejected(agreementMustNotBeApprovedTwice(known));
            case Stage.Ended ended -> Decision.rejected(Refusals.agreementMustNotHaveEnded(known, ended));
            case Stage.Voided _ -> Decision.rejected(Refusals.agreementMustNotBeVoided());
        };
    }

    private static Decision<AgreementEvent> approve(Known known, ApproveAgreement command) {
        Evidence evidence = command.evidence();
        return Refusals.unless(
                List.of(
                        approverMustNotHaveRegistered(known, command),
                        decidingBodyMustBeNamed(command),
                        Refusals.dateMustBeReasonable("/decidedOn", command.decidedOn()),
                        Refusals.evidenceMustBearAReasonableDate(evidence),
                        approvalMustNotBeInTheFuture(command),
                        approvalMustNotPrecedeItsProposal(known, command),
                        approvalMustComeBeforeTheLastDay(known, command),
                        Refusals.evidenceMustHold(evidence),
                        Refusals.personalIdentityNumberMustNotBeGiven("/decidedBy", command.decidedBy()),
                        Refusals.personalIdentityNumberMustNotBeGiven("/reference", command.reference()),
                        Refusals.evidenceMustNotHoldAnIdentityNumber(evidence),
                        Refusals.reasonMustNotHoldAnIdentityNumber(command.mandate())),
                () -> {
                    List<AgreementEvent> facts = new ArrayList<>();
                    facts.add(new AgreementApproved(
                            known.agreementId(),
                            command.decidedBy(),
                            command.decidedOn(),
                            command.reference(),
                            evidence));
                    facts.addAll(Findings.raised(known.agreementId(), Findings.ofApproval(known.terms(), evidence)));
                    return facts;
                });
    }

    private static Rejection agreementMustNotBeApprovedTwice(Known known) {
        Approval approval = known.approval();
        String given = approval == null ? "" : " of " + approval.decidedOn() + " by " + approval.decidedBy();
        return Rejection.conflict("AgreementMustNotBeApprovedTwice", "the decision" + given + " is recorded already");
    }

    private static Optional<Rejection> approverMustNotHaveRegistered(Known known, ApproveAgreement command) {
        return Refusals.when(
                known.registration().registeredBy().equals(command.mandate().actor()),
                () -> Rejection.forbidden(
                        "ApproverMustNotHaveRegistered",
                        "four eyes: whoever registered the agreement may not record its approval"));
    }

    private static Optional<Rejection> decidingBodyMustBeNamed(ApproveAgreement command) {
        return Refusals.when(
                command.decidedBy().isBlank(),
                () -> Rejection.at("/decidedBy", "DecidingBodyMustBeNamed", "say which body decided"));
    }

    private static Optional<Rejection> approvalMustNotBeInTheFuture(ApproveAgreement command) {
        return Refusals.when(
                command.decidedOn().isAfter(command.mandate().today()),
                () -> Rejection.at(
                        "/decidedOn",
                        "ApprovalMustNotBeInTheFuture",
                        "the decision is dated " + command.decidedOn() + ", today is "
                                + command.mandate().today()));
    }

    private static Optional<Rejection> approvalMustNotPrecedeItsProposal(Known known, ApproveAgreement command) {
        var decision = known.terms().decision();
        LocalDate proposedOn = decision == null ? null : decision.proposedOn();
        if (decision == null || proposedOn == null || !command.decidedOn().isBefore(proposedOn)) {
            return Optional.empty();
        }
        return Optional.of(Rejection.at(
                        "/decidedOn",
                        "ApprovalMustNotPrecedeItsProposal",
                        "the decision is dated " + command.decidedOn() + ", but was proposed on " + proposedOn)
                .by(Refusals.clausesOf(decision.clauses())));
    }

    private static Optional<Rejection> approvalMustComeBeforeTheLastDay(Known known, ApproveAgreement command) {
        Period period = known.registration().terms().period();
        return Refusals.when(
                command.decidedOn().isAfter(period.last()),
                () -> Rejection.at(
                                "/decidedOn",
                                "ApprovalMustComeBeforeTheLastDay",
                                "the agreement's period ended on " + period.last())
                        .by(Refusals.clausesOf(period.clauses())));
    }

    /** The agreement with its board's decision. */
    public static Known evolve(Known known, AgreementApproved event) {
        if (known.approval() != null) {
            throw Impossible.event(event, known);
        }
        return known.with(new Approval(event.decidedBy(), event.decidedOn(), event.reference(), event.evidence()));
    }
}
