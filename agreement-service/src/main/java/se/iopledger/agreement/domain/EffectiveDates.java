package se.iopledger.agreement.domain;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.approve.Approval;
import se.iopledger.agreement.domain.conduct.Conducting;
import se.iopledger.agreement.domain.document.Filing;
import se.iopledger.agreement.domain.exit.Cut;
import se.iopledger.agreement.domain.extend.Extending;
import se.iopledger.agreement.domain.fund.DecidingFunding;
import se.iopledger.agreement.domain.govern.Governing;
import se.iopledger.agreement.domain.life.Life;
import se.iopledger.agreement.domain.sign.Signatures.Signature;
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
import se.iopledger.contracts.agreement.AmendmentEvent;
import se.iopledger.contracts.agreement.AmendmentEvent.AmendmentDecided;
import se.iopledger.contracts.agreement.AmendmentEvent.AmendmentDiscussed;
import se.iopledger.contracts.agreement.AmendmentEvent.AmendmentProposed;
import se.iopledger.contracts.agreement.AmendmentEvent.AmendmentRejected;
import se.iopledger.contracts.agreement.AmendmentEvent.AmendmentSigned;
import se.iopledger.contracts.agreement.AmendmentEvent.AmendmentWithdrawn;
import se.iopledger.contracts.agreement.AmendmentEvent.RenegotiationCalled;
import se.iopledger.contracts.agreement.AmendmentEvent.RenegotiationClosed;
import se.iopledger.contracts.agreement.ArchiveEvent.AgreementArchived;
import se.iopledger.contracts.agreement.ConductEvent;
import se.iopledger.contracts.agreement.ContactEvent;
import se.iopledger.contracts.agreement.CorrectionEvent;
import se.iopledger.contracts.agreement.DocumentEvent;
import se.iopledger.contracts.agreement.ExitEvent;
import se.iopledger.contracts.agreement.ExitEvent.ActorExcluded;
import se.iopledger.contracts.agreement.ExitEvent.AgreementRescinded;
import se.iopledger.contracts.agreement.ExitEvent.AgreementRevoked;
import se.iopledger.contracts.agreement.ExitEvent.BreachRegistered;
import se.iopledger.contracts.agreement.ExitEvent.BreachRemedied;
import se.iopledger.contracts.agreement.ExitEvent.ConditionLapsed;
import se.iopledger.contracts.agreement.ExitEvent.NoticeGiven;
import se.iopledger.contracts.agreement.ExitEvent.NoticeWithdrawn;
import se.iopledger.contracts.agreement.ExitEvent.RemedyCalledFor;
import se.iopledger.contracts.agreement.ExtensionEvent;
import se.iopledger.contracts.agreement.ExtensionEvent.ContinuationReviewed;
import se.iopledger.contracts.agreement.ExtensionEvent.ExtensionAgreed;
import se.iopledger.contracts.agreement.ExtensionEvent.FundsChecked;
import se.iopledger.contracts.agreement.FundingEvent;
import se.iopledger.contracts.agreement.GovernanceEvent;
import se.iopledger.contracts.agreement.LifeEvent;
import se.iopledger.contracts.agreement.LifeEvent.ActivationReversed;
import se.iopledger.contracts.agreement.LifeEvent.AgreementEnded;
import se.iopledger.contracts.agreement.LifeEvent.EndReversed;
import se.iopledger.contracts.agreement.LifeEvent.ExtensionReversed;
import se.iopledger.contracts.agreement.LifeEvent.LastDayChanged;
import se.iopledger.contracts.agreement.LifeEvent.TermsChangeReversed;
import se.iopledger.contracts.agreement.LifeEvent.TermsChanged;
import se.iopledger.contracts.agreement.NeedEvent.NeedsAnalysed;
import se.iopledger.contracts.agreement.SettlementEvent;
import se.iopledger.contracts.agreement.SettlementEvent.FindingSettled;
import se.iopledger.contracts.agreement.SettlementEvent.SettlementWithdrawn;
import se.iopledger.contracts.model.Mandate;

/** From which day each event holds; when it was recorded is the log's to say. */
@CheckReturnValue
public final class EffectiveDates {
    private EffectiveDates() {}

    /**
     * The day.
     *
     * @param before the agreement that the event happens to
     * @param mandate of the command that brought the event about
     */
    public static LocalDate of(AgreementEvent event, Agreement before, Mandate mandate) {
        return switch (event) {
            case AgreementRegistered _, FindingsRaised _, AgreementVoided _ -> mandate.effectiveOn();
            case AgreementApproved approved -> approved.decidedOn();
            case AgreementSigned signed -> signed.signedOn();
            case ContactEvent contact -> of(contact, mandate);
            case ExitEvent exit -> of(exit);
            case DocumentEvent document -> Filing.effectiveOn(document);
            case FundingEvent funding -> DecidingFunding.effectiveOn(funding);
            case GovernanceEvent governance -> Governing.effectiveOn(governance, mandate);
            case ExtensionEvent extension -> of(extension);
            case AmendmentEvent amendment -> of(amendment);
            case ConductEvent conduct -> Conducting.effectiveOn(conduct);
            case LifeEvent life -> of(life, before, mandate);
            case SettlementEvent settlement -> of(settlement);
            case NeedsAnalysed analysed -> analysed.analysedOn();
            case AgreementArchived archived -> archived.archivedOn();
            case CorrectionEvent _ -> mandate.effectiveOn();
        };
    }

    private static LocalDate of(ContactEvent event, Mandate mandate) {
        return switch (event) {
            case ContactPersonNamed _, ContactPersonRemoved _ -> mandate.effectiveOn();
            case DataSubjectErased erased -> erased.erasedOn();
        };
    }

