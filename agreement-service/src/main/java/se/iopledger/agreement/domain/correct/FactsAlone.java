package se.iopledger.agreement.domain.correct;

import com.google.errorprone.annotations.CheckReturnValue;
import se.iopledger.agreement.domain.Agreement;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.AgreementDecider;
import se.iopledger.agreement.domain.correct.Facts.Fact;
import se.iopledger.contracts.agreement.AgreementEvent;

/**
 * An agreement made of its facts anew. What a feature remembers follows from its events, so that leaving out an event
 * undoes it, and no feature needs to know how.
 */
@CheckReturnValue
public sealed interface FactsAlone {
    /** The agreement as these facts make it; what followed is still what was told. */
    record Hold(Known known) implements FactsAlone {}

    /** A fact cannot have happened without one that is left out. */
    record Lack(Fact dependent) implements FactsAlone {}

    /** The agreement as it is with these facts instead of those it has. */
    static FactsAlone of(Known known, Facts facts) {
        Agreement made = Agreement.UNREGISTERED;
        for (Fact fact : facts.standing()) {
            for (AgreementEvent event : fact.events()) {
                try {
                    made = AgreementDecider.evolve(made, event);
                } catch (IllegalStateException impossible) {
                    // Only evolve knows what a fact needs. Elsewhere an impossible history is an error; here it is the
                    // answer.
                    return new Lack(fact);
                }
            }
        }
        return new Hold(((Known) made)
                .with(facts)
                .with(known.contacts())
                .with(known.corrections())
                .with(known.life()));
    }
}
