package se.iopledger.reporting.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.reporting.DatedObligation;
import se.iopledger.contracts.reporting.DatedObligation.Settlement;
import se.iopledger.contracts.reporting.ReportingEvent;
import se.iopledger.contracts.reporting.ReportingEvent.ObligationBecameOverdue;
import se.iopledger.contracts.terms.ObligationKind;
import se.iopledger.contracts.terms.Recurrence;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.terms.YearKind;
import se.iopledger.contracts.testing.Clause;

class ReportingPropertiesTest {
    private static final LocalDate EPOCH = LocalDate.of(2019, 1, 1);

    @Property
    void everyIdIsItsOwn(@ForAll("texts") Terms terms) {
        List<String> ids =
                calendar(terms).stream().map(DatedObligation::obligationId).toList();

        assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
    }

    @Property
    void whatIsCoveredLiesWithinTheAgreement(@ForAll("texts") Terms terms) {
        assertThat(calendar(terms))
                .filteredOn(obligation -> obligation.periodFirst() != null)
                .allSatisfy(obligation -> assertThat(obligation.periodFirst())
                        .isAfterOrEqualTo(terms.period().first())
                        .isBeforeOrEqualTo(Objects.requireNonNull(obligation.periodLast())))
                .allSatisfy(obligation -> assertThat(obligation.periodLast())
                        .isBeforeOrEqualTo(terms.period().last()));
    }

    @Property
    void elsewhereIsExactlyWhatIsDueBeforeTheTakeover(@ForAll("texts") Terms terms) {
        assertThat(calendar(terms))
                .allSatisfy(obligation -> assertThat(obligation.settlement() == Settlement.ELSEWHERE)
                        .isEqualTo(obligation.dueDate() != null
                                && obligation.dueDate().isBefore(terms.takeoverDate())));
    }

    @Property
    @Clause("NOR-10")
    void accountsFollowEachOtherWithoutGapOrOverlap(
            @ForAll("periods") AgreementText text, @ForAll("months") List<Integer> months) {
        Terms terms = text.asksFor("account", ObligationKind.FINANCIAL_ACCOUNT, new Recurrence.InMonths(months))
                .terms();
        List<DatedObligation> accounts = calendar(terms);

        for (int i = 1; i < accounts.size(); i++) {
            assertThat(accounts.get(i).periodFirst())
                    .isEqualTo(Objects.requireNonNull(accounts.get(i - 1).periodLast())
                            .plusDays(1));
        }
        if (!accounts.isEmpty()) {
            assertThat(accounts.getFirst().periodFirst())
                    .isEqualTo(terms.period().first());
        }
    }

    @Property
    @Clause("STO-3")
    void extendingStepByStepEndsInTheSameObligationsAsTheWholeAtOnce(
            @ForAll("texts") Terms terms, @ForAll("days") int moreDays, @ForAll("days") int evenMoreDays) {
        LocalDate middle = terms.period().last().plusDays(moreDays + 1L);
        LocalDate last = middle.plusDays(evenMoreDays + 1L);
        ReportingScenario scenario = ReportingScenario.givenCommands(
                ReportingScenario.activated("2019-01-01", terms),
                ReportingScenario.extended("2019-01-01", terms, middle.toString()),
                ReportingScenario.extended("2019-01-01", terms, last.toString()));

        assertThat(scenario.state())
                .isInstanceOfSatisfying(
                        Obligations.Owed.class,
                        owed -> assertThat(owed.byId().values())
                                .containsExactlyInAnyOrderElementsOf(ReportingCalendar.of(terms, last)));
    }

    @Property
    void anyCommandsKeepTheRules(@ForAll("commands") List<ReportingCommand> commands) {
        Obligations state = Obligations.none();
        List<ReportingEvent> history = new ArrayList<>();
        for (ReportingCommand command : commands) {
            List<ReportingEvent> events = switch (ReportingDecider.decide(command, state)) {
                case Decision.Accepted<ReportingEvent>(List<ReportingEvent> accepted) -> accepted;
                case Decision.Rejected<ReportingEvent> rejected -> List.of();
            };
            assertOverdueAreDueAndInOrder(events, command);
            for (ReportingEvent event : events) {
                state = ReportingDecider.evolve(state, event);
            }
            history.addAll(events);
            assertThat(decidedAgain(command, state))
                    .as("nothing stays due after an accepted command, unless the command itself brought it")
                    .allMatch(event -> event instanceof ObligationBecameOverdue
                            && !(command instanceof ReportingCommand.WorkOffDueObligations));
        }
        assertThat(ReportingScenario.replayed(history)).isEqualTo(state);
    }

