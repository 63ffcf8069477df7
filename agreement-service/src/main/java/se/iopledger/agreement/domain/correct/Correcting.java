package se.iopledger.agreement.domain.correct;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.CorrectionCommand;
import se.iopledger.agreement.domain.CorrectionCommand.ApproveCorrection;
import se.iopledger.agreement.domain.CorrectionCommand.ProposeCorrection;
import se.iopledger.agreement.domain.CorrectionCommand.RefuseCorrection;
import se.iopledger.agreement.domain.CorrectionCommand.WithdrawCorrection;
import se.iopledger.agreement.domain.Impossible;
import se.iopledger.agreement.domain.Refusals;
import se.iopledger.agreement.domain.Stage;
import se.iopledger.agreement.domain.correct.Corrections.Correction;
import se.iopledger.agreement.domain.correct.Corrections.Outcome;
import se.iopledger.agreement.domain.correct.Facts.Fact;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementRegistered;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementVoided;
import se.iopledger.contracts.agreement.CorrectionEvent;
import se.iopledger.contracts.agreement.CorrectionEvent.CorrectionApproved;
import se.iopledger.contracts.agreement.CorrectionEvent.CorrectionProposed;
import se.iopledger.contracts.agreement.CorrectionEvent.CorrectionRefused;
import se.iopledger.contracts.agreement.CorrectionEvent.CorrectionWithdrawn;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Rejection;

/** Voiding a fact that was recorded by mistake: one person proposes, a second one decides. */
@CheckReturnValue
public final class Correcting {
    private Correcting() {}

    /** Decides on a correction; at any time, for a mistake may come to light after the end. */
    public static Decision<AgreementEvent> decide(Known known, CorrectionCommand command) {
        return switch (known.stage()) {
            case Stage.Draft _, Stage.Approved _, Stage.InForce _, Stage.Ended _ ->
                switch (command) {
                    case ProposeCorrection propose -> propose(known, propose);
                    case ApproveCorrection approve ->
                        open(known, approve.correctionId(), correction -> approve(known, correction, approve));
                    case RefuseCorrection refuse ->
                        open(known, refuse.correctionId(), correction -> refuse(known, correction, refuse));
                    case WithdrawCorrection withdraw ->
                        open(known, withdraw.correctionId(), correction -> withdraw(known, correction, withdraw));
                };
            case Stage.Voided _ -> Decision.rejected(Refusals.agreementMustNotBeVoided());
        };
    }

    private static Decision<AgreementEvent> propose(Known known, ProposeCorrection command) {
        Optional<Fact> found = known.facts().find(command.fact());
        if (found.isEmpty()) {
            return Decision.rejected(CorrectionRules.whatIsCorrectedMustBeAFact(known, command));
        }
        Fact fact = found.get();
        return Refusals.unless(
                List.of(
                        CorrectionRules.factMustNotBeVoided(fact),
                        CorrectionRules.correctionMustNotBeProposedTwice(known, fact),
                        CorrectionRules.archivingMustBeCorrectedFirst(known, fact.number()),
                        CorrectionRules.factMustNotBeNeededByAnother(known, fact.number()),
                        Refusals.reasonMustBeStated(
                                command.mandate(), "CorrectionMustStateItsReason", "say why it was a mistake"),
                        Refusals.reasonMustNotHoldAnIdentityNumber(command.mandate())),
                () -> List.of(new CorrectionProposed(
                        known.agreementId(),
                        "correction-" + (known.corrections().all().size() + 1),
                        fact.number(),
                        CorrectionRules.typeOf(fact),
                        command.mandate().actor(),
                        String.valueOf(command.mandate().reason()))));
    }

    private static Decision<AgreementEvent> open(
            Known known, String correctionId, Function<Correction, Decision<AgreementEvent>> then) {
        Optional<Correction> found = known.corrections().find(correctionId);
        if (found.isEmpty()) {
            return Decision.rejected(CorrectionRules.correctionMustBeKnown());
        }
        return CorrectionRules.correctionMustBeOpen(found.get())
                .map(Decision::<AgreementEvent>rejected)
                .orElseGet(() -> then.apply(found.get()));
    }

