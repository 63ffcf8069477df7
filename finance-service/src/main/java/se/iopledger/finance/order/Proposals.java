package se.iopledger.finance.order;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import se.iopledger.contracts.BankAccount;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.OcrReference;
import se.iopledger.contracts.finance.OrderLine;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.Party;
import se.iopledger.finance.desk.FinanceDesk;
import se.iopledger.finance.domain.AgreementMoney;
import se.iopledger.finance.domain.invoice.InvoiceState;
import se.iopledger.finance.domain.invoice.InvoiceState.Received;
import se.iopledger.finance.domain.order.OrderIds;
import se.iopledger.finance.domain.order.OrderRules;
import se.iopledger.finance.domain.pay.OpenPayable;
import se.iopledger.finance.domain.pay.Payable;
import se.iopledger.finance.domain.payee.Payee;
import se.iopledger.finance.domain.payee.Payee.Account;
import se.iopledger.finance.domain.payee.PayeeDecider;
import se.iopledger.finance.domain.payee.PayeeId;
import se.iopledger.finance.invoice.OpenCredits;
import se.iopledger.shell.aggregate.AggregateRuntime;
import se.iopledger.shell.aggregate.AggregateRuntime.Versioned;

/**
 * What of the approved payables can stand in an order of a day, and why the others cannot. Nothing is reserved by asking;
 * all of it is looked at again when an order is recorded, reserved and confirmed.
 */
@Component
@CheckReturnValue
final class Proposals {
    private final ApprovedPayables approved;
    private final AggregateRuntime aggregates;
    private final FinanceDesk desk;
    private final OpenCredits openCredits;
    private final int accountsWaitDays;

    /** @param accountsWaitDays how many days an account waits that replaces another */
    Proposals(
            ApprovedPayables approved,
            AggregateRuntime aggregates,
            FinanceDesk desk,
            OpenCredits openCredits,
            @Value("${iop.payees.waiting-days:10}") int accountsWaitDays) {
        this.accountsWaitDays = accountsWaitDays;
        this.openCredits = openCredits;
        this.approved = approved;
        this.aggregates = aggregates;
        this.desk = desk;
    }

