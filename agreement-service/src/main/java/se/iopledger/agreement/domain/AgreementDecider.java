package se.iopledger.agreement.domain;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.ArrayList;
import java.util.List;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.Agreement.Unregistered;
import se.iopledger.agreement.domain.AgreementCommand.ApproveAgreement;
import se.iopledger.agreement.domain.AgreementCommand.RegisterAgreement;
import se.iopledger.agreement.domain.AgreementCommand.SignAgreement;
import se.iopledger.agreement.domain.AgreementCommand.WorkOffDue;
import se.iopledger.agreement.domain.amend.Amending;
import se.iopledger.agreement.domain.approve.Approving;
import se.iopledger.agreement.domain.archive.Archiving;
import se.iopledger.agreement.domain.conduct.Conducting;
import se.iopledger.agreement.domain.contact.Contacts;
import se.iopledger.agreement.domain.correct.Correcting;
import se.iopledger.agreement.domain.document.Filing;
import se.iopledger.agreement.domain.exit.Leaving;
import se.iopledger.agreement.domain.extend.Continuing;
import se.iopledger.agreement.domain.fund.DecidingFunding;
import se.iopledger.agreement.domain.govern.Governing;
import se.iopledger.agreement.domain.life.Living;
import se.iopledger.agreement.domain.life.WhatFollows;
import se.iopledger.agreement.domain.need.AnalysingNeeds;
import se.iopledger.agreement.domain.register.Registering;
import se.iopledger.agreement.domain.settle.Settling;
import se.iopledger.agreement.domain.sign.Signing;
import se.iopledger.agreement.domain.voiding.Voiding;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementApproved;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementRegistered;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementSigned;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementVoided;
import se.iopledger.contracts.agreement.AgreementEvent.DataSubjectErased;
import se.iopledger.contracts.agreement.AgreementEvent.FindingsRaised;
import se.iopledger.contracts.agreement.AmendmentEvent;
import se.iopledger.contracts.agreement.ArchiveEvent;
import se.iopledger.contracts.agreement.ConductEvent;
import se.iopledger.contracts.agreement.ContactEvent;
import se.iopledger.contracts.agreement.CorrectionEvent;
import se.iopledger.contracts.agreement.DocumentEvent;
import se.iopledger.contracts.agreement.ExitEvent;
import se.iopledger.contracts.agreement.ExtensionEvent;
import se.iopledger.contracts.agreement.FundingEvent;
import se.iopledger.contracts.agreement.GovernanceEvent;
import se.iopledger.contracts.agreement.LifeEvent;
import se.iopledger.contracts.agreement.NeedEvent;
import se.iopledger.contracts.agreement.SettlementEvent;
import se.iopledger.contracts.model.Decision;

/**
 * How an agreement answers commands, and what its events make of it: brings each command and each event to the feature
 * that it belongs to, and holds no rule of its own.
 */
@CheckReturnValue
public final class AgreementDecider {
    private AgreementDecider() {}

    /**
     * Decides a command.
     *
     * <p>What follows from the facts by the command's business date happens first, in order; then the command is decided;
     * then what follows from it, so that after an accepted command nothing is left over. A rejected command stores
     * nothing, not even what was due.
     */
    public static Decision<AgreementEvent> decide(AgreementCommand command, Agreement agreement) {
        Telling telling = new Telling(agreement);
        telling.add(WhatFollows.by(command.mandate().today(), telling.agreement));
        return switch (route(command, telling.agreement)) {
            case Decision.Rejected<AgreementEvent> rejected -> rejected;
            case Decision.Accepted<AgreementEvent>(List<AgreementEvent> facts) -> {
                telling.add(facts);
                telling.add(WhatFollows.by(command.mandate().today(), telling.agreement));
                yield Decision.accepted(telling.events);
            }
        };
    }

    private static Decision<AgreementEvent> route(AgreementCommand command, Agreement agreement) {
        return switch (agreement) {
            case Unregistered none
            when command instanceof RegisterAgreement register -> Registering.decide(none, register);
            case Unregistered _ -> Decision.rejected(Refusals.agreementMustBeRegistered());
            case Known known ->
                Archiving.agreementMustNotBeArchived(known, command)
                        .map(Decision::<AgreementEvent>rejected)
                        .orElseGet(() -> toItsFeature(command, known));
        };
    }

