package se.iopledger.agreement.domain;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import se.iopledger.agreement.domain.Agreement.Active;
import se.iopledger.agreement.domain.Agreement.Approval;
import se.iopledger.agreement.domain.Agreement.Approved;
import se.iopledger.agreement.domain.Agreement.Draft;
import se.iopledger.agreement.domain.Agreement.Expired;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.Agreement.Registration;
import se.iopledger.agreement.domain.Agreement.Signature;
import se.iopledger.agreement.domain.Agreement.Unregistered;
import se.iopledger.agreement.domain.Agreement.Voided;
import se.iopledger.agreement.domain.AgreementCommand.ApproveAgreement;
import se.iopledger.agreement.domain.AgreementCommand.EraseDataSubject;
import se.iopledger.agreement.domain.AgreementCommand.NameContactPerson;
import se.iopledger.agreement.domain.AgreementCommand.RegisterAgreement;
import se.iopledger.agreement.domain.AgreementCommand.RemoveContactPerson;
import se.iopledger.agreement.domain.AgreementCommand.SignAgreement;
import se.iopledger.agreement.domain.AgreementCommand.VoidAgreement;
import se.iopledger.agreement.domain.AgreementCommand.WorkOffDue;
import se.iopledger.agreement.domain.finding.Findings;
import se.iopledger.agreement.domain.terms.TermsRules;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementActivated;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementApproved;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExpired;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExtended;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementRegistered;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementSigned;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementVoided;
import se.iopledger.contracts.agreement.AgreementEvent.ContactPersonNamed;
import se.iopledger.contracts.agreement.AgreementEvent.ContactPersonRemoved;
import se.iopledger.contracts.agreement.AgreementEvent.DataSubjectErased;
import se.iopledger.contracts.agreement.AgreementEvent.FindingsRaised;
import se.iopledger.contracts.agreement.Evidence;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Rejection;

/** How an agreement answers commands, and what its events make of it. */
@CheckReturnValue
public final class AgreementDecider {
    // So that every event fits in one entry of the log (65,535 bytes) beside the longest reason, however much is found.
    private static final int MOST_FINDINGS_AN_EVENT = 60;
    private static final int MOST_BYTES_AN_EVENT = 48_000;

    private AgreementDecider() {}

    /**
     * Decides a command.
     *
     * <p>What is due by the command's business date happens first, in order; then the command is decided; then what is due
     * because of it, so that after an accepted command nothing is left over. A rejected command stores nothing, not even
     * what was due.
     */
    public static Decision<AgreementEvent> decide(AgreementCommand command, Agreement agreement) {
        Story story = new Story(agreement);
        story.add(FallsDue.by(command.mandate().today(), agreement));
        Optional<Rejection> refusal = tell(command, story);
        if (refusal.isPresent()) {
            return Decision.rejected(refusal.get());
        }
        story.add(FallsDue.by(command.mandate().today(), story.agreement));
        return Decision.accepted(story.events);
    }

    private static Optional<Rejection> tell(AgreementCommand command, Story story) {
        return switch (command) {
            case RegisterAgreement register -> register(register, story);
            case ApproveAgreement approve -> approve(approve, story);
            case SignAgreement sign -> sign(sign, story);
            case VoidAgreement voiding -> voiding(voiding, story);
            case NameContactPerson naming -> name(naming, story);
            case RemoveContactPerson removal -> remove(removal, story);
            case EraseDataSubject erasure -> erase(erasure, story);
            case WorkOffDue _ -> workOff(story);
        };
    }

    private static Optional<Rejection> register(RegisterAgreement command, Story story) {
        return switch (story.agreement) {
            case Unregistered _ -> register(command, 1, story);
            case Voided voided -> register(command, voided.registration().termsVersion() + 1, story);
            case Draft known -> Optional.of(Refusals.agreementMustNotBeRegisteredTwice(known));
            case Approved known -> Optional.of(Refusals.agreementMustNotBeRegisteredTwice(known));
            case Active known -> Optional.of(Refusals.agreementMustNotBeRegisteredTwice(known));
            case Expired known -> Optional.of(Refusals.agreementMustNotBeRegisteredTwice(known));
        };
    }

