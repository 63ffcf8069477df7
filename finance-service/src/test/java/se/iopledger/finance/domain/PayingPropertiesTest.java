package se.iopledger.finance.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsCollector;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AgreementLife;
import se.iopledger.contracts.agreement.SettlementEvent.ChosenReading;
import se.iopledger.contracts.agreement.SettlementEvent.FindingSettled;
import se.iopledger.contracts.finance.ClaimEvent.ClaimRaised;
import se.iopledger.contracts.finance.ClaimEvent.Ground;
import se.iopledger.contracts.finance.FinanceEvent;
import se.iopledger.contracts.finance.FinanceEvent.OverpaymentFound;
import se.iopledger.contracts.finance.FinanceEvent.TrancheScheduled;
import se.iopledger.contracts.finance.IndexValue;
import se.iopledger.contracts.finance.InputEvent.IndexTaken;
import se.iopledger.contracts.finance.Overpayment;
import se.iopledger.contracts.finance.PaymentEvent.AttestRefused;
import se.iopledger.contracts.finance.PaymentEvent.AttestVoided;
import se.iopledger.contracts.finance.PaymentEvent.OfPayable;
import se.iopledger.contracts.finance.PaymentEvent.PayableApproved;
import se.iopledger.contracts.finance.PaymentEvent.PayableConfirmed;
import se.iopledger.contracts.finance.PaymentEvent.PaymentReturned;
import se.iopledger.contracts.finance.PlannedTranche;
import se.iopledger.contracts.finance.PriceIndex;
import se.iopledger.contracts.finance.Tranche.Settlement;
import se.iopledger.contracts.model.Cause;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.Adjustment;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.finance.domain.AgreementFunding.Scheduled;
import se.iopledger.finance.domain.ClaimCommand.ClaimOverpayment;
import se.iopledger.finance.domain.ClaimCommand.ProposeVoiding;
import se.iopledger.finance.domain.ClaimCommand.RecordRepayment;
import se.iopledger.finance.domain.ClaimCommand.VoidRepayment;
import se.iopledger.finance.domain.ClaimCommand.WriteOffClaim;
import se.iopledger.finance.domain.FundingCommand.FactChange;
import se.iopledger.finance.domain.FundingCommand.FollowAgreement;
import se.iopledger.finance.domain.FundingCommand.TakeIndex;
import se.iopledger.finance.domain.PaymentCommand.HoldPayments;
import se.iopledger.finance.domain.PaymentCommand.ReleasePayments;
import se.iopledger.finance.domain.claim.Claim;
import se.iopledger.finance.domain.pay.AttestRight;
import se.iopledger.finance.domain.pay.OpenPayable;
import se.iopledger.finance.domain.pay.Payable;
import se.iopledger.finance.domain.pay.Payable.Part;
import se.iopledger.finance.domain.plan.AnyTerms;
import se.iopledger.finance.domain.plan.Differences;
import se.iopledger.finance.domain.plan.FundingPlan;
import se.iopledger.finance.domain.plan.SettledSoFar;
import se.iopledger.finance.domain.plan.TermsOf;

/**
 * Whatever happens to an agreement and its payments, in whatever turn, and however often a command is sent: nothing is
 * paid twice, and what is paid, open and claimed makes what the terms in effect give.
 */
class PayingPropertiesTest {
    private static final MoneyDecider DECIDER = new MoneyDecider(new FundingDecider(GivenFunding.BANK_DAYS));
    private static final LocalDate TODAY = LocalDate.parse("2040-01-01");
    private static final Money NO_LIMIT = new Money(Long.MAX_VALUE);

    /** What happens next, by two numbers: which kind of thing, and which of them. */
    record Step(int kind, int which) {}

