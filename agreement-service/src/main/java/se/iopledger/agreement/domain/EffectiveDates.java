package se.iopledger.agreement.domain;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.stream.Stream;
import se.iopledger.agreement.domain.Agreement.Approved;
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
            case AgreementRegistered _,
                    FindingsRaised _,
                    AgreementVoided _,
                    ContactPersonNamed _,
                    ContactPersonRemoved _ -> mandate.effectiveOn();
            case DataSubjectErased erased -> erased.erasedOn();
            case AgreementApproved approved -> approved.decidedOn();
            case AgreementSigned signed -> signed.signedOn();
            case AgreementActivated activated -> whenAllHeld(activated, before);
            case AgreementExtended extended -> extended.firstDay();
            case AgreementExpired expired -> expired.lastDay().plusDays(1);
        };
    }

    /** An agreement is in force from its first day, unless decision or last signature came later. */
    private static LocalDate whenAllHeld(AgreementActivated activated, Agreement before) {
        Stream<LocalDate> conditions = before instanceof Approved approved
                ? Stream.concat(
                        Stream.of(approved.given().decidedOn()),
                        approved.signatures().stream().map(Agreement.Signature::signedOn))
                : Stream.empty();
        return Stream.concat(Stream.of(activated.firstDay()), conditions)
                .max(LocalDate::compareTo)
                .orElseThrow();
    }
}
