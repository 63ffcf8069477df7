package se.iopledger.agreement.domain.life;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.exit.Cut;
import se.iopledger.agreement.domain.life.Life.Span;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExpired;
import se.iopledger.contracts.agreement.Ending;
import se.iopledger.contracts.agreement.LifeEvent.AgreementEnded;
import se.iopledger.contracts.agreement.LifeEvent.EndReversed;
import se.iopledger.contracts.agreement.LifeEvent.LastDayChanged;

/** An agreement ends on the day after its last day, whatever made that day its last. */
@CheckReturnValue
final class Ends {
    private Ends() {}

    static Stream<Due> due(Known known) {
        Span span = known.life().inForce();
        if (span == null || known.life().ended() != null) {
            return Stream.empty();
        }
        return Stream.of(cut(known, span)
                .map(cut -> told(new AgreementEnded(
                        known.agreementId(), cut.lastDay(), cut.how(), cut.calculation(), cut.clauses())))
                .orElseGet(() -> told(new AgreementExpired(known.agreementId(), span.last()))));
    }

    /** The last day that holds, and why; empty before the agreement is in force. */
    static Optional<LastDayChanged> lastDay(Known known) {
        return Optional.ofNullable(known.life().inForce())
                .map(span -> cut(known, span)
                        .map(cut -> new LastDayChanged(known.agreementId(), cut.lastDay(), cut.calculation()))
                        .orElseGet(() -> new LastDayChanged(
                                known.agreementId(),
                                span.last(),
                                "it runs to " + span.last() + ": nothing ends it earlier")));
    }

    /** What ends it before the day to which it would run. */
    private static Optional<Cut> cut(Known known, Span span) {
        return Cut.of(known).filter(cut -> cut.lastDay().isBefore(span.last()));
    }

    static Due told(AgreementExpired event) {
        return told(event, event.lastDay(), Ending.EXPIRY);
    }

    static Due told(AgreementEnded event) {
        return told(event, event.lastDay(), event.how());
    }

    private static Due told(AgreementEvent event, LocalDate lastDay, Ending how) {
        return new Due(id(lastDay, how), lastDay.plusDays(1), event, new EndReversed(event.agreementId(), lastDay));
    }

    static String id(LocalDate lastDay, Ending how) {
        return "end:" + lastDay + ":" + how;
    }
}
