package se.iopledger.agreement.domain;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.stream.Stream;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.approve.Approval;
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
            case LifeEvent life -> of(life, before, mandate);
            case SettlementEvent settlement -> of(settlement);
            case CorrectionEvent _ -> mandate.effectiveOn();
            // Families that hold no event yet.
            case AmendmentEvent _,
                    FundingEvent _,
                    ExtensionEvent _,
                    ConductEvent _,
                    GovernanceEvent _,
                    DocumentEvent _ -> mandate.effectiveOn();
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
            case ActivationReversed _, LastDayChanged _, TermsChangeReversed _ -> mandate.effectiveOn();
            case AgreementExtended extended -> extended.firstDay();
            case ExtensionReversed reversed -> reversed.firstDay();
            case AgreementExpired expired -> expired.lastDay().plusDays(1);
            case AgreementEnded ended -> ended.lastDay().plusDays(1);
            case EndReversed reversed -> reversed.lastDay().plusDays(1);
            case TermsChanged changed -> changed.from();
        };
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