    private static Optional<Rejection> register(RegisterAgreement command, int termsVersion, Story story) {
        List<Rejection> broken = TermsRules.check(command.terms());
        if (!broken.isEmpty()) {
            return Optional.of(broken.getFirst());
        }
        Optional<Rejection> refusal = Refusals.personalIdentityNumberMustNotBeGiven(
                "/reason", command.mandate().reason());
        if (refusal.isPresent()) {
            return refusal;
        }
        String agreementId = command.agreementId();
        story.add(new AgreementRegistered(
                agreementId, termsVersion, command.mandate().actor(), command.terms()));
        story.raise(agreementId, Findings.of(command.terms()));
        return Optional.empty();
    }

    private static Optional<Rejection> approve(ApproveAgreement command, Story story) {
        return switch (story.agreement) {
            case Unregistered _ -> Optional.of(Refusals.agreementMustBeRegistered());
            case Draft draft -> approve(draft, command, story);
            case Approved approved -> Optional.of(Refusals.agreementMustNotBeApprovedTwice(approved.given()));
            case Active active -> Optional.of(Refusals.agreementMustNotBeApprovedTwice(active.given()));
            case Expired expired -> Optional.of(Refusals.agreementMustNotHaveExpired(expired));
            case Voided _ -> Optional.of(Refusals.agreementMustNotBeVoided());
        };
    }

    private static Optional<Rejection> approve(Draft draft, ApproveAgreement command, Story story) {
        Evidence evidence = command.evidence();
        Optional<Rejection> refusal = Refusals.first(List.of(
                Refusals.approverMustNotHaveRegistered(draft, command),
                Refusals.decidingBodyMustBeNamed(command),
                Refusals.dateMustBeReasonable("/decidedOn", command.decidedOn()),
                Refusals.evidenceMustBearAReasonableDate(evidence),
                Refusals.approvalMustNotBeInTheFuture(command),
                Refusals.approvalMustNotPrecedeItsProposal(draft, command),
                Refusals.electronicEvidenceMustNameItsTransaction(evidence),
                Refusals.assumedEvidenceMustSayWhy(evidence),
                Refusals.personalIdentityNumberMustNotBeGiven("/decidedBy", command.decidedBy()),
                Refusals.personalIdentityNumberMustNotBeGiven("/reference", command.reference()),
                Refusals.personalIdentityNumberMustNotBeGiven("/evidence/note", evidence.note()),
                Refusals.personalIdentityNumberMustNotBeGiven("/evidence/transactionId", evidence.transactionId()),
                Refusals.personalIdentityNumberMustNotBeGiven(
                        "/reason", command.mandate().reason())));
        if (refusal.isPresent()) {
            return refusal;
        }
        story.add(new AgreementApproved(
                command.agreementId(), command.decidedBy(), command.decidedOn(), command.reference(), evidence));
        story.raise(
                command.agreementId(), Findings.ofApproval(draft.registration().terms(), evidence));
        activateWhenNothingIsMissing(story);
        return Optional.empty();
    }

    private static Optional<Rejection> sign(SignAgreement command, Story story) {
        return switch (story.agreement) {
            case Unregistered _ -> Optional.of(Refusals.agreementMustBeRegistered());
            case Draft draft -> sign(draft, command, story);
            case Approved approved -> sign(approved, command, story);
            // All parties have signed, so that this can only be one of them again, or none of them.
            case Active active -> sign(active, command, story);
            case Expired expired -> Optional.of(Refusals.agreementMustNotHaveExpired(expired));
            case Voided _ -> Optional.of(Refusals.agreementMustNotBeVoided());
        };
    }

    private static Optional<Rejection> sign(Known known, SignAgreement command, Story story) {
        Evidence evidence = command.evidence();
        Optional<Rejection> refusal = Refusals.first(List.of(
                Refusals.signatoryMustBeAParty(known, command),
                Refusals.partyMustNotSignTwice(known, command),
                Refusals.dateMustBeReasonable("/signedOn", command.signedOn()),
                Refusals.evidenceMustBearAReasonableDate(evidence),
                Refusals.signatureMustNotBeInTheFuture(command),
                Refusals.electronicEvidenceMustNameItsTransaction(evidence),
                Refusals.signatureMustBearTheDateOfItsEvidence(command),
                Refusals.assumedEvidenceMustSayWhy(evidence),
                Refusals.personalIdentityNumberMustNotBeGiven("/evidence/note", evidence.note()),
                Refusals.personalIdentityNumberMustNotBeGiven("/evidence/transactionId", evidence.transactionId()),
                Refusals.personalIdentityNumberMustNotBeGiven(
                        "/reason", command.mandate().reason())));
        if (refusal.isPresent()) {
            return refusal;
        }
        story.add(new AgreementSigned(command.agreementId(), command.party(), command.signedOn(), evidence));
        story.raise(
                command.agreementId(), Findings.ofSignature(known.registration().terms(), command.party(), evidence));
        activateWhenNothingIsMissing(story);
        return Optional.empty();
    }