    private static LocalDate of(ExitEvent event) {
        return switch (event) {
            case NoticeGiven given -> given.givenOn();
            case NoticeWithdrawn withdrawn -> withdrawn.withdrawnOn();
            case BreachRegistered registered -> registered.noticedOn();
            case RemedyCalledFor called -> called.calledOn();
            case BreachRemedied remedied -> remedied.remediedOn();
            case AgreementRescinded rescinded -> rescinded.declaredOn();
            case AgreementRevoked revoked -> revoked.agreedOn();
            case ConditionLapsed lapsed -> lapsed.resolution().decidedOn();
            case ActorExcluded excluded -> excluded.resolution().decidedOn();
        };
    }

    private static LocalDate of(ExtensionEvent event) {
        return switch (event) {
            case ExtensionAgreed agreed -> agreed.boundOn();
            case FundsChecked checked -> checked.resolution().decidedOn();
            case ContinuationReviewed reviewed -> reviewed.reviewedOn();
        };
    }

    private static LocalDate of(AmendmentEvent event) {
        return switch (event) {
            case AmendmentProposed proposed -> proposed.proposedOn();
            case AmendmentDiscussed discussed -> discussed.discussedOn();
            case AmendmentDecided decided -> decided.decidedOn();
            case AmendmentSigned signed -> signed.signedOn();
            case AmendmentWithdrawn withdrawn -> withdrawn.withdrawnOn();
            case AmendmentRejected rejected -> rejected.rejectedOn();
            case RenegotiationCalled called -> called.calledOn();
            case RenegotiationClosed closed -> closed.closedOn();
        };
    }

    private static LocalDate of(SettlementEvent event) {
        return switch (event) {
            case FindingSettled settled -> settled.decidedOn();
            case SettlementWithdrawn withdrawn -> withdrawn.withdrawnOn();
        };
    }

    /** A reversal holds from the day on which what it takes back would have happened. */
    private static LocalDate of(LifeEvent event, Agreement before, Mandate mandate) {
        return switch (event) {
            case AgreementActivated activated -> whenAllHeld(activated, before);
            case ActivationReversed _ -> whenItHeld(before, mandate);
            case LastDayChanged changed -> whenItsFactHeld(changed, before, mandate);
            case TermsChangeReversed reversed ->
                versionsOf(before)
                        .filter(version -> version.number() == reversed.termsVersion())
                        .map(Life.Version::from)
                        .findFirst()
                        .orElseGet(mandate::effectiveOn);
            case AgreementExtended extended -> extended.firstDay();
            case ExtensionReversed reversed -> reversed.firstDay();
            case AgreementExpired expired -> expired.lastDay().plusDays(1);
            case AgreementEnded ended -> ended.lastDay().plusDays(1);
            case EndReversed reversed -> reversed.lastDay().plusDays(1);
            case TermsChanged changed -> changed.from();
        };
    }

    /** The day from which the activation that was told held: its facts may have changed since. */
    private static LocalDate whenItHeld(Agreement before, Mandate mandate) {
        return before instanceof Known known && known.life().inForce() != null
                ? Stream.concat(
                                Stream.of(known.life().inForce().first()),
                                known.life().followed().stream()
                                        .filter(followed -> followed.reversal() instanceof ActivationReversed)
                                        .map(Life.Followed::on))
                        .max(LocalDate::compareTo)
                        .orElseThrow()
                : mandate.effectiveOn();
    }

    /**
     * The day from which the fact holds that moves the last day: what ends the agreement now, or the withdrawal of what
     * would have ended it. What cuts an extension short moves nothing before the extension begins.
     */
    private static LocalDate whenItsFactHeld(LastDayChanged changed, Agreement before, Mandate mandate) {
        if (!(before instanceof Known known) || known.life().inForce() == null) {
            return mandate.effectiveOn();
        }
        List<LocalDate> facts = Stream.concat(
                        Cut.of(known).filter(cut -> cut.lastDay().equals(changed.lastDay())).map(Cut::since).stream(),
                        known
                                .notices()
                                .withdrawnFrom(known, known.life().inForce().last())
                                .stream())
                .toList();
        return Stream.concat(
                        facts.isEmpty() ? Stream.of(whenItsTermsHeld(changed, before, mandate)) : facts.stream(),
                        Extending.latestFirstDay(known.life()).stream())
                .max(LocalDate::compareTo)
                .orElseThrow();
    }

    /** The day from which the version holds that lets the agreement run to this last day. */
    private static LocalDate whenItsTermsHeld(LastDayChanged changed, Agreement before, Mandate mandate) {
        return versionsOf(before)
                .filter(version -> version.terms().period().last().equals(changed.lastDay()))
                .map(Life.Version::from)
                .reduce((earlier, later) -> later)
                .filter(from -> versionsOf(before).count() > 1)
                .orElseGet(mandate::effectiveOn);
    }

    private static Stream<Life.Version> versionsOf(Agreement before) {
        return before instanceof Known known ? known.life().versions().stream() : Stream.empty();
    }

    /** An agreement is in force from its first day, unless decision or last signature came later. */
    private static LocalDate whenAllHeld(AgreementActivated activated, Agreement before) {
        Stream<LocalDate> conditions = before instanceof Known known
                ? Stream.concat(
                        Stream.ofNullable(known.approval()).map(Approval::decidedOn),
                        known.signatures().all().stream().map(Signature::signedOn))
                : Stream.empty();
        return Stream.concat(Stream.of(activated.firstDay()), conditions)
                .max(LocalDate::compareTo)
                .orElseThrow();
    }
}