    @Property(tries = 300)
    void paidAndOpenAndClaimedMakeWhatTheTermsInEffectGive(
            @ForAll("versions") List<Terms> versions, @ForAll("steps") List<Step> steps) {
        Paying paying = new Paying(versions);
        for (Step step : steps) {
            paying.take(step);
            paying.holds();
        }
        paying.replaysToTheSame();
        happens("paid", paying, PayableConfirmed.class, 10);
        happens("returned", paying, PaymentReturned.class, 3);
        happens("overpaid", paying, OverpaymentFound.class, 3);
        happens("claimed", paying, ClaimRaised.class, 0.3);
        happens("refused", paying, AttestRefused.class, 6);
        happens("voided", paying, AttestVoided.class, 4);
        happens("index taken", paying, IndexTaken.class, 5);
        happens("made up for", paying, Paying::madeUpFor, 1);
    }

    /** A property of what never happens says nothing. */
    private static void happens(String label, Paying paying, Class<?> event, double percentAtLeast) {
        happens(label, paying, event::isInstance, percentAtLeast);
    }

    private static void happens(String label, Paying paying, Predicate<FinanceEvent> event, double percentAtLeast) {
        StatisticsCollector collector = Statistics.label(label);
        collector.collect(paying.history.stream().anyMatch(event));
        collector.coverage(coverage -> coverage.check(true).percentage(percent -> percent >= percentAtLeast));
    }

    /** An agreement that is paid, amended, stopped, returned and claimed from by chance. */
    private static final class Paying {
        private final List<Terms> versions;
        private final List<FundingCommand> sent = new ArrayList<>();
        private final List<FinanceEvent> history = new ArrayList<>();
        private Optional<AgreementLife> life = Optional.empty();
        private AgreementMoney money = MoneyDecider.initial();
        private int version = 1;
        private int told;
        private int orders;
        private int indexVersion;

        Paying(List<Terms> versions) {
            this.versions = versions;
            tell(Told.activated(versions.getFirst(), version));
        }

        void take(Step step) {
            switch (step.kind()) {
                case 0 -> pay(step.which());
                case 1 -> attest(step.which(), true);
                case 2 -> attest(step.which(), false);
                case 3, 4 -> order(step.which());
                case 5, 6 -> part(step.which(), Payable.Standing.RESERVED).ifPresent(this::confirm);
                case 7 -> part(step.which(), Payable.Standing.RESERVED).ifPresent(this::giveBack);
                case 8 -> part(step.which(), Payable.Standing.CONFIRMED).ifPresent(this::giveBack);
                case 9, 10 -> part(step.which(), Payable.Standing.CONFIRMED).ifPresent(this::executed);
                case 11 -> part(step.which(), Payable.Standing.CONFIRMED).ifPresent(this::rejected);
                case 12 ->
                    part(step.which(), step.which() % 3 == 0 ? Payable.Standing.RETURNED : Payable.Standing.EXECUTED)
                            .ifPresent(one -> returned(one, step.which()));
                case 13 -> invoice(step.which());
                case 14 -> hold(step.which());
                case 15, 16 -> amend(step.which());
                case 17 -> claim(step.which());
                case 18 -> settleClaim(step.which());
                case 19 -> refuse(step.which());
                case 20 -> repayByMistake(step.which());
                case 21, 22 -> index(step.which());
                case 23 -> read(step.which());
                // Any command sent before comes again, however late.
                default -> send(sent.get(step.which() % sent.size()));
            }
        }

        private Mandate by(String actor) {
            return new Mandate(actor, TODAY, TODAY, "by chance");
        }

        private List<OpenPayable> open() {
            return OpenPayable.of(money).stream().filter(OpenPayable::isOpen).toList();
        }

        private static <T> Optional<T> any(List<T> all, int which) {
            return all.isEmpty() ? Optional.empty() : Optional.of(all.get(which % all.size()));
        }

        private static AttestRight right(AttestRight.Step step) {
            return Pay.right(step, NO_LIMIT, "2000-01-01", null, null, null);
        }

        /** All the way, so that there is something that can come back and be claimed back. */
        private void pay(int which) {
            attest(which, true);
            order(which);
            part(which, Payable.Standing.RESERVED).ifPresent(this::confirm);
            part(which, Payable.Standing.CONFIRMED).ifPresent(this::executed);
        }

