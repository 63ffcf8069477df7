package se.iopledger.finance.order;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.OrderLine;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.finance.bankfile.BankAnswer;
import se.iopledger.finance.domain.intake.BankFileCommand.FinishIntake;
import se.iopledger.finance.domain.intake.BankFileCommand.RaiseFinding;
import se.iopledger.finance.domain.intake.BankFileCommand.Trouble;
import se.iopledger.finance.domain.order.OrderCommand.ReportLine;
import se.iopledger.finance.domain.order.OrderIds;
import se.iopledger.finance.domain.order.PaymentOrder.Known;

/**
 * Takes a bank's file in, item by item. Each item is either taken by its order's stream, or kept as a finding with what to
 * do about it, or none of this ledger's. Broken off it is done again from the beginning: a stream answers what it knows
 * with no event, and a finding is raised once.
 */
final class BankFileIntake {
    /** Of an account: less might be the end of any. */
    private static final int FEWEST_DIGITS = 7;

    private final Streams streams;
    private final Supplier<LocalDate> businessDate;

    BankFileIntake(Streams streams, Supplier<LocalDate> businessDate) {
        this.streams = streams;
        this.businessDate = businessDate;
    }

    /** @param municipality whose bank sent the file; orders of others are not known to it */
    void takeIn(String importId, String municipality, BankAnswer answer) {
        Taking taking = new Taking(importId, municipality);
        for (String contradiction : answer.contradictions()) {
            taking.raise(new Trouble(
                    0,
                    "SumsMustAgree",
                    contradiction,
                    "Ask the bank for the file anew, and reconcile the account by hand until it has come",
                    null,
                    null,
                    null));
        }
        List<BankNews.Item> items = BankNews.of(answer);
        for (int index = 0; index < items.size(); index++) {
            taking.take(index + 1, items.get(index));
        }
        taking.finish();
    }

    private final class Taking {
        private final String importId;
        private final String municipality;
        private int taken;
        private int foreign;

        Taking(String importId, String municipality) {
            this.importId = importId;
            this.municipality = municipality;
        }

        void take(int number, BankNews.Item item) {
            switch (item) {
                case BankNews.Item.Foreign _ -> foreign++;
                case BankNews.Item.Strange strange ->
                    raise(new Trouble(
                            number,
                            strange.rule(),
                            strange.detail(),
                            advice(strange.rule()),
                            strange.reference(),
                            strange.amount(),
                            strange.on()));
                case BankNews.Item.OfLine of -> report(number, of);
                case BankNews.Item.OfOrder of -> report(number, of);
            }
        }

        private void report(int number, BankNews.Item.OfLine of) {
            Optional<Known> order = order(of.place().orderId());
            Optional<Rejection> refused = order.isEmpty()
                    ? Optional.of(unknownOrder(of.reference()))
                    : creditMustBeToTheDebitedAccount(of, order.get())
                            .or(() -> send(of, of.place().line()));
            if (refused.isPresent()) {
                raise(trouble(number, refused.get(), of.reference(), of.amount(), of.on()));
            } else {
                taken++;
            }
        }

        private Optional<Rejection> send(BankNews.Item.OfLine of, int line) {
            return streams.send(
                    new ReportLine(
                            of.place().orderId(),
                            line,
                            of.status(),
                            importId,
                            of.on(),
                            of.amount(),
                            of.code(),
                            of.text(),
                            mandate()),
                    municipality);
        }

        private void report(int number, BankNews.Item.OfOrder of) {
            Optional<Known> order = order(of.orderId());
            if (order.isEmpty()) {
                raise(trouble(number, unknownOrder(of.reference()), of.reference(), of.total(), of.on()));
                return;
            }
            Money total = of.total();
            List<OrderLine> told =
                    total == null ? order.get().confirmed() : order.get().notRejected();
            Money ordered = Money.sum(told.stream().map(OrderLine::amount).toList());
            if (total != null && !total.equals(ordered)) {
                Rejection other = Rejection.conflict(
                        "BankMustTellOfTheAmountOrdered",
                        "the bank debited " + total + " as one sum, ordered and not rejected was " + ordered);
                raise(trouble(number, other, of.reference(), total, of.on()));
                return;
            }
            for (OrderLine line : told) {
                if (!of.toldOfThemselves().contains(line.number())) {
                    reportLine(number, of, line);
                }
            }
        }

        private void reportLine(int number, BankNews.Item.OfOrder of, OrderLine line) {
            Optional<Rejection> refused = streams.send(
                    new ReportLine(
                            of.orderId(),
                            line.number(),
                            of.status(),
                            importId,
                            of.on(),
                            null,
                            of.code(),
                            of.text(),
                            mandate()),
                    municipality);
            if (refused.isPresent()) {
                // By its own reference: of two payments that are called the same in their agreements each is told.
                String reference = OrderIds.paymentId(of.orderId(), line.number());
                raise(trouble(number, refused.get(), reference, line.amount(), of.on()));
            } else {
                taken++;
            }
        }

