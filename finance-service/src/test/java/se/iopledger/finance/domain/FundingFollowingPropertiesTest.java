package se.iopledger.finance.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AgreementLife;
import se.iopledger.contracts.agreement.AgreementLife.Extension;
import se.iopledger.contracts.agreement.AgreementLife.Held;
import se.iopledger.contracts.finance.FinanceEvent;
import se.iopledger.contracts.finance.Overpayment;
import se.iopledger.contracts.finance.PlannedTranche;
import se.iopledger.contracts.finance.Share;
import se.iopledger.contracts.finance.Tranche.Settlement;
import se.iopledger.contracts.model.Cause;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.finance.domain.AgreementFunding.Scheduled;
import se.iopledger.finance.domain.FundingCommand.FollowAgreement;
import se.iopledger.finance.domain.FundingCommand.WorkOffDueTranches;
import se.iopledger.finance.domain.plan.AnyTerms;
import se.iopledger.finance.domain.plan.BrokenPeriod;
import se.iopledger.finance.domain.plan.Differences;

/** Whatever is told of an agreement's life, in whatever turn and however often: only what holds in the end counts. */
class FundingFollowingPropertiesTest {
    private static final FundingDecider DECIDER = new FundingDecider(GivenFunding.BANK_DAYS);
    private static final LocalDate LONG_AFTER = LocalDate.parse("2040-01-01");

    /** What happens next, by two numbers: which kind of thing, and which of them. */
    record Step(int kind, int which) {}

    @Property(tries = 300)
    void inTheEndThePlanIsWhatAFreshCalculationGives(
            @ForAll("versions") List<Terms> versions, @ForAll("steps") List<Step> steps) {
        Followed followed = new Followed(versions);
        steps.forEach(followed::take);
        followed.work(LONG_AFTER);

        assertThat(comparable(followed.funding)).isEqualTo(comparable(fresh(followed.life)));
    }

    @Property(tries = 200)
    void whateverHappensEveryPartSumsToItsWholeAndNothingIsPaidAfterTheLastDay(
            @ForAll("versions") List<Terms> versions, @ForAll("steps") List<Step> steps) {
        Followed followed = new Followed(versions);
        for (Step step : steps) {
            followed.take(step);
            if (followed.funding instanceof Scheduled scheduled) {
                holds(scheduled, followed.life.orElseThrow());
            }
        }
    }

    private static void holds(Scheduled scheduled, AgreementLife life) {
        assertThat(scheduled.basis().lastDay()).isEqualTo(life.lastDay());
        for (PlannedTranche planned : scheduled.tranches()) {
            if (planned.tranche().settlement() == Settlement.HERE) {
                assertThat(planned.tranche().periodLast()).isBeforeOrEqualTo(life.lastDay());
            }
            Money settled =
                    planned.corrects() == null ? Money.ZERO : planned.corrects().settled();
            assertThat(sum(planned.shares()).minus(settled))
                    .isEqualTo(planned.tranche().amount());
            for (Share share : planned.shares()) {
                assertThat(held(share, life) || planned.tranche().settlement() == Settlement.ELSEWHERE)
                        .isTrue();
            }
        }
        for (Overpayment found : scheduled.overpayments().values()) {
            assertThat(sum(found.shares())).isEqualTo(found.owed());
            assertThat(found.owed().plus(found.amount())).isEqualTo(found.settled());
        }
        Set<String> ids = scheduled.tranches().stream()
                .map(planned -> planned.tranche().trancheId())
                .collect(Collectors.toSet());
        assertThat(ids).hasSameSizeAs(scheduled.tranches()).containsAll(scheduled.fellDue());
    }

    /** Each version gives money for the days on which it holds, and for no other. */
    private static boolean held(Share share, AgreementLife life) {
        return life.held().stream()
                .filter(held -> held.version().number() == share.termsVersion())
                .anyMatch(held -> isWithin(share, held));
    }

    private static boolean isWithin(Share share, Held held) {
        return !share.first().isBefore(held.first()) && !share.last().isAfter(held.last());
    }

    private static Money sum(List<Share> shares) {
        return Money.sum(shares.stream().map(Share::amount).toList());
    }

    @Property
    void howeverATimeIsBrokenItsPartsSumToTheWhole(
            @ForAll @LongRange(min = -1_000_000_00L, max = Money.LARGEST_ORE) long ore,
            @ForAll @IntRange(min = 1, max = 4000) int days,
            @ForAll("cuts") List<Integer> cuts) {
        LocalDate first = LocalDate.parse("2019-01-01");
        BrokenPeriod whole = new BrokenPeriod(first, first.plusDays(days - 1L));
        List<LocalDate> starts = new ArrayList<>(List.of(first));
        cuts.stream().map(cut -> first.plusDays(cut % days)).distinct().sorted().forEach(starts::add);
        List<LocalDate> distinct = starts.stream().distinct().sorted().toList();

        Money sum = Money.ZERO;
        for (int part = 0; part < distinct.size(); part++) {
            LocalDate last = part + 1 < distinct.size() ? distinct.get(part + 1).minusDays(1) : whole.last();
            Money money = whole.part(new Money(ore), distinct.get(part), last);
            assertThat(ore < 0 || !money.isNegative()).isTrue();
            sum = sum.plus(money);
        }

        assertThat(sum).isEqualTo(new Money(ore));
    }

