package se.iopledger.finance.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AgreementLife;
import se.iopledger.contracts.agreement.FundingEvent.DecidedGrant;
import se.iopledger.contracts.agreement.FundingEvent.FundingDecided;
import se.iopledger.contracts.agreement.SettlementEvent.ChosenReading;
import se.iopledger.contracts.agreement.SettlementEvent.FindingSettled;
import se.iopledger.contracts.agreement.SettlementEvent.SettlementWithdrawn;
import se.iopledger.contracts.finance.FinanceEvent;
import se.iopledger.contracts.finance.IndexValue;
import se.iopledger.contracts.finance.InputEvent.IndexTaken;
import se.iopledger.contracts.finance.Overpayment;
import se.iopledger.contracts.finance.PlannedTranche;
import se.iopledger.contracts.finance.PlannedTranche.Correction;
import se.iopledger.contracts.finance.PriceIndex;
import se.iopledger.contracts.finance.Tranche.Settlement;
import se.iopledger.contracts.model.Cause;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.Adjustment;
import se.iopledger.contracts.terms.AdjustmentBasis;
import se.iopledger.contracts.terms.Grant;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.finance.domain.AgreementFunding.Scheduled;
import se.iopledger.finance.domain.FundingCommand.FactChange;
import se.iopledger.finance.domain.FundingCommand.FollowAgreement;
import se.iopledger.finance.domain.FundingCommand.TakeIndex;
import se.iopledger.finance.domain.plan.AnyTerms;
import se.iopledger.finance.domain.plan.Differences;
import se.iopledger.finance.domain.plan.FundingPlan;
import se.iopledger.finance.domain.plan.SettledSoFar;
import se.iopledger.finance.domain.plan.SettledSoFar.OfTranche;

/**
 * Whatever happens to an agreement and whatever is paid of it, in whatever order: what is settled and what is open, less
 * what is overpaid, is what the terms, the decisions and the index values in effect give, tranche by tranche.
 */
class SettlingPropertiesTest {
    private static final FundingDecider DECIDER = new FundingDecider(GivenFunding.BANK_DAYS);

    /**
     * @param kind what happens
     * @param which to what, and by how much
     */
    record Step(int kind, int which) {}

    @Property(tries = 400)
    void settledAndOpenLessOverpaidIsWhatIsInEffect(
            @ForAll("versions") List<Terms> versions, @ForAll("steps") List<Step> steps) {
        Paid paid = new Paid(versions);
        for (Step step : steps) {
            paid.take(step);
            if (paid.funding instanceof Scheduled scheduled) {
                holds(scheduled, paid.settled);
            }
        }
    }

    private static void holds(Scheduled scheduled, SettledSoFar settled) {
        assertThat(net(scheduled.plan(), settled)).isEqualTo(owed(scheduled));
        assertThat(scheduled.tranches())
                .extracting(planned -> planned.tranche().trancheId())
                .doesNotHaveDuplicates()
                .containsAll(settled.tranches().keySet());
        for (PlannedTranche planned : scheduled.tranches()) {
            OfTranche part = settled.tranches().get(planned.tranche().trancheId());
            assertThat(settled.open(planned).isNegative()).isFalse();
            if (part != null && part.whole()) {
                assertThat(planned).as("what was settled stays as it was").isEqualTo(part.asSettled());
            }
        }
        assertThat(scheduled.overpayments().values())
                .allMatch(found -> found.amount().compareTo(Money.ZERO) > 0);
    }

    /** Kronor by slot; those of none left out. */
    private static Map<String, Money> net(FundingPlan plan, SettledSoFar settled) {
        Map<String, Money> net = new HashMap<>();
        for (PlannedTranche planned : plan.tranches()) {
            Money money = planned.tranche().settlement() == Settlement.ELSEWHERE
                    ? planned.tranche().amount()
                    : settled.of(planned.tranche().trancheId()).plus(settled.open(planned));
            net.merge(slotOf(planned), money, Money::plus);
        }
        for (Overpayment found : plan.overpayments()) {
            net.merge(found.trancheId(), found.amount(), Money::minus);
        }
        net.values().removeIf(Money.ZERO::equals);
        return net;
    }

