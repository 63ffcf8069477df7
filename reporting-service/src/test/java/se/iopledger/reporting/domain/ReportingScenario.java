package se.iopledger.reporting.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExtended;
import se.iopledger.contracts.agreement.AgreementLife;
import se.iopledger.contracts.model.Cause;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.reporting.ReportingEvent;
import se.iopledger.contracts.terms.Terms;

/** Given what happened, when something is wanted, then this happens or that rule forbids it. */
final class ReportingScenario {
    static final String AGREEMENT = "0d6b8d9c-0000-4000-8000-000000000001";

    private final List<ReportingEvent> history = new ArrayList<>();
    private Decision<ReportingEvent> decision = Decision.accepted(List.of());

    private ReportingScenario() {}

    static ReportingScenario given(ReportingEvent... events) {
        var scenario = new ReportingScenario();
        scenario.history.addAll(Arrays.asList(events));
        return scenario;
    }

    /** Carries out commands one after the other, each of which must be accepted. */
    static ReportingScenario givenCommands(ReportingCommand... commands) {
        var scenario = new ReportingScenario();
        for (ReportingCommand command : commands) {
            scenario.when(command);
            scenario.history.addAll(scenario.accepted());
        }
        return scenario;
    }

    ReportingScenario when(ReportingCommand command) {
        decision = ReportingDecider.decide(command, state());
        return this;
    }

    /** What was decided just now has happened. */
    ReportingScenario happened() {
        history.addAll(accepted());
        decision = Decision.accepted(List.of());
        return this;
    }

    void then(ReportingEvent... expected) {
        assertThat(accepted()).containsExactly(expected);
    }

    void thenRejected(String rule) {
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Rejected.class,
                        rejected -> assertThat(rejected.rejection().rule()).isEqualTo(rule));
    }

    List<ReportingEvent> accepted() {
        return switch (decision) {
            case Decision.Accepted<ReportingEvent>(List<ReportingEvent> events) -> events;
            case Decision.Rejected<ReportingEvent> rejected ->
                throw new AssertionError("rejected: " + rejected.rejection());
        };
    }

    Obligations state() {
        return replayed(history);
    }

    static Obligations replayed(List<ReportingEvent> events) {
        return events.stream().reduce(Obligations.none(), ReportingDecider::evolve, (earlier, later) -> later);
    }

    static ReportingCommand activated(String today, Terms terms) {
        return follow(today, 1, Optional.of(AgreementLife.begun(1, terms)));
    }

    static ReportingCommand extended(String today, Terms terms, String until) {
        LocalDate firstDay = terms.period().last().plusDays(1);
        return told(today, terms, new AgreementExtended(AGREEMENT, firstDay, LocalDate.parse(until), List.of("STO-3")));
    }

    /** All that was told since the agreement came into force with these terms, the last of it just now. */
    static ReportingCommand told(String today, Terms terms, AgreementEvent... events) {
        Optional<AgreementLife> life = Optional.of(AgreementLife.begun(1, terms));
        for (AgreementEvent event : events) {
            life = AgreementLife.after(life, event);
        }
        return follow(today, 1L + events.length, life);
    }

    static ReportingCommand voided(String today) {
        return follow(today, 9, Optional.empty());
    }

    static ReportingCommand follow(String today, long position, Optional<AgreementLife> life) {
        return new ReportingCommand.FollowAgreement(AGREEMENT, mandate(today), cause(position), life);
    }

    static ReportingCommand workOffDue(String today) {
        return new ReportingCommand.WorkOffDueObligations(AGREEMENT, mandate(today));
    }

    static ReportingEvent overdue(String obligationId, String dueDate) {
        return new ReportingEvent.ObligationBecameOverdue(AGREEMENT, obligationId, LocalDate.parse(dueDate));
    }

    private static Mandate mandate(String today) {
        return Mandate.of("automation", LocalDate.parse(today));
    }

    private static Cause cause(long position) {
        return new Cause("/agreement-service", position);
    }
}
