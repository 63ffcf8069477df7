package se.iopledger.agreement.domain.exit;

import com.google.errorprone.annotations.CheckReturnValue;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.ExitCommand;
import se.iopledger.agreement.domain.ExitCommand.ExcludeActor;
import se.iopledger.agreement.domain.ExitCommand.GiveNotice;
import se.iopledger.agreement.domain.ExitCommand.RecordLapse;
import se.iopledger.agreement.domain.ExitCommand.Rescind;
import se.iopledger.agreement.domain.ExitCommand.Revoke;
import se.iopledger.agreement.domain.ExitCommand.WithdrawNotice;
import se.iopledger.agreement.domain.Impossible;
import se.iopledger.agreement.domain.Refusals;
import se.iopledger.agreement.domain.Stage;
import se.iopledger.agreement.domain.breach.Breaking;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.ExitEvent;
import se.iopledger.contracts.agreement.ExitEvent.NoticeGiven;
import se.iopledger.contracts.agreement.ExitEvent.NoticeWithdrawn;
import se.iopledger.contracts.model.Decision;

/** The ways out of an agreement. What comes of using one is {@code life}'s to say. */
@CheckReturnValue
public final class Leaving {
    private Leaving() {}

    /** Decides what is done to leave or end an agreement. */
    public static Decision<AgreementEvent> decide(Known known, ExitCommand command) {
        return switch (known.stage()) {
            // After the end too: a fact of which nobody knew may show that the agreement ended otherwise.
            case Stage.InForce _, Stage.Ended _ -> decideOnceInForce(known, command);
            case Stage.Draft _, Stage.Approved _ -> Decision.rejected(ExitRules.agreementMustBeInForce());
            case Stage.Voided _ -> Decision.rejected(Refusals.agreementMustNotBeVoided());
        };
    }

    private static Decision<AgreementEvent> decideOnceInForce(Known known, ExitCommand command) {
        return switch (command) {
            case GiveNotice notice -> GivingNotice.give(known, notice);
            case WithdrawNotice withdrawal -> GivingNotice.withdraw(known, withdrawal);
            case ExitCommand.OfBreach breach -> Breaking.decide(known, breach);
            case Rescind rescind -> Rescinding.decide(known, rescind);
            case Revoke revoke -> Revoking.decide(known, revoke);
            case RecordLapse lapse -> Lapsing.decide(known, lapse);
            case ExcludeActor exclude -> Excluding.decide(known, exclude);
        };
    }

    /** The agreement with what was done. */
    public static Known evolve(Known known, ExitEvent event) {
        return switch (event) {
            case NoticeGiven given -> GivingNotice.evolve(known, given);
            case NoticeWithdrawn withdrawn -> GivingNotice.evolve(known, withdrawn);
            case ExitEvent.OfBreach breach -> Breaking.evolve(known, breach);
            case ExitEvent.Departure departure -> {
                if (!Departing.hasItsGround(known, departure)) {
                    throw Impossible.event(event, known);
                }
                yield known.with(known.departures().and(Departing.departure(departure)));
            }
        };
    }
}
