package se.iopledger.agreement.domain.conduct;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.Impossible;
import se.iopledger.agreement.domain.extend.Extending;
import se.iopledger.agreement.domain.life.Due;
import se.iopledger.agreement.domain.life.Life;
import se.iopledger.contracts.agreement.ConductEvent.Deadline;
import se.iopledger.contracts.agreement.ConductEvent.DeadlineKept;
import se.iopledger.contracts.agreement.ConductEvent.DeadlinePassed;
import se.iopledger.contracts.terms.ExtensionRule;

/** Deadlines that passed. They follow by themselves, so that what nobody did is told as well as what somebody did. */
@CheckReturnValue
public final class Deadlines {
    /** What a review concerns: there is one in an agreement. */
    public static final String REVIEW = "continuation";

    private Deadlines() {}

    /** Those that passed, or will unless something is done by then; as long as the agreement is in force. */
    public static Stream<Due> due(Known known) {
        Life.Span span = known.life().inForce();
        if (span == null) {
            return Stream.empty();
        }
        return Stream.of(plans(known), checks(known), evidence(known), review(known, span), fundsChecks(known))
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

    /** The review of whether to go on, by its day (LUN-6). */
    private static Stream<DeadlinePassed> review(Known known, Life.Span span) {
        return Optional.ofNullable(known.termsOn(span.last()).extension()).map(ExtensionRule::reviewBy).stream()
                .filter(reviewBy -> known.continuation().reviewBy(reviewBy).isEmpty())
                .map(reviewBy -> new DeadlinePassed(known.agreementId(), Deadline.REVIEW, REVIEW, reviewBy));
    }

    /** That funds exist is known before an extension that depends on them begins (STO-2, STO-3). */
    private static Stream<DeadlinePassed> fundsChecks(Known known) {
        return Extending.withoutFundsCheck(known)
                .map(firstDay -> new DeadlinePassed(
                        known.agreementId(), Deadline.FUNDS_CHECK, Extending.id(firstDay), firstDay.minusDays(1)));
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
