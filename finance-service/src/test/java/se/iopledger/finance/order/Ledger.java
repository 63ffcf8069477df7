package se.iopledger.finance.order;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.BankAccount;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.OrganisationNumber;
import se.iopledger.contracts.agreement.AgreementLife;
import se.iopledger.contracts.finance.BankFileEvent;
import se.iopledger.contracts.finance.FinanceEvent;
import se.iopledger.contracts.finance.OrderEvent;
import se.iopledger.contracts.finance.OrderEvent.Debit;
import se.iopledger.contracts.finance.OrderLine;
import se.iopledger.contracts.finance.PayeeEvent;
import se.iopledger.contracts.finance.PayeeEvent.PartyKey;
import se.iopledger.contracts.finance.PayeeEvent.Role;
import se.iopledger.contracts.model.Cause;
import se.iopledger.contracts.model.Command;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.finance.bankday.SwedishBankDays;
import se.iopledger.finance.domain.AgreementMoney;
import se.iopledger.finance.domain.FundingCommand;
import se.iopledger.finance.domain.FundingCommand.FollowAgreement;
import se.iopledger.finance.domain.FundingDecider;
import se.iopledger.finance.domain.MoneyDecider;
import se.iopledger.finance.domain.PaymentCommand.ApprovePayable;
import se.iopledger.finance.domain.PaymentCommand.ExaminePayable;
import se.iopledger.finance.domain.intake.BankFile;
import se.iopledger.finance.domain.intake.BankFileCommand;
import se.iopledger.finance.domain.intake.BankFileDecider;
import se.iopledger.finance.domain.order.OrderCommand;
import se.iopledger.finance.domain.order.OrderCommand.RecordOrder;
import se.iopledger.finance.domain.order.OrderDecider;
import se.iopledger.finance.domain.order.PaymentOrder;
import se.iopledger.finance.domain.pay.AttestRight;
import se.iopledger.finance.domain.pay.AttestRight.Step;
import se.iopledger.finance.domain.pay.Payments;
import se.iopledger.finance.domain.payee.Payee;
import se.iopledger.finance.domain.payee.PayeeCommand;
import se.iopledger.finance.domain.payee.PayeeCommand.RegisterAccount;
import se.iopledger.finance.domain.payee.PayeeCommand.RegisterPayee;
import se.iopledger.finance.domain.payee.PayeeCommand.VerifyAccount;
import se.iopledger.finance.domain.payee.PayeeCommand.WithdrawAccount;
import se.iopledger.finance.domain.payee.PayeeDecider;
import se.iopledger.finance.domain.payee.PayeeId;

/**
 * The service's log in memory, with the real models on it: what they decide, in the order in which it happened. Something
 * may be done just before any command, or the process may end just before or after it is carried out.
 */
final class Ledger implements Streams, Agreements, OrderWaits {
    static final LocalDate TODAY = LocalDate.parse("2019-01-02");
    static final String PAYABLE = "2019-1-kommun-partner";
    static final Money AMOUNT = Money.parse("1166666.67");
    static final BankAccount GIRO = BankAccount.bankgiro("9900-0010");
    static final String MUNICIPALITY = "0380";
    private static final OrganisationNumber NUMBER = new OrganisationNumber("802000-0009");
    static final String PAYEE = PayeeId.of(MUNICIPALITY, NUMBER);
    private static final String NAME = "Simulerade Stadsmissionen";
    private static final String PAYER = "payer";
    private static final String PAYER_NAME = "Simulerade kommunen";
    private static final BankAccount DEBITED = BankAccount.iban("SE9399900000000000000001");
    private static final MoneyDecider MONEY = new MoneyDecider(new FundingDecider(new SwedishBankDays()));
    private static final OrderDecider ORDERS = new OrderDecider(new SwedishBankDays());

    private final Map<String, AgreementMoney> money = new HashMap<>();
    private final Map<String, Payee> payees = new HashMap<>();
    private final Map<String, PaymentOrder> orders = new HashMap<>();
    private final Map<String, BankFile> files = new HashMap<>();
    private final Map<String, Heard> heard = new HashMap<>();
    private final Map<String, String> waits = new HashMap<>();