        /** Nothing crosses over: what another municipality ordered is as unknown as what nobody did. */
        private Optional<Known> order(String orderId) {
            return streams.order(orderId) instanceof Known known
                            && known.municipality().equals(municipality)
                    ? Optional.of(known)
                    : Optional.empty();
        }

        void raise(Trouble trouble) {
            mustHold(streams.send(new RaiseFinding(importId, trouble, mandate()), municipality));
        }

        void finish() {
            mustHold(streams.send(new FinishIntake(importId, taken, foreign, mandate()), municipality));
        }
    }

    private Mandate mandate() {
        LocalDate today = businessDate.get();
        return Mandate.ofAutomation("BankFileIntake", today, today);
    }

    @CheckReturnValue
    private static Trouble trouble(
            int number, Rejection refused, String reference, @Nullable Money amount, @Nullable LocalDate on) {
        return new Trouble(number, refused.rule(), refused.detail(), advice(refused.rule()), reference, amount, on);
    }

    /** One bank file may be of many accounts, and what comes in on a recipient's is the payment itself, not its return. */
    private static Optional<Rejection> creditMustBeToTheDebitedAccount(BankNews.Item.OfLine of, Known order) {
        String credited = of.credited();
        if (credited == null) {
            return Optional.empty();
        }
        String digits = credited.replaceAll("[ -]", "").toUpperCase(Locale.ROOT);
        // An IBAN ends with the number that some banks write instead.
        return digits.length() >= FEWEST_DIGITS
                        && order.debit().account().packed().endsWith(digits)
                ? Optional.empty()
                : Optional.of(Rejection.conflict(
                        "CreditMustBeToTheDebitedAccount",
                        "money came in on " + Plain.text(credited) + " by the reference \"" + of.reference()
                                + "\", and the bank does not say that it came back; the order debited "
                                + order.debit().account()));
    }

    private static Rejection unknownOrder(String reference) {
        return Rejection.unknown(
                "PaymentMustBeOfAKnownOrder",
                "the bank tells of \"" + reference + "\", and no order of the municipality has it");
    }

    private static String advice(String rule) {
        return switch (rule) {
            case "PaymentMustBeOfAKnownOrder" ->
                "Find out who made the payment: another system that writes to the same bank, or a file that is not the municipality's. If money left the account, stop it with the bank";
            case "LineMustBeInTheFile" ->
                "Compare with the file that was sent: the line was left out of it. Ask the bank what it paid";
            case "OrderMustBeReleased" ->
                "The order was not released, so nobody may have sent its file. Ask the bank what it received, and from whom";
            case "BankMustTellOfTheAmountOrdered" ->
                "Ask the bank why the amount differs. If part of the payment came back, say so in a statement about the order";
            case "StatusMustFollowOnTheLast" ->
                "Ask the bank which of the two holds before anything is ordered again: it may have been paid";
            case "DuplicateMustNotRejectWhatWasSent" ->
                "Ask the bank what became of the first: until it has answered, order nothing of it again";
            case "WhatCameBackInPartMustBeToldByPersons" ->
                "Ask the bank how much came back in all, and say what is new of it in a statement about the order";
            case "ReturnMustNotBeTakenBack", "WhatCameBackMustNotBePaidAgain" ->
                "Ask the bank why, and settle it by hand; do not order the payment again before it has answered";
            case "CreditMustBeToTheDebitedAccount" ->
                "Find out whose account it is. If it is the recipient's, the payment arrived; if the money came back, say so in a statement about the order";
            case "PaymentMustNameItsLine", "ReturnMustNameItsPayment", "PaymentMustSayItsAmount" ->
                "Find the payment by its amount and recipient, ask the bank, and say what became of it in a statement about its order";
            case "StatusMustBeKnown" -> "Ask the bank what the status means; the payment stays as it stood";
            case "PaymentMustBeInKronor" -> "Ask the bank; this ledger orders in kronor only";
            case "ReturnMustBeToldByPayment" -> "Ask the bank for a notification that tells the payments one by one";
            case "ReportMustNotBeOfADayAhead" ->
                "When its day has come, ask the bank, and say what became of the payment in a statement about its order";
            default -> "Look at the payment order and at the bank's file";
        };
    }

    private static void mustHold(Optional<Rejection> refused) {
        refused.ifPresent(rejection -> {
            throw new IllegalStateException("refused by " + rejection.rule() + ": " + rejection.detail());
        });
    }
}