        /** Mostly what may be paid; now and then anything. */
        private List<OpenPayable> attestable(int which) {
            List<OpenPayable> here = open().stream()
                    .filter(one -> one.tranche().settlement() == Settlement.HERE
                            && one.tranche().dueDate() != null
                            && one.payable().attest() == null)
                    .toList();
            return here.isEmpty() || which % 10 == 9 ? open() : here;
        }

        private void attest(int which, boolean byTwo) {
            any(attestable(which), which).ifPresent(payable -> {
                Pay day = new Pay(TODAY);
                String recipient = payable.tranche().recipient();
                String amount = payable.open().toString();
                send(day.examine(
                        payable.payableId(), recipient, amount, Pay.EXAMINER, right(AttestRight.Step.EXAMINE)));
                if (byTwo) {
                    send(day.approve(
                            payable.payableId(), recipient, amount, Pay.APPROVER, right(AttestRight.Step.APPROVE)));
                }
            });
        }

        private void order(int which) {
            List<OpenPayable> approved = open().stream()
                    .filter(payable -> payable.state() == OpenPayable.State.APPROVED)
                    .toList();
            any(approved.isEmpty() ? open() : approved, which)
                    .ifPresent(payable -> send(new Pay(TODAY)
                            .reserve(
                                    payable.payableId(),
                                    payable.tranche().recipient(),
                                    payable.open().toString(),
                                    "order-" + ++orders,
                                    TODAY.toString())));
        }

        private record InOrder(String payableId, Part part) {}

        private Optional<InOrder> part(int which, Payable.Standing standing) {
            List<InOrder> parts = money.payments().payables().values().stream()
                    .flatMap(payable -> payable.parts().stream().map(part -> new InOrder(payable.payableId(), part)))
                    .filter(one -> one.part().standing() == standing)
                    .toList();
            return any(parts, which);
        }

        private void confirm(InOrder one) {
            send(new Pay(TODAY).confirm(one.payableId(), one.part().orderId()));
        }

        private void giveBack(InOrder one) {
            send(new Pay(TODAY).giveBack(one.payableId(), one.part().orderId()));
        }

        private void executed(InOrder one) {
            send(new Pay(TODAY)
                    .executed(
                            one.payableId(),
                            one.part().orderId(),
                            one.part().amount().toString()));
        }

        private void rejected(InOrder one) {
            send(new Pay(TODAY)
                    .rejected(
                            one.payableId(),
                            one.part().orderId(),
                            one.part().amount().toString()));
        }

        private void returned(InOrder one, int which) {
            Money all = one.part().amount();
            Money before = one.part().returned();
            Money back = which % 2 == 0 ? all : before.plus(new Money((all.ore() - before.ore()) / 2 + 1));
            send(new Pay(TODAY).returned(one.payableId(), one.part().orderId(), back.toString()));
        }

        private void invoice(int which) {
            List<PlannedTranche> invoiced = scheduled()
                    .map(scheduled -> scheduled.tranches().stream()
                            .filter(planned -> OpenPayable.isPaidAgainstInvoice(planned.tranche()))
                            .toList())
                    .orElse(List.of());
            any(invoiced, which).ifPresent(planned -> {
                Money amount = planned.tranche().amount();
                Money part = which % 3 == 0 ? amount : new Money(amount.ore() / 2);
                String tranche = planned.tranche().trancheId();
                send(new Pay(TODAY)
                        .judgedInvoice(tranche, tranche + " no " + which % 5, part.toString(), by("officer")));
            });
        }

        private void hold(int which) {
            send(
                    which % 3 == 0
                            ? new HoldPayments(GivenFunding.AGREEMENT, null, List.of(), List.of(), by("officer"))
                            : new ReleasePayments(
                                    GivenFunding.AGREEMENT,
                                    money.payments().holds().stream()
                                            .filter(hold -> !hold.released())
                                            .map(hold -> hold.holdId())
                                            .findFirst()
                                            .orElse("hold-9"),
                                    by("officer")));
        }