    /** The municipality's register of rights: those by which everything is attested here. */
    final List<AttestRight> rights = new ArrayList<>(List.of(right(Step.EXAMINE), right(Step.APPROVE)));

    /** Everything that happened, in order. */
    final List<Object> log = new ArrayList<>();

    private int sent;
    private int at;
    private @Nullable Runnable before;
    private boolean killedAfter;
    private int kill;

    /** The process ended. */
    static final class Killed extends RuntimeException {}

    /** Does something just before the command of that number, from 1, is carried out. */
    void before(int number, Runnable what) {
        sent = 0;
        at = number;
        before = what;
    }

    /** Ends the process at the command of that number: before it is carried out, or before its answer arrives. */
    void killAt(int number, boolean after) {
        sent = 0;
        kill = number;
        killedAfter = after;
    }

    int sent() {
        return sent;
    }

    @Override
    public Optional<Rejection> send(Command command, String municipality) {
        sent++;
        Runnable first = before;
        if (first != null && sent == at) {
            before = null;
            first.run();
        }
        boolean dies = kill > 0 && sent == kill;
        if (dies && !killedAfter) {
            kill = 0;
            throw new Killed();
        }
        Optional<Rejection> refused = carriedOut(command);
        if (dies) {
            kill = 0;
            throw new Killed();
        }
        return refused;
    }

    private Optional<Rejection> carriedOut(Command command) {
        return switch (command) {
            case FundingCommand funding -> {
                AgreementMoney state = money.getOrDefault(funding.agreementId(), MoneyDecider.initial());
                yield happens(
                        MONEY.decide(funding, state),
                        event -> money.merge(
                                funding.agreementId(),
                                MoneyDecider.evolve(state(funding.agreementId()), (FinanceEvent) event),
                                (old, changed) -> changed));
            }
            case PayeeCommand payee -> {
                Payee state = payees.getOrDefault(payee.payeeId(), PayeeDecider.initial());
                yield happens(
                        PayeeDecider.decide(payee, state),
                        event -> payees.put(
                                payee.payeeId(),
                                PayeeDecider.evolve(
                                        payees.getOrDefault(payee.payeeId(), PayeeDecider.initial()),
                                        (PayeeEvent) event)));
            }
            case OrderCommand order -> {
                PaymentOrder state = order(order.orderId());
                yield happens(
                        ORDERS.decide(order, state),
                        event -> orders.put(
                                order.orderId(), OrderDecider.evolve(order(order.orderId()), (OrderEvent) event)));
            }
            case BankFileCommand file -> {
                BankFile state = file(file.importId());
                yield happens(
                        BankFileDecider.decide(file, state),
                        event -> files.put(
                                file.importId(), BankFileDecider.evolve(file(file.importId()), (BankFileEvent) event)));
            }
            default -> throw new IllegalArgumentException("nobody decides on " + command);
        };
    }

    private interface Follows {
        void follow(Object event);
    }

    private Optional<Rejection> happens(Decision<?> decision, Follows follows) {
        return switch (decision) {
            case Decision.Rejected<?>(Rejection rejection) -> Optional.of(rejection);
            case Decision.Accepted<?>(var events) -> {
                for (Object event : events) {
                    follows.follow(event);
                    log.add(event);
                }
                yield Optional.empty();
            }
        };
    }

    AgreementMoney state(String agreementId) {
        return money.getOrDefault(agreementId, MoneyDecider.initial());
    }

    @Override
    public PaymentOrder order(String orderId) {
        return orders.getOrDefault(orderId, OrderDecider.initial());
    }

    @Override
    public Payments payments(String agreementId) {
        return state(agreementId).payments();
    }

    @Override
    public Payee payee(String payeeId) {
        return payees.getOrDefault(payeeId, PayeeDecider.initial());
    }

    @Override
    public List<AttestRight> rights(String municipality) {
        return List.copyOf(rights);
    }

    PaymentOrder.Known known(String orderId) {
        return (PaymentOrder.Known) order(orderId);
    }

    BankFile file(String importId) {
        return files.getOrDefault(importId, BankFileDecider.initial());
    }

    @Override
    public Heard heard(String agreementId) {
        return heard.getOrDefault(agreementId, new Heard.UpToDate(12));
    }

