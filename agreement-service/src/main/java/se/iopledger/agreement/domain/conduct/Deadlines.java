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
        return Stream.of(plans(known), checks(known), evidence(known))
                .flatMap(deadlines -> deadlines)
                .map(Deadlines::told)
                .filter(due -> known.life().ended() == null || !due.on().isAfter(span.last()));
    }

    private static Stream<DeadlinePassed> plans(Known known) {
        return known.conduct().deficiencies().stream()
                .flatMap(deficiency -> Stream.ofNullable(deficiency.plan())
                        .filter(deficiency::missed)
                        .map(plan -> new DeadlinePassed(
                                known.agreementId(), Deadline.REMEDIATION_PLAN, deficiency.id(), plan.deadline())));
    }

    /** A check that came too late leaves the deadline passed that it missed. */
    private static Stream<DeadlinePassed> checks(Known known) {
        return known.conduct().checks().stream()
                .flatMap(check -> Stream.ofNullable(check.nextCheckOn())
                        .filter(lastDay -> known.conduct()
                                .nextAfter(check)
                                .filter(next -> !next.checkedOn().isAfter(lastDay))
                                .isEmpty())
                        .map(lastDay -> new DeadlinePassed(
                                known.agreementId(), Deadline.REQUIREMENT_CHECK, check.id(), lastDay)));
    }

    /** Also where other evidence is still valid: which is, is there to be asked for. */
    private static Stream<DeadlinePassed> evidence(Known known) {
        return known.conduct().evidence().stream()
                .flatMap(evidence -> Stream.ofNullable(evidence.validUntil())
                        .map(lastDay -> new DeadlinePassed(
                                known.agreementId(), Deadline.ELIGIBILITY_EVIDENCE, evidence.id(), lastDay)));
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