        private void amend(int which) {
            if (life.isEmpty()) {
                tell(Told.activated(versions.getFirst(), ++version));
                return;
            }
            AgreementLife lived = life.get();
            LocalDate some = lived.firstDay().plusDays(which);
            switch (which % 5) {
                case 0 -> tell(Told.lastDay(some.toString()));
                case 1 ->
                    tell(Told.lastDay(lived.runsTo(lived.lastVersion().terms()).toString()));
                case 2, 3 ->
                    tell(Told.termsChanged(++version, versions.get(version % versions.size()), some.toString()));
                default -> tell(which % 10 == 9 ? Told.activationReversed() : Told.lastDay(some.toString()));
            }
        }

        private void tell(AgreementEvent event) {
            life = AgreementLife.after(life, event);
            follow(new FactChange.None());
        }

        private void follow(FactChange change) {
            send(new FollowAgreement(
                    GivenFunding.AGREEMENT,
                    Mandate.of("automation", TODAY),
                    new Cause("/agreement-service", told++),
                    life,
                    change));
        }

        /** Every value of the index comes anew, preliminary or final, higher or lower than before. */
        private void index(int which) {
            int first = versions.getFirst().period().first().getYear();
            List<IndexValue> values = IntStream.range(first, first + 1 + which % 6)
                    .mapToObj(year -> new IndexValue(
                            year,
                            year - 1 + "-12",
                            which % 3 == 0 ? IndexValue.Status.PRELIMINARY : IndexValue.Status.FINAL,
                            BigDecimal.valueOf((which * 31L + year * 17L) % 900 - 100, 2),
                            "made up"))
                    .toList();
            send(new TakeIndex(
                    GivenFunding.AGREEMENT,
                    Mandate.of("automation", TODAY),
                    new IndexTaken(GivenFunding.AGREEMENT, PriceIndex.OPI, ++indexVersion, values, null)));
        }

        /** It is decided when the adjustment starts, or decided otherwise than before. */
        private void read(int which) {
            Adjustment adjustment =
                    versions.get(which % versions.size()).funding().adjustment();
            if (adjustment != null && !adjustment.startReadings().isEmpty()) {
                String reading = adjustment
                        .startReadings()
                        .get(which % adjustment.startReadings().size())
                        .readingId();
                follow(new FactChange.Settled(
                        told,
                        new FindingSettled(
                                GivenFunding.AGREEMENT,
                                "settlement-" + told,
                                "AdjustmentMustHaveOneStart",
                                new ChosenReading(reading, reading, List.of("P-4")),
                                "the steering group",
                                TODAY,
                                "made up",
                                null,
                                List.of("P-4"))));
            }
        }

        private void claim(int which) {
            List<Overpayment> overpaid = scheduled()
                    .map(scheduled -> List.copyOf(scheduled.overpayments().values()))
                    .orElse(List.of());
            any(overpaid, which)
                    .ifPresent(one -> send(new ClaimOverpayment(
                            GivenFunding.AGREEMENT,
                            one.trancheId(),
                            which % 2 == 0
                                    ? one.amount()
                                    : new Money(one.amount().ore() / 2 + 1),
                            by("officer"))));
        }

        private void settleClaim(int which) {
            any(money.claims().all(), which)
                    .ifPresent(claim -> send(
                            which % 4 == 0
                                    ? new WriteOffClaim(GivenFunding.AGREEMENT, claim.claimId(), by("chief"))
                                    : new RecordRepayment(
                                            GivenFunding.AGREEMENT,
                                            claim.claimId(),
                                            TODAY,
                                            new Money(claim.outstanding().ore() / (1 + which % 3)),
                                            "bank-" + which,
                                            by("cashier"))));
        }

        private void refuse(int which) {
            any(open(), which)
                    .ifPresent(payable -> send(new Pay(TODAY)
                            .refuse(
                                    payable.payableId(),
                                    payable.tranche().recipient(),
                                    payable.open().toString(),
                                    "by chance",
                                    right(AttestRight.Step.APPROVE))));
        }