    @Override
    public void waits(String orderId, String what) {
        waits.put(orderId, what);
    }

    @Override
    public void goesOn(String orderId) {
        waits.remove(orderId);
    }

    @Override
    public Optional<String> of(String orderId) {
        return Optional.ofNullable(waits.get(orderId));
    }

    void hears(String agreementId, Heard state) {
        heard.put(agreementId, state);
    }

    void must(Command command) {
        carriedOut(command).ifPresent(rejection -> {
            throw new AssertionError("refused by " + rejection);
        });
    }

    static Mandate by(String actor) {
        return Mandate.of(actor, TODAY);
    }

    /** A payee with a verified account, and agreements whose first tranche two persons have attested. */
    static Ledger with(Terms terms, String... agreements) {
        Ledger ledger = new Ledger();
        ledger.must(new RegisterPayee(PAYEE, MUNICIPALITY, Role.RECIPIENT, NAME, NUMBER, null, null, by("anna")));
        ledger.must(new RegisterAccount(PAYEE, GIRO, NAME, null, null, TODAY, true, by("anna")));
        ledger.must(new VerifyAccount(PAYEE, "account-1", "Simulated certificate", 10, by("bo")));
        for (String agreement : agreements) {
            ledger.follows(agreement, terms);
            ledger.attested(agreement, "examiner", "approver");
        }
        return ledger;
    }

    /** The recipient was a payee by its place in an agreement before, and this was its account. */
    void paidUnderItsPartysKey(String agreement, BankAccount account) {
        PartyKey party = new PartyKey(agreement, "partner");
        String former = PayeeId.of(MUNICIPALITY, party);
        must(new RegisterPayee(former, MUNICIPALITY, Role.RECIPIENT, NAME, null, party, null, by("anna")));
        must(new RegisterAccount(former, account, NAME, null, null, TODAY, true, by("anna")));
        must(new VerifyAccount(former, "account-1", "Simulated certificate", 10, by("bo")));
    }

    /** The municipality's own account, from which orders are debited. */
    void debitedAccountIsInForce() {
        must(new RegisterPayee(PAYER, MUNICIPALITY, Role.PAYER, PAYER_NAME, NUMBER, null, null, by("anna")));
        must(new RegisterAccount(PAYER, DEBITED, PAYER_NAME, "SIMUSESS", null, TODAY, true, by("anna")));
        must(new VerifyAccount(PAYER, "account-1", "Simulated certificate", 10, by("bo")));
    }

    void debitedAccountIsWithdrawn() {
        must(new WithdrawAccount(PAYER, "account-1", TODAY, by("bo")));
    }

    void follows(String agreement, Terms terms) {
        must(new FollowAgreement(
                agreement,
                by("automation:test"),
                new Cause("/agreement-service", 1),
                Optional.of(AgreementLife.begun(1, terms))));
    }

    void attested(String agreement, String examiner, String approver) {
        must(new ExaminePayable(
                agreement, PAYABLE, "partner", AMOUNT, List.of(right(Step.EXAMINE)), null, by(examiner)));
        must(new ApprovePayable(
                agreement, PAYABLE, "partner", AMOUNT, List.of(right(Step.APPROVE)), null, by(approver)));
    }

    private static AttestRight right(Step step) {
        return new AttestRight(
                "right-" + step, step, Money.ofKronor(2_000_000), LocalDate.parse("2019-01-01"), null, null, null);
    }

    /** An order of the first tranche of each of these agreements. */
    void records(String orderId, String... agreements) {
        records(TODAY, orderId, agreements);
    }

    void records(LocalDate paymentDate, String orderId, String... agreements) {
        List<OrderLine> lines = new ArrayList<>();
        for (String agreement : agreements) {
            lines.add(new OrderLine(
                    lines.size() + 1,
                    agreement,
                    PAYABLE,
                    TODAY,
                    AMOUNT,
                    "partner",
                    PAYEE,
                    NAME,
                    "account-1",
                    GIRO,
                    null,
                    "UPP 2019-1"));
        }
        must(new RecordOrder(
                orderId,
                MUNICIPALITY,
                paymentDate,
                new Debit(PAYER, PAYER_NAME, "account-1", DEBITED, "SIMUSESS", null),
                lines,
                by("officer")));
    }
}