    @Property(tries = 50)
    void everyEventFitsIntoAnEntryOfTheLog(@ForAll("texts") Terms terms) {
        var derived = ReportingScenario.given()
                .when(ReportingScenario.activated("2019-01-01", terms))
                .accepted();

        assertThat(derived)
                .allSatisfy(event -> assertThat(
                                ContractsJson.mapper().writeValueAsString(event).getBytes(StandardCharsets.UTF_8))
                        .hasSizeLessThan(50_000));
    }

    private static void assertOverdueAreDueAndInOrder(List<ReportingEvent> events, ReportingCommand command) {
        List<LocalDate> passed = events.stream()
                .filter(ObligationBecameOverdue.class::isInstance)
                .map(event -> ((ObligationBecameOverdue) event).dueDate())
                .toList();
        assertThat(passed).isSorted();
        assertThat(passed)
                .allMatch(dueDate -> dueDate.isBefore(command.mandate().today()));
        assertThat(events.stream()
                        .dropWhile(ObligationBecameOverdue.class::isInstance)
                        .noneMatch(ObligationBecameOverdue.class::isInstance))
                .as("what was due comes first")
                .isTrue();
    }

    private static List<ReportingEvent> decidedAgain(ReportingCommand command, Obligations state) {
        return switch (ReportingDecider.decide(
                new ReportingCommand.WorkOffDueObligations(command.agreementId(), command.mandate()), state)) {
            case Decision.Accepted<ReportingEvent>(List<ReportingEvent> events) -> events;
            case Decision.Rejected<ReportingEvent> rejected -> throw new AssertionError(rejected);
        };
    }

    private static List<DatedObligation> calendar(Terms terms) {
        return ReportingCalendar.of(terms, terms.period().last());
    }

    @Provide
    Arbitrary<Integer> days() {
        return Arbitraries.integers().between(0, 800);
    }

    @Provide
    Arbitrary<List<Integer>> months() {
        return Arbitraries.integers().between(1, 12).list().ofMinSize(1).ofMaxSize(12);
    }

    @Provide
    Arbitrary<AgreementText> periods() {
        return Combinators.combine(days(), Arbitraries.integers().between(0, 1800), days())
                .as((first, length, takeover) -> AgreementText.from(
                                EPOCH.plusDays(first), EPOCH.plusDays(first).plusDays(length))
                        .takenOverOn(EPOCH.plusDays(first).plusDays(takeover).toString()));
    }

    @Provide
    Arbitrary<Terms> texts() {
        Arbitrary<ObligationKind> kinds = Arbitraries.of(ObligationKind.class);
        Arbitrary<AgreementText> asking = Combinators.combine(
                        periods(),
                        Combinators.combine(kinds, recurrences())
                                .as(KindAndDue::new)
                                .list()
                                .ofMaxSize(6))
                .as(ReportingPropertiesTest::withObligations);
        return asking.map(AgreementText::terms);
    }

    private static AgreementText withObligations(AgreementText text, List<KindAndDue> obligations) {
        for (int i = 0; i < obligations.size(); i++) {
            KindAndDue obligation = obligations.get(i);
            text.asksFor("obligation" + i, obligation.kind(), obligation.due(), "NOR-" + i);
        }
        return text;
    }

    private record KindAndDue(ObligationKind kind, Recurrence due) {}

    @Provide
    Arbitrary<Recurrence> recurrences() {
        return Arbitraries.oneOf(
                Combinators.combine(Arbitraries.integers().between(1, 24), Arbitraries.of(YearKind.class))
                        .as(Recurrence.TimesAYear::new),
                months().map(Recurrence.InMonths::new),
                Arbitraries.integers().between(1, 30).map(Recurrence.EveryMonths::new),
                Arbitraries.integers().between(1, 5).map(Recurrence.TimesInPeriod::new),
                days().map(day -> new Recurrence.OnceBy(EPOCH.plusDays(day))),
                Arbitraries.just(new Recurrence.BeforeStart()),
                Arbitraries.just(new Recurrence.Regularly()));
    }

    @Provide
    Arbitrary<List<ReportingCommand>> commands() {
        return texts().flatMap(terms -> command(terms).list().ofMaxSize(8));
    }

    private Arbitrary<ReportingCommand> command(Terms terms) {
        Arbitrary<String> today = Arbitraries.integers()
                .between(0, 3000)
                .map(day -> EPOCH.plusDays(day).toString());
        Arbitrary<String> until =
                days().map(day -> terms.period().last().plusDays(day).toString());
        return Arbitraries.oneOf(
                today.map(day -> ReportingScenario.activated(day, terms)),
                Combinators.combine(today, until).as((day, last) -> ReportingScenario.extended(day, terms, last)),
                today.map(ReportingScenario::voided),
                today.map(ReportingScenario::workOffDue));
    }
}