    private static void activateWhenNothingIsMissing(Story story) {
        if (story.agreement instanceof Approved approved
                && Agreement.missingForActivation(approved).isEmpty()) {
            Registration registration = approved.registration();
            story.add(new AgreementActivated(
                    registration.agreementId(),
                    registration.termsVersion(),
                    registration.terms(),
                    registration.terms().period().first(),
                    registration.terms().period().last()));
        }
    }

    private static Optional<Rejection> voiding(VoidAgreement command, Story story) {
        return switch (story.agreement) {
            case Unregistered _ -> Optional.of(Refusals.agreementMustBeRegistered());
            case Draft known -> voiding(known, command, story);
            case Approved known -> voiding(known, command, story);
            case Active known -> voiding(known, command, story);
            case Expired known -> voiding(known, command, story);
            case Voided _ -> Optional.of(Refusals.agreementMustNotBeVoided());
        };
    }

    private static Optional<Rejection> voiding(Known known, VoidAgreement command, Story story) {
        Optional<Rejection> refusal = Refusals.first(List.of(
                Refusals.voiderMustNotHaveRegistered(known, command),
                Refusals.voidMustStateItsReason(command),
                Refusals.personalIdentityNumberMustNotBeGiven(
                        "/reason", command.mandate().reason())));
        if (refusal.isEmpty()) {
            story.add(new AgreementVoided(command.agreementId()));
        }
        return refusal;
    }

    private static Optional<Rejection> name(NameContactPerson command, Story story) {
        return switch (story.agreement) {
            case Unregistered _ -> Optional.of(Refusals.agreementMustBeRegistered());
            case Voided _ -> Optional.of(Refusals.agreementMustNotBeVoided());
            case Draft known -> name(known, command, story);
            case Approved known -> name(known, command, story);
            case Active known -> name(known, command, story);
            // Reports and accounts are still to be spoken of.
            case Expired known -> name(known, command, story);
        };
    }

    private static Optional<Rejection> name(Known known, NameContactPerson command, Story story) {
        Optional<Rejection> refusal = Contacts.refusal(known, command);
        if (refusal.isEmpty()) {
            story.add(new ContactPersonNamed(
                    command.agreementId(),
                    command.dataSubject(),
                    command.party(),
                    command.name(),
                    command.title(),
                    command.email(),
                    command.telephone()));
        }
        return refusal;
    }

    private static Optional<Rejection> remove(RemoveContactPerson command, Story story) {
        if (!(story.agreement instanceof Known known)) {
            return Optional.of(Refusals.agreementMustBeRegistered());
        }
        Optional<Rejection> refusal = Contacts.refusal(known, command);
        if (refusal.isEmpty()) {
            story.add(new ContactPersonRemoved(command.agreementId(), command.dataSubject()));
        }
        return refusal;
    }

    private static Optional<Rejection> erase(EraseDataSubject command, Story story) {
        if (!(story.agreement instanceof Known known)) {
            return Optional.of(Refusals.agreementMustBeRegistered());
        }
        Optional<Rejection> refusal = Contacts.refusal(known, command);
        if (refusal.isEmpty()) {
            story.add(new DataSubjectErased(
                    command.agreementId(),
                    command.dataSubject(),
                    command.mandate().today(),
                    command.ground()));
        }
        return refusal;
    }

    private static Optional<Rejection> workOff(Story story) {
        return story.agreement instanceof Unregistered
                ? Optional.of(Refusals.agreementMustBeRegistered())
                : Optional.empty();
    }

    /**
     * What an event makes of an agreement.
     *
     * @throws IllegalStateException if the event cannot have happened in that state: the history is not one this model
     *     ever decided
     */
    public static Agreement evolve(Agreement agreement, AgreementEvent event) {
        return switch (event) {
            case AgreementRegistered registered -> registered(agreement, registered);
            case FindingsRaised raised -> known(agreement, event).with(raised.findings());
            case AgreementApproved approved -> approved(agreement, approved);
            case AgreementSigned signed -> signed(agreement, signed);
            case AgreementActivated activated -> activated(agreement, activated);
            case AgreementExtended extended -> {
                Active active = active(agreement, event);
                yield new Active(active.registration(), active.given(), active.signatures(), extended.lastDay());
            }
            case AgreementExpired expired -> {
                Active active = active(agreement, event);
                yield new Expired(active.registration(), active.given(), active.signatures(), expired.lastDay());
            }
            case AgreementVoided _ -> voided(known(agreement, event).registration());
            case ContactPersonNamed named -> Contacts.named(known(agreement, event), named);
            case ContactPersonRemoved removed -> Contacts.removed(known(agreement, event), removed);
            // Also of a registration that was voided: whoever was named in it has the same right.
            case DataSubjectErased erased when agreement instanceof Voided voided -> Contacts.erased(voided, erased);
            case DataSubjectErased erased -> Contacts.erased(known(agreement, event), erased);
        };
    }

