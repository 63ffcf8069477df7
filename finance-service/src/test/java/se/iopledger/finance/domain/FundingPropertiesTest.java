package se.iopledger.finance.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.FinanceEvent;
import se.iopledger.contracts.finance.FinanceEvent.TrancheFellDue;
import se.iopledger.contracts.finance.Tranche;
import se.iopledger.contracts.finance.Tranche.Settlement;
import se.iopledger.contracts.model.Cause;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.Adjustment;
import se.iopledger.contracts.terms.AdjustmentBasis;
import se.iopledger.contracts.terms.DefaultRule;
import se.iopledger.contracts.terms.Grant;
import se.iopledger.contracts.terms.Interval;
import se.iopledger.contracts.terms.Manner;
import se.iopledger.contracts.terms.Standing;
import se.iopledger.contracts.terms.StartReading;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.terms.YearKind;
import se.iopledger.finance.domain.FundingCommand.DeriveSchedule;
import se.iopledger.finance.domain.FundingCommand.ExtendSchedule;
import se.iopledger.finance.domain.FundingCommand.WithdrawSchedule;
import se.iopledger.finance.domain.FundingCommand.WorkOffDueTranches;

/** What holds for whatever terms and whatever commands. */
class FundingPropertiesTest {
    private static final FundingDecider DECIDER = new FundingDecider(GivenFunding.BANK_DAYS);

    @Property(tries = 500)
    void everyYearsTranchesSumToTheYearsAmount(@ForAll("terms") Terms terms) {
        Map<String, Money> scheduled = new TreeMap<>();
        for (Tranche tranche : scheduleOf(terms).tranches()) {
            scheduled.merge(tranche.year() + " " + tranche.recipient(), tranche.amount(), Money::plus);
        }

        assertThat(scheduled)
                .isEqualTo(terms.funding().grants().stream()
                        .collect(Collectors.toMap(
                                grant -> grant.year() + " " + grant.recipient(),
                                Grant::amount,
                                Money::plus,
                                TreeMap::new)));
    }

    @Property(tries = 500)
    void whatIsGuaranteedSumsToTheFloorAndACommittedAmountIsGuaranteedWhole(@ForAll("terms") Terms terms) {
        for (Grant grant : terms.funding().grants()) {
            Money guaranteed = Money.sum(scheduleOf(terms).tranches().stream()
                    .filter(tranche -> tranche.year() == grant.year()
                            && tranche.recipient().equals(grant.recipient()))
                    .map(Tranche::guaranteed)
                    .toList());
            assertThat(guaranteed)
                    .isEqualTo(grant.standing() == Standing.COMMITTED ? grant.amount() : floor(grant, terms));
        }
    }

    /** In the terms made here the first year alone is decided. */
    private static Money floor(Grant planned, Terms terms) {
        Adjustment adjustment = terms.funding().adjustment();
        return adjustment == null || !adjustment.neverBelowYearBefore()
                ? Money.ZERO
                : terms.funding().grants().stream()
                        .filter(grant -> grant.recipient().equals(planned.recipient()))
                        .findFirst()
                        .orElseThrow()
                        .amount();
    }

    @Property(tries = 500)
    void everyDueDateIsABankDayAndAnUndatedTrancheSaysWhatItWaitsFor(@ForAll("terms") Terms terms) {
        for (Tranche tranche : scheduleOf(terms).tranches()) {
            LocalDate dueDate = tranche.dueDate();
            if (dueDate == null) {
                assertThat(tranche.calculation()).contains("Not dated; awaits ");
                assertThat(tranche.settlement()).isEqualTo(Settlement.HERE);
                assertThat(scheduleOf(terms).awaits()).isNotEmpty();
            } else {
                assertThat(GivenFunding.BANK_DAYS.isBankDay(dueDate)).isTrue();
                assertThat(tranche.settlement() == Settlement.ELSEWHERE)
                        .isEqualTo(dueDate.isBefore(terms.takeoverDate()));
            }
            assertThat(tranche.periodFirst()).isBeforeOrEqualTo(tranche.periodLast());
            assertThat(tranche.periodFirst()).isAfterOrEqualTo(terms.period().first());
            assertThat(tranche.periodLast()).isBeforeOrEqualTo(terms.period().last());
        }
    }

    @Property(tries = 500)
    void tranchesStandInOrderAndCanBeToldApart(@ForAll("terms") Terms terms) {
        List<Tranche> tranches = scheduleOf(terms).tranches();
        Set<String> ids = new HashSet<>();
        LocalDate before = LocalDate.MIN;
        for (Tranche tranche : tranches) {
            assertThat(ids.add(tranche.trancheId())).isTrue();
            LocalDate dueDate = tranche.dueDate() == null ? LocalDate.MAX : tranche.dueDate();
            assertThat(dueDate).isAfterOrEqualTo(before);
            assertThat(tranche.number()).isBetween(1, tranche.of());
            before = dueDate;
        }
    }

