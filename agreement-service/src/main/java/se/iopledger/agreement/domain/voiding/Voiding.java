package se.iopledger.agreement.domain.voiding;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.List;
import java.util.Optional;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.AgreementCommand.VoidAgreement;
import se.iopledger.agreement.domain.Refusals;
import se.iopledger.agreement.domain.Stage;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementVoided;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Rejection;

/** Declaring a registration a mistake. */
@CheckReturnValue
public final class Voiding {
    private Voiding() {}

    /** Decides a void. */
    public static Decision<AgreementEvent> decide(Known known, VoidAgreement command) {
        return switch (known.stage()) {
            case Stage.Draft _, Stage.Approved _, Stage.InForce _, Stage.Ended _ ->
                Refusals.unless(
                        List.of(
                                voiderMustNotHaveRegistered(known, command),
                                Refusals.reasonMustBeStated(
                                        command.mandate(),
                                        "VoidMustStateItsReason",
                                        "say why the registration was a mistake"),
                                Refusals.reasonMustNotHoldAnIdentityNumber(command.mandate())),
                        () -> List.of(new AgreementVoided(known.agreementId())));
            case Stage.Voided _ -> Decision.rejected(Refusals.agreementMustNotBeVoided());
        };
    }

    private static Optional<Rejection> voiderMustNotHaveRegistered(Known known, VoidAgreement command) {
        return Refusals.when(
                known.registration().registeredBy().equals(command.mandate().actor()),
                () -> Rejection.forbidden(
                        "VoiderMustNotHaveRegistered", "four eyes: whoever registered the agreement may not void it"));
    }

    /** Of all that was recorded, terms, findings and persons stay known; the log tells of the rest. */
    public static Known evolve(Known known, AgreementVoided event) {
        return Known.of(
                        known.registration().declaredMistaken(known.highestTermsVersion()),
                        known.contacts().withdrawn())
                .withFindings(known.findings());
    }
}