    private static Voided voided(Registration registration) {
        return new Voided(registration.with(Contacts.withdrawn(registration.contacts())));
    }

    private static Agreement registered(Agreement agreement, AgreementRegistered event) {
        return switch (agreement) {
            case Unregistered _ -> registered(event, ContactList.NOBODY);
            case Voided voided -> registered(event, voided.registration().contacts());
            case Draft _, Approved _, Active _, Expired _ -> throw impossible(agreement, event);
        };
    }

    private static Draft registered(AgreementRegistered event, ContactList contacts) {
        return new Draft(
                new Registration(
                        event.agreementId(),
                        event.termsVersion(),
                        event.registeredBy(),
                        event.terms(),
                        List.of(),
                        contacts),
                List.of());
    }

    private static Agreement approved(Agreement agreement, AgreementApproved event) {
        if (agreement instanceof Draft draft) {
            Approval approval = new Approval(event.decidedBy(), event.decidedOn(), event.reference(), event.evidence());
            return new Approved(draft.registration(), approval, draft.signatures());
        }
        throw impossible(agreement, event);
    }

    private static Agreement signed(Agreement agreement, AgreementSigned event) {
        return switch (agreement) {
            case Draft draft -> new Draft(draft.registration(), withSignature(draft, event));
            case Approved approved ->
                new Approved(approved.registration(), approved.given(), withSignature(approved, event));
            case Unregistered _, Active _, Expired _, Voided _ -> throw impossible(agreement, event);
        };
    }

    private static List<Signature> withSignature(Known known, AgreementSigned event) {
        List<Signature> signatures = new ArrayList<>(known.signatures());
        signatures.add(new Signature(event.party(), event.signedOn(), event.evidence()));
        return signatures;
    }

    private static Agreement activated(Agreement agreement, AgreementActivated event) {
        if (agreement instanceof Approved approved
                && Agreement.missingForActivation(approved).isEmpty()) {
            return new Active(approved.registration(), approved.given(), approved.signatures(), event.lastDay());
        }
        throw impossible(agreement, event);
    }

    private static Known known(Agreement agreement, AgreementEvent event) {
        return switch (agreement) {
            case Draft draft -> draft;
            case Approved approved -> approved;
            case Active active -> active;
            case Expired expired -> expired;
            case Unregistered _, Voided _ -> throw impossible(agreement, event);
        };
    }

    private static Active active(Agreement agreement, AgreementEvent event) {
        if (agreement instanceof Active active) {
            return active;
        }
        throw impossible(agreement, event);
    }

    private static IllegalStateException impossible(Agreement agreement, AgreementEvent event) {
        return new IllegalStateException(event.getClass().getSimpleName() + " cannot happen to an agreement that is "
                + agreement.getClass().getSimpleName());
    }

    /** The events of one decision, and the agreement as they make it. */
    private static final class Story {
        private final List<AgreementEvent> events = new ArrayList<>();
        private Agreement agreement;

        Story(Agreement agreement) {
            this.agreement = agreement;
        }

        void add(AgreementEvent event) {
            events.add(event);
            agreement = evolve(agreement, event);
        }

        void add(List<AgreementEvent> more) {
            more.forEach(this::add);
        }

        void raise(String agreementId, List<Finding> findings) {
            int from = 0;
            int sizeBytes = 0;
            for (int next = 0; next < findings.size(); next++) {
                int more = ContractsJson.sizeBytes(findings.get(next));
                if (next > from && (next - from == MOST_FINDINGS_AN_EVENT || sizeBytes + more > MOST_BYTES_AN_EVENT)) {
                    add(new FindingsRaised(agreementId, findings.subList(from, next)));
                    from = next;
                    sizeBytes = 0;
                }
                sizeBytes += more;
            }
            if (from < findings.size()) {
                add(new FindingsRaised(agreementId, findings.subList(from, findings.size())));
            }
        }
    }
}
