package se.iopledger.agreement.domain.life;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.stream.Stream;
import se.iopledger.agreement.domain.Agreement;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.approve.Approval;
import se.iopledger.agreement.domain.sign.Signatures.Signature;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementActivated;
import se.iopledger.contracts.agreement.LifeEvent.ActivationReversed;
import se.iopledger.contracts.terms.Terms;

/** Approved and signed by all, an agreement comes into force by itself. */
@CheckReturnValue
final class Activating {
    static final String ID = "activation";

    private Activating() {}

    static Stream<Due> due(Known known) {
        if (known.life().inForce() != null
                || !Agreement.missingForActivation(known).isEmpty()) {
            return Stream.empty();
        }
        Terms terms = known.registration().terms();
        return Stream.of(told(
                known,
                new AgreementActivated(
                        known.agreementId(),
                        known.registration().termsVersion(),
                        terms,
                        terms.period().first(),
                        terms.period().last())));
    }

    static Due told(Known known, AgreementActivated event) {
        LocalDate whenAllHeld = facts(known).max(LocalDate::compareTo).orElseThrow();
        return new Due(ID, whenAllHeld, event, new ActivationReversed(event.agreementId()));
    }

    /** The days of decision and signatures. */
    static Stream<LocalDate> facts(Known known) {
        return Stream.concat(
                Stream.ofNullable(known.approval()).map(Approval::decidedOn),
                known.signatures().all().stream().map(Signature::signedOn));
    }
}