        /** A repayment and its voiding leave everything as it was. */
        private void repayByMistake(int which) {
            any(
                            money.claims().all().stream()
                                    .filter(claim -> claim.outstanding().compareTo(Money.ZERO) > 0)
                                    .toList(),
                            which)
                    .ifPresent(claim -> {
                        AgreementMoney before = money;
                        String reference = "mistake-" + history.size();
                        Money some = new Money(claim.outstanding().ore() / (1 + which % 3));
                        send(new RecordRepayment(
                                GivenFunding.AGREEMENT, claim.claimId(), TODAY, some, reference, by("cashier")));
                        send(new ProposeVoiding(GivenFunding.AGREEMENT, claim.claimId(), reference, by("cashier")));
                        send(new VoidRepayment(GivenFunding.AGREEMENT, claim.claimId(), reference, by("chief")));
                        assertThat(money.settled()).isEqualTo(before.settled());
                        assertThat(money.claims().all())
                                .extracting(Claim::outstanding)
                                .isEqualTo(before.claims().all().stream()
                                        .map(Claim::outstanding)
                                        .toList());
                        if (before.funding() instanceof Scheduled was) {
                            assertThat(Differences.between(
                                            GivenFunding.AGREEMENT,
                                            was.plan(),
                                            scheduled().orElseThrow().plan()))
                                    .isEmpty();
                        }
                    });
        }

        private void send(FundingCommand command) {
            sent.add(command);
            if (command instanceof FollowAgreement follow && follow.cause().position() < told - 1) {
                // The aggregate's shell answers a cause that it has answered with nothing.
                return;
            }
            if (DECIDER.decide(command, money) instanceof Decision.Accepted<FinanceEvent>(var events)) {
                for (FinanceEvent event : events) {
                    happen(event);
                }
            }
        }

        private void happen(FinanceEvent event) {
            if (event instanceof PayableConfirmed confirmed) {
                PlannedTranche planned = planned(confirmed.trancheId());
                assertThat(money.settled().of(confirmed.trancheId()).plus(confirmed.amount()))
                        .as("nothing is paid twice")
                        .isLessThanOrEqualTo(OpenPayable.payableOf(planned.tranche()));
                assertThat(planned.tranche().settlement()).isEqualTo(Settlement.HERE);
                assertThat(money.payments().stopping(confirmed.recipient())).isEmpty();
                assertThat(confirmed.examinedBy()).isNotEqualTo(confirmed.approvedBy());
            }
            money = MoneyDecider.evolve(money, event);
            history.add(event);
        }

        /** Whether more became owed of a tranche that was paid, which is a tranche of its own. */
        private static boolean madeUpFor(FinanceEvent event) {
            return event instanceof TrancheScheduled scheduled
                    && scheduled.planned().corrects() != null;
        }

        private PlannedTranche planned(String trancheId) {
            return scheduled().orElseThrow().tranches().stream()
                    .filter(planned -> planned.tranche().trancheId().equals(trancheId))
                    .findFirst()
                    .orElseThrow();
        }

        private Optional<Scheduled> scheduled() {
            return money.funding() instanceof Scheduled scheduled ? Optional.of(scheduled) : Optional.empty();
        }

        void holds() {
            scheduled().ifPresent(this::makesWhatTheTermsGive);
            for (Payable payable : money.payments().payables().values()) {
                assertThat(payable.parts().stream()
                                .filter(part -> part.standing() == Payable.Standing.RESERVED)
                                .count())
                        .as("a payable stands in one order")
                        .isLessThanOrEqualTo(1);
                attestIsOfWhatIsOpen(payable);
            }
            nothingIsApprovedOnTheWordOfBefore();
            for (Claim claim : money.claims().all()) {
                assertThat(claim.outstanding().isNegative()).isFalse();
                if (claim.raised().ground() == Ground.OVERPAYMENT) {
                    assertThat(outstandingOf(claim.raised().of()))
                            .isLessThanOrEqualTo(overpaidWith(claim.raised().of()));
                }
            }
        }