    private static String slotOf(PlannedTranche planned) {
        Correction corrects = planned.corrects();
        return corrects == null ? planned.tranche().trancheId() : corrects.trancheId();
    }

    /** By a calculation from nothing but what is in effect. */
    private static Map<String, Money> owed(Scheduled scheduled) {
        return scheduled.inputs().life().isEmpty()
                ? Map.of()
                : net(
                        FundingPlan.of(scheduled.inputs(), SettledSoFar.NOTHING, GivenFunding.BANK_DAYS),
                        SettledSoFar.NOTHING);
    }

    @Property(tries = 200)
    void whatIsScheduledIsWhatAFreshCalculationGives(
            @ForAll("versions") List<Terms> versions, @ForAll("steps") List<Step> steps) {
        Paid paid = new Paid(versions);
        for (Step step : steps) {
            paid.take(step);
            if (paid.funding instanceof Scheduled scheduled
                    && scheduled.inputs().life().isPresent()) {
                FundingPlan fresh = FundingPlan.of(scheduled.inputs(), paid.settled, GivenFunding.BANK_DAYS);
                assertThat(Differences.between(GivenFunding.AGREEMENT, scheduled.plan(), fresh))
                        .isEmpty();
            }
        }
    }

    /** An index event may overtake what is told of the agreement, and be overtaken; and it may come late or twice. */
    @Property(tries = 200)
    void inWhateverOrderIndexAndAgreementAreHeardTheEndIsTheSame(
            @ForAll("versions") List<Terms> versions,
            @ForAll("steps") List<Step> steps,
            @ForAll("delays") List<Integer> delays) {
        Paid atOnce = new Paid(versions);
        Paid late = new Paid(versions);
        late.delays = delays;
        for (Step step : steps) {
            Step unpaid = new Step(step.kind() < 4 ? step.kind() + 10 : step.kind(), step.which());
            atOnce.take(unpaid);
            late.take(unpaid);
        }
        late.allArrives();

        Optional<FundingPlan> one = atOnce.scheduled().map(Scheduled::plan);
        Optional<FundingPlan> other = late.scheduled().map(Scheduled::plan);
        assertThat(other.isPresent()).isEqualTo(one.isPresent());
        one.ifPresent(plan -> assertThat(Differences.between(GivenFunding.AGREEMENT, plan, other.orElseThrow()))
                .isEmpty());
    }

    /** An agreement, what is decided of it, the index that it may follow, and what is paid of it. */
    private static final class Paid {
        private final List<Terms> versions;
        private final LocalDate today = LocalDate.parse("2040-01-01");
        private final List<IndexTaken> onTheWay = new ArrayList<>();
        private final List<FundingDecided> decisions = new ArrayList<>();
        private final List<Integer> facts = new ArrayList<>();
        private Optional<AgreementLife> life = Optional.empty();
        private List<IndexValue> values = List.of();
        private int indexVersion = -1;
        private int version = 1;
        private int told;
        private int settlements;
        List<Integer> delays = List.of();
        AgreementFunding funding = FundingDecider.initial();
        SettledSoFar settled = SettledSoFar.NOTHING;

        Paid(List<Terms> versions) {
            this.versions = versions;
            tell(Told.activated(versions.getFirst(), version));
        }

