package se.iopledger.finance.domain.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.agreement.AgreementLife;
import se.iopledger.contracts.finance.FinanceEvent;
import se.iopledger.contracts.finance.InvoiceEvent;
import se.iopledger.contracts.finance.InvoicePlace;
import se.iopledger.contracts.model.Cause;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;
import se.iopledger.finance.domain.AgreementMoney;
import se.iopledger.finance.domain.FundingCommand;
import se.iopledger.finance.domain.FundingCommand.FollowAgreement;
import se.iopledger.finance.domain.FundingDecider;
import se.iopledger.finance.domain.MoneyDecider;
import se.iopledger.finance.domain.invoice.InvoiceCommand.ChooseTranche;
import se.iopledger.finance.domain.invoice.InvoiceCommand.ReceiveInvoice;
import se.iopledger.finance.domain.invoice.InvoiceCommand.ReduceByCreditNote;
import se.iopledger.finance.domain.invoice.InvoiceCommand.RefuseInvoice;
import se.iopledger.finance.domain.invoice.InvoiceCommand.SearchTranche;
import se.iopledger.finance.domain.invoice.InvoiceCommand.UndoMatch;
import se.iopledger.finance.domain.invoice.InvoiceState.Received;
import se.iopledger.finance.domain.invoice.InvoiceState.Stage;
import se.iopledger.finance.domain.pay.InvoiceableTranche;
import se.iopledger.finance.domain.pay.Payable;
import se.iopledger.finance.domain.plan.RealTerms;

/**
 * Invoices and the money of their agreement together, as the service runs them, whatever comes in whatever order, with steps
 * that are carried out twice or left half-way as a crash leaves them.
 */
class InvoicesAndMoneyPropertiesTest {
    private static final LocalDate TODAY = LocalDate.parse("2022-03-01");
    private static final MoneyDecider MONEY = new MoneyDecider(new FundingDecider(Tranches.BANK_DAYS));
    private static final InvoiceDecider INVOICES = new InvoiceDecider(Tranches.BANK_DAYS);
    private static final Terms TERMS =
            RealTerms.of("NOR").takenOver("2021-09-15").build();

    /** Something that happens to the invoice of this number. */
    record Act(What what, int invoice, long ore) {}

    enum What {
        RECEIVE,
        SEARCH,
        CHOOSE,
        CHOOSE_WHAT_IS_LEFT,
        UNDO,
        REFUSE,
        CREDIT,
        /** All that is under way is carried on. */
        FOLLOW,
        /** The agreement is asked, and its answer gets lost. */
        ASK_AND_CRASH
    }

    @Provide
    Arbitrary<List<Act>> anyActs() {
        Arbitrary<Long> ore = Arbitraries.oneOf(
                Arbitraries.of(264_333_34L, 264_333_33L, 100_000_00L),
                Arbitraries.longs().between(1, 300_000_00L));
        return Combinators.combine(
                        Arbitraries.of(What.class), Arbitraries.integers().between(0, 9), ore)
                .as(Act::new)
                .list()
                .ofMaxSize(120);
    }

    /** The streams as they stand. */
    private static final class World {
        private AgreementMoney money = MoneyDecider.initial();
        private final SortedMap<Integer, InvoiceState> invoices = new TreeMap<>();
        private int creditNotes;

        World() {
            var _ = send(new FollowAgreement(
                    Tranches.NOR,
                    Mandate.ofAutomation("test", TODAY, TODAY),
                    new Cause("/agreement-service", 1),
                    Optional.of(AgreementLife.begun(1, TERMS))));
        }

        Optional<Rejection> send(FundingCommand command) {
            return switch (MONEY.decide(command, money)) {
                case Decision.Rejected<FinanceEvent>(Rejection rejection) -> Optional.of(rejection);
                case Decision.Accepted<FinanceEvent>(List<FinanceEvent> events) -> {
                    events.forEach(event -> money = MoneyDecider.evolve(money, event));
                    yield Optional.empty();
                }
            };
        }

        Optional<Rejection> send(int invoice, InvoiceCommand command) {
            InvoiceState state = invoices.getOrDefault(invoice, InvoiceDecider.initial());
            return switch (INVOICES.decide(command, state)) {
                case Decision.Rejected<InvoiceEvent>(Rejection rejection) -> Optional.of(rejection);
                case Decision.Accepted<InvoiceEvent>(List<InvoiceEvent> events) -> {
                    InvoiceState now = state;
                    for (InvoiceEvent event : events) {
                        now = InvoiceDecider.evolve(now, event);
                    }
                    invoices.put(invoice, now);
                    yield Optional.empty();
                }
            };
        }

