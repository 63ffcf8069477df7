package se.iopledger.agreement.domain.exit;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.stream.Stream;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.exit.Departures.Departure;
import se.iopledger.agreement.domain.life.Due;
import se.iopledger.agreement.domain.life.Living;
import se.iopledger.contracts.agreement.LifeEvent.TermsChanged;

/** An agreement with more civil parties goes on without the one that was excluded, from the day after its last one. */
@CheckReturnValue
public final class GoingOnWithout {
    private GoingOnWithout() {}

    /** The terms without the parties that were excluded, while the agreement is in force. */
    public static Stream<Due> due(Known known) {
        if (known.life().inForce() == null || known.life().ended() != null) {
            return Stream.empty();
        }
        return known.departures().standing(known).flatMap(departure -> due(known, departure));
    }

    private static Stream<Due> due(Known known, Departure departure) {
        String party = departure.party();
        Integer version = departure.termsVersion();
        if (party == null || version == null) {
            return Stream.empty();
        }
        LocalDate from = departure.lastDay().plusDays(1);
        return Stream.of(Living.told(new TermsChanged(
                known.agreementId(),
                version,
                TermsWithout.of(known.termsOn(from), party),
                from,
                departure.since(),
                departure.id())));
    }
}