        void take(Step step) {
            switch (step.kind()) {
                case 0, 1 -> settle(step.which(), step.kind() == 0);
                case 2 -> comesBack(step.which());
                case 3 -> isRepaid(step.which());
                case 4, 5 -> life.ifPresent(lived -> live(step, lived));
                case 6, 7 -> decide(step.which());
                case 8 -> fact(new FactChange.Voided(facts.isEmpty() ? 0 : facts.get(step.which() % facts.size())));
                case 9, 10 -> index(step.which());
                case 11 -> read(step.which());
                case 12 ->
                    fact(new FactChange.SettlementTakenBack(
                            told, new SettlementWithdrawn(GivenFunding.AGREEMENT, "settlement-" + settlements, today)));
                case 13 -> arrives(step.which());
                default -> toggle();
            }
        }

        private void settle(int which, boolean whole) {
            List<PlannedTranche> open = scheduled().stream()
                    .flatMap(scheduled -> scheduled.tranches().stream())
                    .filter(planned -> planned.tranche().settlement() == Settlement.HERE)
                    .filter(planned -> settled.open(planned).compareTo(Money.ZERO) > 0)
                    .toList();
            if (!open.isEmpty()) {
                PlannedTranche one = open.get(which % open.size());
                Money rest = settled.open(one);
                settled = settled.settling(one, whole ? rest : new Money(rest.ore() - rest.ore() / 3));
                follow();
            }
        }

        private void comesBack(int which) {
            List<Map.Entry<String, OfTranche>> paid = paid();
            if (!paid.isEmpty()) {
                Map.Entry<String, OfTranche> one = paid.get(which % paid.size());
                Money all = one.getValue().amount();
                settled = settled.returning(one.getKey(), which % 2 == 0 ? all : new Money(all.ore() - all.ore() / 2));
                follow();
            }
        }

        private void isRepaid(int which) {
            List<Map.Entry<String, OfTranche>> paid = paid();
            if (!paid.isEmpty()) {
                Map.Entry<String, OfTranche> one = paid.get(which % paid.size());
                settled = settled.repaying(
                        one.getKey(), new Money(1 + one.getValue().amount().ore() / 4));
                follow();
            }
        }

        private List<Map.Entry<String, OfTranche>> paid() {
            return settled.tranches().entrySet().stream()
                    .filter(one -> one.getValue().amount().ore() > 1)
                    .toList();
        }

        private Optional<Scheduled> scheduled() {
            return funding instanceof Scheduled scheduled ? Optional.of(scheduled) : Optional.empty();
        }

        private void follow() {
            evolve(DECIDER.following(GivenFunding.AGREEMENT, funding, settled));
        }

        private void live(Step step, AgreementLife lived) {
            LocalDate some = lived.firstDay().plusDays(step.which());
            switch (step.which() % 4) {
                case 0 -> {
                    LocalDate first = lived.lastDay().plusDays(1);
                    tell(Told.extended(
                            first.toString(), first.plusDays(step.which()).toString()));
                }
                case 1 -> tell(Told.lastDay(some.toString()));
                default -> tell(Told.termsChanged(++version, versions.get(version % versions.size()), some.toString()));
            }
        }

        private void toggle() {
            tell(life.isPresent() ? Told.activationReversed() : Told.activated(versions.getFirst(), ++version));
        }

        private void tell(AgreementEvent event) {
            life = AgreementLife.after(life, event);
            fact(new FactChange.None());
        }

        private void decide(int which) {
            Terms terms = versions.get(which % versions.size());
            Adjustment adjustment = terms.funding().adjustment();
            AdjustmentBasis basis = adjustment == null ? AdjustmentBasis.COUNCIL_BUDGET_DECISION : adjustment.basis();
            Grant grant = terms.funding()
                    .grants()
                    .get(which % terms.funding().grants().size());
            boolean amounts = basis == AdjustmentBasis.COUNCIL_BUDGET_DECISION;
            int year = amounts ? grant.year() : terms.period().first().getYear() + which % 4;
            FundingDecided decided = new FundingDecided(
                    GivenFunding.AGREEMENT,
                    "funding-" + (decisions.size() + 1),
                    basis,
                    year,
                    amounts
                            ? List.of(new DecidedGrant(grant.payer(), grant.recipient(), new Money(which * 1_000_007L)))
                            : List.of(),
                    amounts ? null : BigDecimal.valueOf(which % 500, 2),
                    "the council",
                    today,
                    null,
                    decisions.reversed().stream()
                            .filter(before -> before.basis() == basis && before.year() == year)
                            .map(FundingDecided::decisionId)
                            .findFirst()
                            .orElse(null),
                    false,
                    List.of("P-4"));
            decisions.add(decided);
            facts.add(told);
            fact(new FactChange.Decided(told, decided));
        }