    private static Decision<AgreementEvent> toItsFeature(AgreementCommand command, Known known) {
        return switch (command) {
            case RegisterAgreement register -> Registering.decide(known, register);
            case ApproveAgreement approve -> Approving.decide(known, approve);
            case SignAgreement sign -> Signing.decide(known, sign);
            case ContactCommand contact -> Contacts.decide(known, contact);
            case ExitCommand exit -> Leaving.decide(known, exit);
            case ExtensionCommand extension -> Continuing.decide(known, extension);
            case AmendmentCommand amendment -> Amending.decide(known, amendment);
            case ConductCommand conduct -> Conducting.decide(known, conduct);
            case GovernanceCommand governance -> Governing.decide(known, governance);
            case DocumentCommand document -> Filing.decide(known, document);
            case FundingCommand funding -> DecidingFunding.decide(known, funding);
            case SettlementCommand settlement -> Settling.decide(known, settlement);
            case NeedCommand need -> AnalysingNeeds.decide(known, need);
            case ArchiveCommand archive -> Archiving.decide(known, archive);
            case CorrectionCommand correction -> Correcting.decide(known, correction);
            case WorkOffDue _ -> Decision.accepted(List.of());
        };
    }

    /**
     * What an event makes of an agreement.
     *
     * @throws IllegalStateException if the event cannot have happened in that state: the history is not one this model
     *     ever decided
     */
    public static Agreement evolve(Agreement agreement, AgreementEvent event) {
        Known after = changed(agreement, event);
        return after.with(after.facts().and(event));
    }

    private static Known changed(Agreement agreement, AgreementEvent event) {
        return switch (event) {
            case AgreementRegistered registered -> Registering.evolve(agreement, registered);
            case FindingsRaised raised -> Registering.evolve(known(agreement, event), raised);
            case AgreementApproved approved -> Approving.evolve(known(agreement, event), approved);
            case AgreementSigned signed -> Signing.evolve(known(agreement, event), signed);
            case AgreementVoided voided -> Voiding.evolve(known(agreement, event), voided);
            // Also of a registration that was voided: whoever was named in it has the same right.
            case DataSubjectErased erased when agreement instanceof Known known -> Contacts.evolve(known, erased);
            case ContactEvent contact -> Contacts.evolve(known(agreement, event), contact);
            case ExitEvent exit -> Leaving.evolve(known(agreement, event), exit);
            case ExtensionEvent extension -> Continuing.evolve(known(agreement, event), extension);
            case DocumentEvent document -> Filing.evolve(known(agreement, event), document);
            case FundingEvent funding -> DecidingFunding.evolve(known(agreement, event), funding);
            case GovernanceEvent governance -> Governing.evolve(known(agreement, event), governance);
            case AmendmentEvent amendment -> Amending.evolve(known(agreement, event), amendment);
            case ConductEvent conduct -> Conducting.evolve(known(agreement, event), conduct);
            case LifeEvent life -> Living.evolve(known(agreement, event), life);
            case SettlementEvent settlement -> Settling.evolve(known(agreement, event), settlement);
            case NeedEvent need -> AnalysingNeeds.evolve(known(agreement, event), need);
            case ArchiveEvent archive -> Archiving.evolve(known(agreement, event), archive);
            case CorrectionEvent correction -> Correcting.evolve(known(agreement, event), correction);
        };
    }

    private static Known known(Agreement agreement, AgreementEvent event) {
        if (agreement instanceof Known known && !known.registration().voided()) {
            return known;
        }
        throw Impossible.event(event, agreement);
    }

    /** The events of one decision, and the agreement as they make it. */
    private static final class Telling {
        private final List<AgreementEvent> events = new ArrayList<>();
        private Agreement agreement;

        Telling(Agreement agreement) {
            this.agreement = agreement;
        }

        void add(List<AgreementEvent> more) {
            for (AgreementEvent event : more) {
                events.add(event);
                agreement = evolve(agreement, event);
            }
        }
    }
}
