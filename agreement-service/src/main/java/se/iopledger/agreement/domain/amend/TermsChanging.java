package se.iopledger.agreement.domain.amend;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.stream.Stream;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.exit.GoingOnWithout;
import se.iopledger.agreement.domain.life.Due;
import se.iopledger.contracts.agreement.LifeEvent.TermsChanged;

/** An amendment that has all it needs binds by itself. */
@CheckReturnValue
public final class TermsChanging {
    private TermsChanging() {}

    /** The versions of the terms that bind, while the agreement is in force. */
    public static Stream<Due> due(Known known) {
        if (known.life().inForce() == null || known.life().ended() != null) {
            return Stream.empty();
        }
        return known.amendments().all().stream()
                .flatMap(amendment -> amendment.boundOn().map(day -> told(known, amendment, day)).stream());
    }

    private static Due told(Known known, Amendment amendment, LocalDate boundOn) {
        return GoingOnWithout.thoseExcluded(
                known,
                amendment,
                new TermsChanged(
                        known.agreementId(),
                        amendment.proposal().termsVersion(),
                        amendment.proposal().terms(),
                        amendment.proposal().from(),
                        boundOn,
                        amendment.id()));
    }
}