    private static AgreementFunding fresh(Optional<AgreementLife> life) {
        Finance finance = new Finance();
        finance.hear(new FollowAgreement(
                GivenFunding.AGREEMENT,
                Mandate.of("automation", LONG_AFTER),
                new Cause("/agreement-service", 0),
                life));
        return finance.funding;
    }

    /** Without words, and without the order of what is due on one day. */
    private static Object comparable(AgreementFunding funding) {
        return funding instanceof Scheduled scheduled
                ? List.of(
                        scheduled.basis(),
                        scheduled.tranches().stream()
                                .map(Differences::withoutWords)
                                .sorted(Comparator.comparing(
                                        planned -> planned.tranche().trancheId()))
                                .toList(),
                        scheduled.overpayments().values().stream()
                                .map(found -> List.of(found.trancheId(), found.settled(), found.owed(), found.shares()))
                                .toList(),
                        scheduled.fellDue())
                : "nothing is scheduled";
    }

    /** finance-service's aggregate without its shell: what it has answered it answers with nothing. */
    private static class Finance {
        AgreementFunding funding = FundingDecider.initial();
        private long answered = -1;

        void hear(FollowAgreement command) {
            if (command.cause().position() > answered && decide(command)) {
                answered = command.cause().position();
            }
        }

        final boolean decide(FundingCommand.OfPlan command) {
            Decision<FinanceEvent> decision = DECIDER.decide(command, funding);
            assertThat(decision).isInstanceOf(Decision.Accepted.class);
            List<FinanceEvent> events = ((Decision.Accepted<FinanceEvent>) decision).events();
            for (FinanceEvent event : events) {
                funding = FundingDecider.evolve(funding, event);
            }
            return !events.isEmpty();
        }
    }

    /** An agreement that lives as agreement-service would let it, and its funding. */
    private static final class Followed extends Finance {
        private final List<Terms> versions;
        private final List<FollowAgreement> sent = new ArrayList<>();
        private LocalDate today;
        private int version = 1;
        Optional<AgreementLife> life = Optional.empty();

        Followed(List<Terms> versions) {
            this.versions = versions;
            today = versions.getFirst().period().first();
            tell(Told.activated(versions.getFirst(), version));
        }

        void take(Step step) {
            switch (step.kind()) {
                case 0 -> passing(step.which());
                case 1 ->
                    sent.stream().skip(step.which() % sent.size()).findFirst().ifPresent(this::hear);
                case 2 -> toggle();
                default -> life.ifPresent(lived -> live(step, lived));
            }
        }

        private void live(Step step, AgreementLife lived) {
            LocalDate some = lived.firstDay().plusDays(step.which());
            switch (step.kind()) {
                case 3, 4 -> extend(lived, step.which() + 1);
                case 5 ->
                    lived.extensions().stream().reduce((one, other) -> other).ifPresent(this::undo);
                case 6, 7 -> tell(Told.lastDay(some.toString()));
                case 8 ->
                    tell(Told.lastDay(lived.runsTo(lived.lastVersion().terms()).toString()));
                case 9, 10 ->
                    tell(Told.termsChanged(++version, versions.get(version % versions.size()), some.toString()));
                case 11 ->
                    lived.versions().stream()
                            .filter(one -> one.number() != lived.firstVersion().number())
                            .skip(step.which() % lived.versions().size())
                            .findFirst()
                            .ifPresent(one -> tell(Told.termsChangeReversed(one.number())));
                case 12 -> tell(Told.endedByNotice(lived.lastDay().toString()));
                default -> tell(Told.endReversed(lived.lastDay().toString()));
            }
        }

        private void extend(AgreementLife lived, int days) {
            LocalDate first = lived.lastDay().plusDays(1);
            tell(Told.extended(first.toString(), first.plusDays(days - 1L).toString()));
        }

        private void undo(Extension extension) {
            tell(Told.extensionReversed(
                    extension.firstDay().toString(), extension.lastDay().toString()));
        }

        private void toggle() {
            tell(life.isPresent() ? Told.activationReversed() : Told.activated(versions.getFirst(), ++version));
        }

        private void passing(int days) {
            work(today.plusDays(days));
        }

        void work(LocalDate day) {
            today = day;
            decide(new WorkOffDueTranches(GivenFunding.AGREEMENT, Mandate.of("due-tranches", day)));
        }

        private void tell(AgreementEvent event) {
            life = AgreementLife.after(life, event);
            FollowAgreement command = new FollowAgreement(
                    GivenFunding.AGREEMENT,
                    Mandate.of("automation", today),
                    new Cause("/agreement-service", sent.size()),
                    life);
            sent.add(command);
            hear(command);
        }
    }

    @Provide
    Arbitrary<List<Integer>> cuts() {
        return Arbitraries.integers().between(0, 4000).list().ofMaxSize(6);
    }

    @Provide
    Arbitrary<List<Terms>> versions() {
        return AnyTerms.terms().list().ofMinSize(1).ofMaxSize(3);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 13),
                        Arbitraries.integers().between(0, 1500))
                .as(Step::new)
                .list()
                .ofMaxSize(15);
    }
}