    /**
     * What an order of a day might hold.
     *
     * @param lines numbered from 1, by due date
     * @param total of the lines
     * @param warnings what somebody may want to look at before the lines are ordered
     */
    record Proposal(
            LocalDate paymentDate, Money total, List<OrderLine> lines, List<LeftOut> leftOut, List<Warning> warnings) {
        Proposal {
            lines = List.copyOf(lines);
            leftOut = List.copyOf(leftOut);
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Something about an invoice that may be ordered: credit notes of its seller have reduced nothing yet, and one of them
     * may be of this invoice; or it asks to be paid to another account than the one that was verified.
     *
     * @param warning in words
     * @param creditNotes their ids; none where it is about something else
     */
    record Warning(String agreementId, String payableId, String warning, List<String> creditNotes) {
        Warning {
            creditNotes = List.copyOf(creditNotes);
        }
    }

    /** An approved payable that cannot stand in the order, and the rule that keeps it out. */
    record LeftOut(String agreementId, String payableId, String rule, String detail, List<String> clauses) {
        LeftOut {
            clauses = List.copyOf(clauses);
        }
    }

    /**
     * What is asked for of one payable.
     *
     * @param ocr null where it has none, or that which its invoice asks for
     * @param message null where the invoice's reference, or the agreement's short name and the tranche, are to stand there
     */
    record Wish(
            String agreementId,
            String payableId,
            @Nullable OcrReference ocr,
            @Nullable String message) {}

    /** All that is approved and due by the day. */
    Proposal of(String municipality, LocalDate paymentDate) {
        return of(
                municipality,
                paymentDate,
                approved.of(municipality).stream()
                        .map(place -> new Wish(place.agreementId(), place.payableId(), null, null))
                        .toList());
    }

    /** What of these may be ordered. */
    Proposal of(String municipality, LocalDate paymentDate, List<Wish> wishes) {
        List<OrderLine> lines = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        Map<String, Optional<AgreementMoney>> money = new HashMap<>();
        for (Wish wish : wishes) {
            switch (one(municipality, paymentDate, wish, money)) {
                case Answer.Line(OrderLine line) -> lines.add(line);
                case Answer.None(Rejection why) ->
                    leftOut.add(
                            new LeftOut(wish.agreementId(), wish.payableId(), why.rule(), why.detail(), why.clauses()));
                case Answer.NotApproved _ -> {
                    // Was approved once, and is paid, ordered or attested no longer: nothing to be said of it here.
                }
            }
        }
        List<OrderLine> numbered = numbered(lines, leftOut);
        return new Proposal(
                paymentDate,
                Money.sum(numbered.stream().map(OrderLine::amount).toList()),
                numbered,
                leftOut,
                numbered.stream().flatMap(line -> warnings(line, money)).toList());
    }

    private Stream<Warning> warnings(OrderLine line, Map<String, Optional<AgreementMoney>> money) {
        return money
                .getOrDefault(line.agreementId(), Optional.empty())
                .map(known -> known.payments().payable(line.payableId()).invoice())
                .stream()
                .flatMap(invoice -> Stream.concat(
                        openCredits(line, invoice).stream(),
                        askedOf(invoice)
                                .otherAccountThan(line.account())
                                .map(warning -> new Warning(line.agreementId(), line.payableId(), warning, List.of()))
                                .stream()));
    }

    private Optional<Warning> openCredits(OrderLine line, Payable.Invoice invoice) {
        List<String> credits = openCredits.ofTheSellerOf(invoice.invoiceId());
        return credits.isEmpty()
                ? Optional.empty()
                : Optional.of(new Warning(
                        line.agreementId(),
                        line.payableId(),
                        "a credit note of the same seller is unmatched: see whether it is for this invoice",
                        credits));
    }

    /** How the invoice that is paid asks to be paid. */
    private AskedPayment askedOf(Payable.Invoice invoice) {
        return new AskedPayment(aggregates
                .stateOf(invoice.invoiceId(), InvoiceState.class)
                .map(Versioned::state)
                .filter(Received.class::isInstance)
                .map(received -> ((Received) received).invoice().payTo())
                .orElse(null));
    }

    /** More than an order may hold wait for another. */
    private static List<OrderLine> numbered(List<OrderLine> lines, List<LeftOut> leftOut) {
        List<OrderLine> byDay = lines.stream()
                .sorted(Comparator.comparing(OrderLine::dueDate)
                        .thenComparing(OrderLine::agreementId)
                        .thenComparing(OrderLine::payableId))
                .toList();
        List<OrderLine> numbered = new ArrayList<>();
        for (OrderLine line : byDay) {
            if (numbered.size() == OrderIds.MOST_LINES) {
                leftOut.add(new LeftOut(
                        line.agreementId(),
                        line.payableId(),
                        "OrderMustHaveLines",
                        "an order has at most " + OrderIds.MOST_LINES + " payments: make another for the rest",
                        List.of()));
            } else {
                numbered.add(withNumber(line, numbered.size() + 1));
            }
        }
        return numbered;
    }

    private static OrderLine withNumber(OrderLine line, int number) {
        return new OrderLine(
                number,
                line.agreementId(),
                line.payableId(),
                line.dueDate(),
                line.amount(),
                line.recipient(),
                line.payeeId(),
                line.name(),
                line.accountId(),
                line.account(),
                line.ocr(),
                line.message());
    }

    private sealed interface Answer {
        record Line(OrderLine line) implements Answer {}

        record None(Rejection why) implements Answer {}

        record NotApproved() implements Answer {}
    }

    private Answer one(
            String municipality, LocalDate paymentDate, Wish wish, Map<String, Optional<AgreementMoney>> money) {
        Optional<FinanceDesk.Known> agreement = desk.find(wish.agreementId())
                .filter(known -> known.municipality().equals(municipality));
        Optional<OpenPayable> payable = money.computeIfAbsent(wish.agreementId(), this::moneyOf)
                .flatMap(known -> OpenPayable.of(wish.payableId(), known));
        if (agreement.isEmpty() || payable.isEmpty()) {
            return new Answer.None(
                    Rejection.unknown("PayableMustExist", "the municipality has no such payable of this agreement"));
        }
        if (payable.get().state() != OpenPayable.State.APPROVED) {
            return new Answer.NotApproved();
        }
        LocalDate due = payable.get().payableBy();
        if (due == null || due.isAfter(paymentDate)) {
            return new Answer.None(Rejection.conflict(
                    "PayableMustBeDueByThePaymentDate",
                    "it is to be paid by " + due + ", the order is for " + paymentDate));
        }
        String recipient = payable.get().toAttest().recipient();
        Optional<Party> party = agreement.get().terms().parties().stream()
                .filter(one -> one.id().equals(recipient))
                .findFirst();
        if (party.isEmpty()) {
            return new Answer.None(Rejection.conflict(
                    "RecipientMustBeAParty",
                    recipient
                            + " left the agreement: by its latest terms it is no party, so that it is paid outside this"
                            + " ledger"));
        }
        return line(
                municipality,
                paymentDate,
                wish,
                payable.get(),
                due,
                party.get(),
                agreement.get().terms().shortName());
    }

    private Optional<AgreementMoney> moneyOf(String agreementId) {
        return aggregates.stateOf(agreementId, AgreementMoney.class).map(Versioned::state);
    }

    private Answer line(
            String municipality,
            LocalDate paymentDate,
            Wish wish,
            OpenPayable payable,
            LocalDate due,
            Party party,
            String shortName) {
        Optional<Paid> paid = payeeOf(municipality, wish.agreementId(), party);
        if (paid.isEmpty()) {
            return new Answer.None(Rejection.unknown(
                    "PayeeMustBeRegistered",
                    party.name() + " is not registered as a payee of the municipality: register it with its account"));
        }
        Payee.Known payee = paid.get().payee();
        Optional<Account> account = payee.accountOn(paymentDate);
        if (account.isEmpty()) {
            return new Answer.None(Rejection.conflict(
                    "AccountMustBeInForceOnThePaymentDate",
                    payee.name() + " has no account that is verified and in force on " + paymentDate));
        }
        Optional<Answer> held = payee.holdOn(paymentDate)
                .map(hold -> new Answer.None(Rejection.conflict(
                                "RecipientMustNotBeHeld",
                                "payments to " + payee.name() + " are held from " + hold.from() + ": " + hold.reason())
                        .by(hold.clauses().toArray(String[]::new))));
        Payee former = aggregates
                .stateOf(PayeeId.formerly(municipality, wish.agreementId(), party.id()), Payee.class)
                .map(Versioned::state)
                .orElseGet(PayeeDecider::initial);
        Optional<Answer> heldBefore = FormerKey.recipientMustNotBeHeld(former, paymentDate)
                .or(() -> FormerKey.changedAccountMustHaveWaited(
                        former, payee, account.get(), accountsWaitDays, paymentDate))
                .map(Answer.None::new);
        return held.or(() -> heldBefore).orElseGet(() -> {
            OcrReference ocr = ocr(wish, payable, account.get().account());
            OrderLine line = new OrderLine(
                    1,
                    wish.agreementId(),
                    wish.payableId(),
                    due,
                    payable.toAttest().amount(),
                    party.id(),
                    paid.get().payeeId(),
                    payee.name(),
                    account.get().id(),
                    account.get().account(),
                    ocr,
                    ocr == null ? message(wish, payable, shortName) : null);
            return OrderRules.flawOf(line)
                    .<Answer>map(flaw -> new Answer.None(Rejection.of(OrderRules.LINE_MUST_BE_WRITABLE, flaw)))
                    .orElseGet(() -> new Answer.Line(line));
        });
    }

    /** The reference that is wished, or else the one that the invoice asks for; null where a message goes with it. */
    private @Nullable OcrReference ocr(Wish wish, OpenPayable payable, BankAccount account) {
        Payable.Invoice invoice = payable.payable().invoice();
        return wish.ocr() != null || wish.message() != null || invoice == null
                ? wish.ocr()
                : askedOf(invoice).ocrTo(account).orElse(null);
    }

    /** What the recipient sees: its invoice's number, or which payment of the agreement it is. */
    private static String message(Wish wish, OpenPayable payable, String shortName) {
        Payable.Invoice invoice = payable.payable().invoice();
        String standard = invoice == null
                ? shortName + " " + payable.tranche().year() + "-"
                        + payable.tranche().number()
                : "Faktura " + invoice.number();
        return Objects.requireNonNullElse(wish.message(), standard);
    }

    private record Paid(String payeeId, Payee.Known payee) {}

    private Optional<Paid> payeeOf(String municipality, String agreementId, Party party) {
        String id = PayeeId.paidAs(municipality, agreementId, party);
        return aggregates
                .stateOf(id, Payee.class)
                .map(Versioned::state)
                .filter(Payee.Known.class::isInstance)
                .map(payee -> new Paid(id, (Payee.Known) payee));
    }
}
