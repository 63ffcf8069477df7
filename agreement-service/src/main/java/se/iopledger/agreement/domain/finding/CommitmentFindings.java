package se.iopledger.agreement.domain.finding;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.agreement.Finding.Affects;
import se.iopledger.contracts.terms.Commitment;
import se.iopledger.contracts.terms.Period;
import se.iopledger.contracts.terms.Terms;

/** Undertakings and goals. */
final class CommitmentFindings {
    private static final Ideal STARTS_INSIDE = new Ideal("UndertakingMustNotStartBeforeThePeriod", Affects.NOTHING);
    private static final Ideal DEADLINE_FROM = new Ideal("DeadlineMustSayFromWhen", Affects.NOTHING);
    private static final Ideal REACHABLE = new Ideal("GoalMustBeReachableInThePeriod", Affects.NOTHING);

    private static final Ideal PURPOSE = new Ideal("PurposeMustBeAgreedToStay", Affects.NOTHING);

    private CommitmentFindings() {}

    static Finding purposeMustBeAgreedToStay(String amendmentId, String decidedBy, List<String> clauses) {
        return PURPOSE.brokenBy(
                amendmentId,
                clauses,
                "Commitments changed by " + amendmentId
                        + " without renegotiation, since goal, purpose and values stay. That"
                        + " they do is what " + decidedBy
                        + " says, which decided alone; a party that sees it otherwise calls"
                        + " for renegotiation.");
    }

    static List<Finding> of(Terms terms) {
        return terms.commitments().stream()
                .flatMap(commitment -> Stream.of(
                                undertakingMustNotStartBeforeThePeriod(commitment, terms.period()),
                                deadlineMustSayFromWhen(commitment),
                                goalMustBeReachableInThePeriod(commitment, terms.period()))
                        .flatMap(found -> found))
                .toList();
    }

    private static Stream<Finding> undertakingMustNotStartBeforeThePeriod(Commitment commitment, Period period) {
        LocalDate starts = commitment.startsAtTheLatest();
        return starts != null && starts.isBefore(period.first())
                ? Stream.of(STARTS_INSIDE.brokenBy(
                        commitment.title(),
                        commitment.clauses(),
                        "\"" + commitment.title() + "\" starts by " + starts + ", before the agreement's first day "
                                + period.first() + "."))
                : Stream.empty();
    }

    private static Stream<Finding> deadlineMustSayFromWhen(Commitment commitment) {
        return commitment.deadline() != null && commitment.deadlineFrom() == null
                ? Stream.of(DEADLINE_FROM.brokenBy(
                        commitment.title(),
                        commitment.clauses(),
                        "\"" + commitment.title() + "\" is due " + commitment.deadline()
                                + "; from when that counts is not stated."))
                : Stream.empty();
    }

    private static Stream<Finding> goalMustBeReachableInThePeriod(Commitment commitment, Period period) {
        Integer months = commitment.horizonMonthsOver();
        long available = ChronoUnit.MONTHS.between(period.first(), period.last().plusDays(1));
        return months != null && months >= available
                ? Stream.of(REACHABLE.brokenBy(
                        commitment.title(),
                        commitment.clauses(),
                        "\"" + commitment.title() + "\" takes more than " + months + " months, the agreement runs for "
                                + available + "."))
                : Stream.empty();
    }
}