        private void read(int which) {
            Adjustment adjustment =
                    versions.get(which % versions.size()).funding().adjustment();
            if (adjustment != null) {
                String reading = adjustment
                        .startReadings()
                        .get(which % adjustment.startReadings().size())
                        .readingId();
                facts.add(told);
                fact(new FactChange.Settled(
                        told,
                        new FindingSettled(
                                GivenFunding.AGREEMENT,
                                "settlement-" + ++settlements,
                                "AdjustmentMustHaveOneStart",
                                new ChosenReading(reading, reading, List.of("P-4")),
                                "the steering group",
                                today,
                                "made up",
                                null,
                                List.of("P-4"))));
            }
        }

        /** As agreement-service's events are heard: the index is looked up after what was told has been followed. */
        private void fact(FactChange change) {
            hear(new FollowAgreement(
                    GivenFunding.AGREEMENT,
                    Mandate.of("automation", today),
                    new Cause("/agreement-service", told++),
                    life,
                    change));
            hear(indexNow());
        }

        private void index(int which) {
            indexVersion++;
            int first = versions.getFirst().period().first().getYear();
            values = IntStream.range(first, first + 1 + which % 6)
                    .mapToObj(year -> new IndexValue(
                            year,
                            year - 1 + "-12",
                            which % 2 == 0 ? IndexValue.Status.FINAL : IndexValue.Status.PRELIMINARY,
                            BigDecimal.valueOf((which * 31L + year * 17L) % 900 - 100, 2),
                            "made up"))
                    .toList();
            onTheWay.add(series());
            if (delays.isEmpty()) {
                allArrives();
            }
        }

        private void arrives(int which) {
            if (!onTheWay.isEmpty()) {
                int place = (which + (delays.isEmpty() ? 0 : delays.get(which % delays.size()))) % onTheWay.size();
                hear(onTheWay.get(place));
            }
        }

        void allArrives() {
            onTheWay.reversed().forEach(this::hear);
            onTheWay.clear();
        }

        private IndexTaken indexNow() {
            return series();
        }

        private IndexTaken series() {
            return new IndexTaken(
                    GivenFunding.AGREEMENT,
                    PriceIndex.OPI,
                    indexVersion,
                    values,
                    indexVersion % 5 == 4 ? versions.getFirst().period().first().getYear() : null);
        }

        private void hear(IndexTaken series) {
            hear(new TakeIndex(GivenFunding.AGREEMENT, Mandate.of("automation", today), series));
        }

        private void hear(FundingCommand.OfPlan command) {
            Decision<FinanceEvent> decision = DECIDER.decide(command, funding, settled);
            assertThat(decision).isInstanceOf(Decision.Accepted.class);
            evolve(((Decision.Accepted<FinanceEvent>) decision).events());
        }

        private void evolve(List<FinanceEvent> events) {
            for (FinanceEvent event : events) {
                funding = FundingDecider.evolve(funding, event);
            }
        }
    }

    @Provide
    Arbitrary<List<Terms>> versions() {
        return AnyTerms.terms().list().ofMinSize(1).ofMaxSize(3);
    }

    @Provide
    Arbitrary<List<Integer>> delays() {
        return Arbitraries.integers().between(0, 7).list().ofMinSize(1).ofMaxSize(5);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 14),
                        Arbitraries.integers().between(0, 1500))
                .as(Step::new)
                .list()
                .ofMaxSize(20);
    }
}
