package se.iopledger.agreement.domain.conduct;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.stream.Stream;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.Impossible;
import se.iopledger.agreement.domain.life.Due;
import se.iopledger.agreement.domain.life.Life;
import se.iopledger.contracts.agreement.ConductEvent.Deadline;
import se.iopledger.contracts.agreement.ConductEvent.DeadlineKept;
import se.iopledger.contracts.agreement.ConductEvent.DeadlinePassed;

/** Deadlines that passed. They follow by themselves, so that what nobody did is told as well as what somebody did. */
@CheckReturnValue
public final class Deadlines {
    private Deadlines() {}

    /** Those that passed, or will unless something is done by then; as long as the agreement is in force. */
    public static Stream<Due> due(Known known) {
        Life.Span span = known.life().inForce();
        if (span == null) {
            return Stream.empty();
        }
        return plans(known)
                .filter(due -> known.life().ended() == null || !due.on().isAfter(span.last()));
    }

    private static Stream<Due> plans(Known known) {
        return known.conduct().deficiencies().stream()
                .flatMap(deficiency -> Stream.ofNullable(deficiency.plan())
                        .filter(deficiency::missed)
                        .map(plan -> told(new DeadlinePassed(
                                known.agreementId(), Deadline.REMEDIATION_PLAN, deficiency.id(), plan.deadline()))));
    }

    private static Due told(DeadlinePassed event) {
        return new Due(
                id(event.what(), event.of(), event.lastDay()),
                event.lastDay().plusDays(1),
                event,
                new DeadlineKept(event.agreementId(), event.what(), event.of(), event.lastDay()));
    }

    private static String id(Deadline what, String of, LocalDate lastDay) {
        return "deadline:" + what + ":" + of + ":" + lastDay;
    }

    static Known evolve(Known known, DeadlinePassed event) {
        return known.with(known.life().after(told(event)));
    }

    static Known evolve(Known known, DeadlineKept event) {
        String id = id(event.what(), event.of(), event.lastDay());
        if (!known.life().has(id)) {
            throw Impossible.event(event, known);
        }
        return known.with(known.life().without(id));
    }
}