    private static Decision<AgreementEvent> approve(Known known, Correction correction, ApproveCorrection command) {
        return bySecondPerson(
                correction, command, CorrectionRules.factMustNotBeNeededByAnother(known, correction.fact()), () -> {
                    List<AgreementEvent> events = new ArrayList<>();
                    events.add(new CorrectionApproved(
                            known.agreementId(),
                            correction.id(),
                            correction.fact(),
                            command.mandate().actor()));
                    if (isRegistration(known, correction.fact())) {
                        events.add(new AgreementVoided(known.agreementId()));
                    }
                    return events;
                });
    }

    private static Decision<AgreementEvent> refuse(Known known, Correction correction, RefuseCorrection command) {
        return bySecondPerson(
                correction,
                command,
                Refusals.reasonMustBeStated(
                        command.mandate(), "CorrectionRefusalMustStateItsReason", "say why the fact stands"),
                () -> List.of(new CorrectionRefused(
                        known.agreementId(),
                        correction.id(),
                        command.mandate().actor(),
                        String.valueOf(command.mandate().reason()))));
    }

    private static Decision<AgreementEvent> bySecondPerson(
            Correction correction,
            CorrectionCommand command,
            Optional<Rejection> rule,
            Supplier<List<AgreementEvent>> events) {
        return Refusals.unless(
                List.of(
                        CorrectionRules.correctionMustBeDecidedBySomebodyElse(correction, command.mandate()),
                        rule,
                        Refusals.reasonMustNotHoldAnIdentityNumber(command.mandate())),
                events);
    }

    private static Decision<AgreementEvent> withdraw(Known known, Correction correction, WithdrawCorrection command) {
        return Refusals.unless(
                List.of(
                        CorrectionRules.correctionMustBeWithdrawnByItsProposer(correction, command.mandate()),
                        Refusals.reasonMustNotHoldAnIdentityNumber(command.mandate())),
                () -> List.of(new CorrectionWithdrawn(known.agreementId(), correction.id())));
    }

    /** Without its registration nothing is left of an agreement: {@code voiding} says what stays known of it. */
    static boolean isRegistration(Known known, int fact) {
        return known.facts()
                .find(fact)
                .filter(found -> found.event() instanceof AgreementRegistered)
                .isPresent();
    }

    /** The agreement with the correction proposed or decided; approved, the fact is left out of it. */
    public static Known evolve(Known known, CorrectionEvent event) {
        return switch (event) {
            case CorrectionProposed proposed ->
                known.with(known.corrections()
                        .and(new Correction(
                                proposed.correctionId(),
                                proposed.fact(),
                                proposed.proposedBy(),
                                proposed.reason(),
                                Outcome.OPEN,
                                null)));
            case CorrectionApproved approved -> {
                Known decided = decided(known, event, approved.correctionId(), Outcome.APPROVED, approved.approvedBy());
                yield isRegistration(known, approved.fact()) ? decided : without(decided, approved);
            }
            case CorrectionRefused refused ->
                decided(known, event, refused.correctionId(), Outcome.REFUSED, refused.refusedBy());
            case CorrectionWithdrawn withdrawn ->
                decided(known, event, withdrawn.correctionId(), Outcome.WITHDRAWN, null);
        };
    }

    private static Known decided(
            Known known, CorrectionEvent event, String correctionId, Outcome outcome, @Nullable String decidedBy) {
        if (known.corrections().open().noneMatch(correction -> correction.id().equals(correctionId))) {
            throw Impossible.event(event, known);
        }
        return known.with(known.corrections().decided(correctionId, outcome, decidedBy));
    }

    private static Known without(Known known, CorrectionApproved event) {
        return switch (FactsAlone.of(known, known.facts().without(event.fact()))) {
            case FactsAlone.Hold(Known corrected) -> corrected;
            case FactsAlone.Lack _ -> throw Impossible.event(event, known);
        };
    }
}