    @Property(tries = 200)
    void anyCommandSequenceReplaysToTheSameStateAndNothingFallsDueTwice(
            @ForAll("terms") Terms terms, @ForAll("steps") List<Integer> steps) {
        List<FinanceEvent> history = new ArrayList<>();
        AgreementFunding state = FundingDecider.initial();
        LocalDate today = terms.period().first().minusDays(30);
        int version = 0;
        for (int step : steps) {
            today = today.plusDays(step * 7L);
            FundingCommand command = command(step, ++version, today, terms);
            if (DECIDER.decide(command, state) instanceof Decision.Accepted<FinanceEvent>(var events)) {
                for (FinanceEvent event : events) {
                    state = FundingDecider.evolve(state, event);
                }
                history.addAll(events);
            }
        }

        assertThat(GivenFunding.stateAfter(history)).isEqualTo(state);
        Set<String> sinceWithdrawn = new HashSet<>();
        for (FinanceEvent event : history) {
            if (event instanceof FinanceEvent.FundingScheduleWithdrawn) {
                sinceWithdrawn.clear();
            } else if (event instanceof TrancheFellDue fellDue) {
                assertThat(sinceWithdrawn.add(fellDue.trancheId())).isTrue();
                assertThat(fellDue.dueDate()).isAfterOrEqualTo(terms.takeoverDate());
            }
        }
    }

    /** The log refuses entries of more than 65,535 bytes; what surrounds an event in its entry is below 2,000. */
    @Property(tries = 100)
    void everyEventFitsAnEntryOfTheLog(@ForAll("terms") Terms terms) {
        FundingCommand command = command(0, 1, terms.period().first(), terms);
        if (DECIDER.decide(command, FundingDecider.initial()) instanceof Decision.Accepted<FinanceEvent>(var events)) {
            assertThat(events)
                    .allSatisfy(event -> assertThat(ContractsJson.mapper()
                                    .writeValueAsString(event)
                                    .getBytes(StandardCharsets.UTF_8)
                                    .length)
                            .isLessThan(63_000));
        }
    }

    private static FundingSchedule scheduleOf(Terms terms) {
        return FundingSchedule.derivedFrom(terms, GivenFunding.BANK_DAYS);
    }

    private static FundingCommand command(int step, int version, LocalDate today, Terms terms) {
        Mandate mandate = Mandate.of("automation", today);
        Cause cause = new Cause("/agreement-service", version);
        return switch (step % 6) {
            case 0, 1 -> new DeriveSchedule(GivenFunding.AGREEMENT, mandate, cause, version, terms);
            case 2 ->
                new ExtendSchedule(
                        GivenFunding.AGREEMENT,
                        mandate,
                        cause,
                        terms.period().last().plusDays(1),
                        terms.period().last().plusYears(1),
                        List.of());
            case 3 -> new WithdrawSchedule(GivenFunding.AGREEMENT, mandate, cause);
            default -> new WorkOffDueTranches(GivenFunding.AGREEMENT, mandate);
        };
    }

    @Provide
    Arbitrary<List<Integer>> steps() {
        return Arbitraries.integers().between(0, 11).list().ofMaxSize(12);
    }

    @Provide
    Arbitrary<Terms> terms() {
        Arbitrary<LocalDate> first = Arbitraries.integers()
                .between(0, 2500)
                .map(days -> LocalDate.parse("2018-01-01").plusDays(days));
        Arbitrary<Set<Integer>> months =
                Arbitraries.integers().between(1, 12).set().ofMaxSize(4);
        Arbitrary<Set<DefaultRule>> defaults = Arbitraries.of(DefaultRule.class).set();
        Arbitrary<List<Long>> amounts = Arbitraries.longs()
                .between(0, 1_000_000_000_00L)
                .list()
                .ofMinSize(12)
                .ofMaxSize(12);
        return Combinators.combine(
                        first,
                        Arbitraries.integers().between(1, 1500),
                        Arbitraries.of(YearKind.class),
                        Arbitraries.of(Interval.class),
                        months,
                        defaults,
                        amounts,
                        Arbitraries.integers().between(0, 63))
                .as(FundingPropertiesTest::terms);
    }

    private static <E extends Enum<E>> E nth(int number, Class<E> values) {
        List<E> all = List.copyOf(EnumSet.allOf(values));
        return all.get(number % all.size());
    }

    private static Terms terms(
            LocalDate first,
            int days,
            YearKind years,
            Interval interval,
            Set<Integer> months,
            Set<DefaultRule> defaults,
            List<Long> amounts,
            int coins) {
        LocalDate last = first.plusDays(days);
        TermsOf terms = TermsOf.agreement("any", years, first.toString(), last.toString(), "P-1")
                .takenOver(first.plusDays(days * (coins & 3) / 4).toString())
                .paid(interval, nth(coins, Manner.class), List.copyOf(months), "P-2")
                .choosing(defaults.toArray(DefaultRule[]::new));
        int from = years == YearKind.CALENDAR ? first.getYear() : 1;
        int to = years == YearKind.CALENDAR
                ? last.getYear()
                : 1 + first.until(last).getYears();
        int index = 0;
        for (int year = from; year <= to; year++) {
            Standing standing = (coins & 4) != 0 && year > from ? Standing.PLANNED : Standing.COMMITTED;
            for (String recipient : List.of("förening", "stiftelse")) {
                String amount = new Money(amounts.get(index++)).toString();
                terms.grant(year, recipient, amount, standing, "P-3");
            }
        }
        if ((coins & 8) != 0 && interval != Interval.MONTH) {
            terms.inArrears();
        }
        if ((coins & 16) != 0) {
            terms.adjusted(
                    nth(coins, AdjustmentBasis.class),
                    (coins & 32) != 0,
                    List.of(
                            new StartReading("at once", first, List.of("P-4")),
                            new StartReading("later", first.plusMonths(14), List.of("P-4")),
                            new StartReading("not said", null, List.of("P-4"))),
                    "P-4");
        }
        return terms.build();
    }
}