        private void attestIsOfWhatIsOpen(Payable payable) {
            Payable.Attest attest = payable.attest();
            if (attest != null) {
                assertThat(OpenPayable.of(payable.payableId(), money)
                                .orElseThrow()
                                .toAttest())
                        .isEqualTo(attest.what());
            }
        }

        /** What was refused or voided needs an approval of its own. */
        private void nothingIsApprovedOnTheWordOfBefore() {
            for (OpenPayable payable : OpenPayable.of(money)) {
                if (payable.state() == OpenPayable.State.APPROVED) {
                    assertThat(last(payable.payableId(), PayableApproved.class::isInstance))
                            .as(payable.payableId())
                            .isGreaterThan(last(
                                    payable.payableId(),
                                    event -> event instanceof AttestRefused || event instanceof AttestVoided));
                }
            }
        }

        private int last(String payableId, Predicate<OfPayable> which) {
            for (int index = history.size() - 1; index >= 0; index--) {
                if (history.get(index) instanceof OfPayable event
                        && event.payableId().equals(payableId)
                        && which.test(event)) {
                    return index;
                }
            }
            return -1;
        }

        private Money outstandingOf(@Nullable String trancheId) {
            return Money.sum(money.claims().all().stream()
                    .filter(claim -> claim.raised().ground() == Ground.OVERPAYMENT)
                    .filter(claim ->
                            claim.raised().of() != null && claim.raised().of().equals(trancheId))
                    .map(Claim::outstanding)
                    .toList());
        }

        private Money overpaidWith(@Nullable String trancheId) {
            return scheduled()
                    .flatMap(scheduled -> scheduled.overpayments().values().stream()
                            .filter(one -> one.trancheId().equals(trancheId))
                            .findFirst())
                    .map(Overpayment::amount)
                    .orElse(Money.ZERO);
        }

        private void makesWhatTheTermsGive(Scheduled scheduled) {
            Money paidAndOpen = Money.sum(scheduled.tranches().stream()
                    .map(planned -> planned.tranche().settlement() == Settlement.ELSEWHERE
                            ? planned.tranche().amount()
                            : money.settled()
                                    .of(planned.tranche().trancheId())
                                    .plus(money.settled().open(planned)))
                    .toList());
            Money overpaid = Money.sum(scheduled.overpayments().values().stream()
                    .map(Overpayment::amount)
                    .toList());
            Money owed = scheduled.inputs().life().isEmpty()
                    ? Money.ZERO
                    : fresh(FundingPlan.of(scheduled.inputs(), SettledSoFar.NOTHING, GivenFunding.BANK_DAYS));
            assertThat(paidAndOpen.minus(overpaid)).isEqualTo(owed);
        }

        private static Money fresh(FundingPlan plan) {
            return Money.sum(Stream.concat(
                            plan.tranches().stream()
                                    .map(planned -> planned.tranche().amount()),
                            plan.overpayments().stream().map(one -> Money.ZERO.minus(one.amount())))
                    .toList());
        }

        void replaysToTheSame() {
            AgreementMoney again = MoneyDecider.initial();
            for (FinanceEvent event : history) {
                again = MoneyDecider.evolve(again, event);
            }
            assertThat(again).isEqualTo(money);
        }
    }

    @Provide
    Arbitrary<List<Terms>> versions() {
        // Terms by chance are often not dated: those of real agreements are what can be paid.
        Arbitrary<Terms> dated = Arbitraries.of(
                TermsOf.uppsala().takenOver("2019-01-01").build(),
                TermsOf.lund().takenOver("2021-01-01").build(),
                TermsOf.norrtalje().takenOver("2021-09-15").build(),
                TermsOf.linkoping().takenOver("2021-10-01").build());
        return Arbitraries.oneOf(dated, AnyTerms.terms()).list().ofMinSize(1).ofMaxSize(3);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 24),
                        Arbitraries.integers().between(0, 1500))
                .as(Step::new)
                .list()
                .ofMinSize(30)
                .ofMaxSize(70);
    }
}
