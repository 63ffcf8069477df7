package se.iopledger.finance.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.agreement.AgreementLife;
import se.iopledger.contracts.finance.FinanceEvent;
import se.iopledger.contracts.finance.FinanceEvent.TrancheCancelled;
import se.iopledger.contracts.finance.FinanceEvent.TrancheFellDue;
import se.iopledger.contracts.finance.FinanceEvent.TrancheRescheduled;
import se.iopledger.contracts.finance.Tranche;
import se.iopledger.contracts.finance.Tranche.Settlement;
import se.iopledger.contracts.model.Cause;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.Adjustment;
import se.iopledger.contracts.terms.Grant;
import se.iopledger.contracts.terms.Standing;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.finance.domain.FundingCommand.FollowAgreement;
import se.iopledger.finance.domain.FundingCommand.WorkOffDueTranches;
import se.iopledger.finance.domain.plan.AnyTerms;
import se.iopledger.finance.domain.plan.FundingSchedule;

/** What holds for whatever terms and whatever commands. */
class FundingPropertiesTest {
    private static final MoneyDecider DECIDER = new MoneyDecider(new FundingDecider(GivenFunding.BANK_DAYS));

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
                                grant -> atLeastItsFloor(grant, terms),
                                Money::plus,
                                TreeMap::new)));
    }

    private static Money atLeastItsFloor(Grant grant, Terms terms) {
        Money floor = grant.standing() == Standing.PLANNED ? floor(grant, terms) : Money.ZERO;
        return grant.amount().compareTo(floor) < 0 ? floor : grant.amount();
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
        AgreementMoney state = MoneyDecider.initial();
        LocalDate today = terms.period().first().minusDays(30);
        int version = 0;
        for (int step : steps) {
            today = today.plusDays(step * 7L);
            FundingCommand command = command(step, ++version, today, terms);
            if (DECIDER.decide(command, state) instanceof Decision.Accepted<FinanceEvent>(var events)) {
                for (FinanceEvent event : events) {
                    state = MoneyDecider.evolve(state, event);
                }
                history.addAll(events);
            }
        }

        assertThat(GivenFunding.stateAfter(history)).isEqualTo(state);
        Set<String> sinceWithdrawn = new HashSet<>();
        for (FinanceEvent event : history) {
            if (event instanceof FinanceEvent.FundingScheduleWithdrawn) {
                sinceWithdrawn.clear();
            } else if (event instanceof TrancheCancelled cancelled) {
                sinceWithdrawn.remove(cancelled.trancheId());
            } else if (event instanceof TrancheRescheduled rescheduled
                    && !Objects.equals(
                            rescheduled.dueDateBefore(),
                            rescheduled.planned().tranche().dueDate())) {
                sinceWithdrawn.remove(rescheduled.planned().tranche().trancheId());
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
        if (DECIDER.decide(command, MoneyDecider.initial()) instanceof Decision.Accepted<FinanceEvent>(var events)) {
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
        AgreementLife begun = AgreementLife.begun(version, terms);
        return switch (step % 6) {
            case 0, 1 -> new FollowAgreement(GivenFunding.AGREEMENT, mandate, cause, Optional.of(begun));
            case 2 ->
                new FollowAgreement(
                        GivenFunding.AGREEMENT,
                        mandate,
                        cause,
                        AgreementLife.after(
                                Optional.of(begun),
                                Told.extended(
                                        terms.period().last().plusDays(1).toString(),
                                        terms.period().last().plusYears(1).toString())));
            case 3 -> new FollowAgreement(GivenFunding.AGREEMENT, mandate, cause, Optional.empty());
            default -> new WorkOffDueTranches(GivenFunding.AGREEMENT, mandate);
        };
    }

    @Provide
    Arbitrary<List<Integer>> steps() {
        return Arbitraries.integers().between(0, 11).list().ofMaxSize(12);
    }

    @Provide
    Arbitrary<Terms> terms() {
        return AnyTerms.terms();
    }
}
