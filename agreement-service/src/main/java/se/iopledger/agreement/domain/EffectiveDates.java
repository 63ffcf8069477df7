package se.iopledger.agreement.domain;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.stream.Stream;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.approve.Approval;
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
import se.iopledger.contracts.agreement.ConductEvent;
import se.iopledger.contracts.agreement.ContactEvent;
import se.iopledger.contracts.agreement.CorrectionEvent;
import se.iopledger.contracts.agreement.DocumentEvent;
import se.iopledger.contracts.agreement.ExitEvent;
import se.iopledger.contracts.agreement.ExitEvent.NoticeGiven;
import se.iopledger.contracts.agreement.ExitEvent.NoticeWithdrawn;
import se.iopledger.contracts.agreement.ExtensionEvent;
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
import se.iopledger.contracts.agreement.SettlementEvent;
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
            case AmendmentEvent amendment -> of(amendment);
            case LifeEvent life -> of(life, before, mandate);
            // Families that hold no event yet.
            case FundingEvent _,
                    ExtensionEvent _,
                    ConductEvent _,
                    GovernanceEvent _,
                    DocumentEvent _,
                    SettlementEvent _,
                    CorrectionEvent _ -> mandate.effectiveOn();
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

    /** A reversal holds from the day on which what it takes back would have happened. */
    private static LocalDate of(LifeEvent event, Agreement before, Mandate mandate) {
        return switch (event) {
            case AgreementActivated activated -> whenAllHeld(activated, before);
            case ActivationReversed _, LastDayChanged _ -> mandate.effectiveOn();
            case TermsChangeReversed reversed -> fromWhenItHeld(reversed, before, mandate);
            case AgreementExtended extended -> extended.firstDay();
            case ExtensionReversed reversed -> reversed.firstDay();
            case AgreementExpired expired -> expired.lastDay().plusDays(1);
            case AgreementEnded ended -> ended.lastDay().plusDays(1);
            case EndReversed reversed -> reversed.lastDay().plusDays(1);
            case TermsChanged changed -> changed.from();
        };
    }

    private static LocalDate fromWhenItHeld(TermsChangeReversed reversed, Agreement before, Mandate mandate) {
        return before instanceof Known known
                ? known.life().versionNumbered(reversed.termsVersion())
                        .map(Life.Version::from)
                        .orElse(mandate.effectiveOn())
                : mandate.effectiveOn();
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