        List<OpenTranche> tranches() {
            return InvoiceableTranche.of(money).stream()
                    .map(open -> new OpenTranche(Tranches.NOR, TERMS, open.tranche(), open.left()))
                    .toList();
        }

        @Nullable Received received(int invoice) {
            return invoices.get(invoice) instanceof Received received ? received : null;
        }

        void act(Act act) {
            int invoice = act.invoice();
            String id = "invoice-" + invoice;
            Mandate mandate = new Mandate("officer", TODAY, TODAY, "as the test wants it");
            var _ = switch (act.what()) {
                case RECEIVE ->
                    send(
                            invoice,
                            new ReceiveInvoice(
                                    id,
                                    "0188",
                                    Invoices.invoice("N" + invoice, new Money(act.ore()).toString())
                                            .buyer("50021001")
                                            .received("2022-02-21")
                                            .build(),
                                    GivenInvoice.FORM,
                                    List.of(),
                                    List.of(),
                                    tranches(),
                                    mandate));
                case SEARCH -> send(invoice, new SearchTranche(id, tranches(), mandate));
                case CHOOSE, CHOOSE_WHAT_IS_LEFT ->
                    send(
                            invoice,
                            new ChooseTranche(
                                    id,
                                    Tranches.NOR,
                                    "1-" + (1 + act.ore() % 6) + "-kommun-stadsmission",
                                    act.what() == What.CHOOSE_WHAT_IS_LEFT,
                                    tranches(),
                                    mandate));
                case UNDO -> send(invoice, new UndoMatch(id, false, mandate));
                case REFUSE -> send(invoice, new RefuseInvoice(id, mandate));
                case CREDIT ->
                    send(invoice, new ReduceByCreditNote(id, "credit-" + creditNotes++, new Money(act.ore()), mandate));
                case FOLLOW -> follow(invoice);
                case ASK_AND_CRASH -> step(invoice).flatMap(step -> send(step.ask()));
            };
        }

        private Optional<AgreementStep> step(int invoice) {
            Received received = received(invoice);
            return received == null ? Optional.empty() : AgreementStep.next(received, TODAY);
        }

        Optional<Rejection> follow(int invoice) {
            for (Optional<AgreementStep> step = step(invoice); step.isPresent(); step = step(invoice)) {
                InvoiceCommand answer = step.get().after(send(step.get().ask()));
                assertThat(send(invoice, answer)).isEmpty();
            }
            return Optional.empty();
        }

        /** What the agreement says stands for its tranches, by invoice. */
        Map<String, InvoicePlace> standing() {
            Map<String, InvoicePlace> standing = new TreeMap<>();
            for (Payable payable : money.payments().payables().values()) {
                Payable.Invoice invoice = payable.invoice();
                if (invoice != null && !invoice.takenBack()) {
                    standing.put(
                            invoice.invoiceId(), new InvoicePlace(Tranches.NOR, payable.trancheId(), invoice.amount()));
                }
            }
            return standing;
        }
    }

    @Property(tries = 300)
    @Clause("NOR-4")
    void noTrancheIsEverPutMoreOnThanItHas(@ForAll("anyActs") List<Act> acts) {
        World world = new World();
        Money plan = Money.sum(
                world.tranches().stream().map(open -> open.tranche().amount()).toList());
        for (Act act : acts) {
            world.act(act);

            assertThat(world.tranches())
                    .allSatisfy(open -> assertThat(open.left().isNegative()).isFalse());
            assertThat(Money.sum(world.tranches().stream()
                                    .map(OpenTranche::left)
                                    .toList())
                            .plus(Money.sum(world.standing().values().stream()
                                    .map(InvoicePlace::amount)
                                    .toList())))
                    .isEqualTo(plan);
        }
    }

    @Property(tries = 300)
    void whenAllIsAtRestInvoicesAndAgreementSayTheSame(@ForAll("anyActs") List<Act> acts) {
        World world = new World();
        acts.forEach(world::act);
        List<Integer> all = new ArrayList<>(world.invoices.keySet());
        all.forEach(invoice -> assertThat(world.follow(invoice)).isEmpty());

        Map<String, InvoicePlace> matched = new TreeMap<>();
        for (int invoice : all) {
            Received received = world.received(invoice);
            if (received != null && received.stage() instanceof Stage.Matched standing) {
                matched.put("invoice-" + invoice, standing.place());
                assertThat(standing.place().amount()).isLessThanOrEqualTo(received.payable());
            }
        }
        assertThat(world.standing()).isEqualTo(matched);
    }
}
