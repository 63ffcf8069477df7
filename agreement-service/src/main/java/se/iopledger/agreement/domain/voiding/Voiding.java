package se.iopledger.agreement.domain.voiding;

import com.google.errorprone.annotations.CheckReturnValue;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementVoided;

/** What a registration that was a mistake leaves behind. That it was one is decided as a correction. */
@CheckReturnValue
public final class Voiding {
    private Voiding() {}

    /** Of all that was recorded, terms, findings and persons stay known; the log tells of the rest. */
    public static Known evolve(Known known, AgreementVoided event) {
        return Known.of(
                        known.registration().declaredMistaken(known.highestTermsVersion()),
                        known.contacts().withdrawn())
                .withFindings(known.findings())
                .with(known.facts())
                .with(known.corrections().lapsed());
    }
}
