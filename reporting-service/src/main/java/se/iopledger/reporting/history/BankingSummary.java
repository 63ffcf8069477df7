package se.iopledger.reporting.history;

import java.util.List;
import java.util.stream.Collectors;
import se.iopledger.contracts.finance.BankFileEvent;
import se.iopledger.contracts.finance.BankFileEvent.BankFileReceived;
import se.iopledger.contracts.finance.BankFileEvent.BankFileTakenIn;
import se.iopledger.contracts.finance.BankFileEvent.FindingClosed;
import se.iopledger.contracts.finance.BankFileEvent.FindingRaised;
import se.iopledger.contracts.finance.OrderEvent;
import se.iopledger.contracts.finance.OrderEvent.LineConfirmed;
import se.iopledger.contracts.finance.OrderEvent.LineDropped;
import se.iopledger.contracts.finance.OrderEvent.LineNotTakenIn;
import se.iopledger.contracts.finance.OrderEvent.LineReported;
import se.iopledger.contracts.finance.OrderEvent.LineReserved;
import se.iopledger.contracts.finance.OrderEvent.OrderEmptied;
import se.iopledger.contracts.finance.OrderEvent.OrderRecorded;
import se.iopledger.contracts.finance.OrderEvent.OrderReleased;
import se.iopledger.contracts.finance.OrderEvent.OutcomeConfirmed;
import se.iopledger.contracts.finance.OrderEvent.OutcomeRefused;
import se.iopledger.contracts.finance.OrderEvent.OutcomeStated;
import se.iopledger.contracts.finance.OrderEvent.ReportPassedOn;
import se.iopledger.contracts.finance.OrderEvent.ReservationGivenBack;
import se.iopledger.contracts.finance.OrderEvent.SettlementConfirmed;
import se.iopledger.contracts.finance.OrderEvent.SettlementProposed;
import se.iopledger.contracts.finance.OrderEvent.SettlementRefused;
import se.iopledger.contracts.finance.PayeeEvent;
import se.iopledger.contracts.finance.PayeeEvent.AccountRegistered;
import se.iopledger.contracts.finance.PayeeEvent.AccountVerified;
import se.iopledger.contracts.finance.PayeeEvent.AccountWithdrawn;
import se.iopledger.contracts.finance.PayeeEvent.OrderLineConfirmed;
import se.iopledger.contracts.finance.PayeeEvent.PayeeRegistered;
import se.iopledger.contracts.finance.PayeeEvent.RecipientHeld;
import se.iopledger.contracts.finance.PayeeEvent.RecipientReleased;

/** What an event of accounts, payment orders and bank files says, in one line of English. */
final class BankingSummary {
    private BankingSummary() {}

    static String of(PayeeEvent event) {
        return switch (event) {
            case PayeeRegistered registered ->
                registered.name() + " was registered as one that "
                        + switch (registered.role()) {
                            case RECIPIENT -> "is paid.";
                            case PAYER -> "pays.";
                        };
            case AccountRegistered registered ->
                "The account " + registered.account() + (registered.madeUp() ? " (made up)" : "") + " was registered ("
                        + registered.accountId() + "); somebody else has to verify it.";
            case AccountVerified verified ->
                "The account " + verified.accountId() + " was verified by a second person and is in force from "
                        + verified.inForceFrom() + ".";
            case AccountWithdrawn withdrawn ->
                "The account " + withdrawn.accountId() + " is not used from " + withdrawn.from() + ".";
            case RecipientHeld held ->
                "Payments to the recipient are held from " + held.from() + by(held.clauses()) + " (" + held.holdId()
                        + ").";
            case RecipientReleased released ->
                "The hold " + released.holdId() + " on the recipient ended on " + released.on() + ".";
            case OrderLineConfirmed confirmed ->
                confirmed.payableId() + " may be paid to " + confirmed.account() + " on " + confirmed.paymentDate()
                        + " by the order " + confirmed.orderId() + ".";
        };
    }

    static String of(OrderEvent event) {
        return switch (event) {
            case OrderRecorded recorded ->
                "A payment order for " + recorded.paymentDate() + " from "
                        + recorded.debit().account() + " was recorded, with "
                        + recorded.lines().size() + " payments to be confirmed.";
            case LineReserved reserved -> "What payment " + reserved.line() + " pays is reserved for this order.";
            case LineConfirmed confirmed -> "Payment " + confirmed.line() + " is confirmed.";
            case LineDropped dropped ->
                "Payment " + dropped.line() + " is left out by " + dropped.rule() + by(dropped.clauses()) + ": "
                        + dropped.detail() + ".";
            case ReservationGivenBack back -> "What payment " + back.line() + " would have paid may be ordered again.";
            case OrderReleased released ->
                "The order is released: " + released.lines() + " payments, " + released.total() + " kr.";
            case OrderEmptied _ -> "No payment was left in the order.";
            case LineReported reported ->
                "The bank tells of payment " + reported.line() + ": "
                        + switch (reported.status()) {
                            case ACCEPTED -> "accepted";
                            case REJECTED -> "rejected";
                            case EXECUTED -> "executed";
                            case RETURNED ->
                                reported.amount() == null ? "returned" : reported.amount() + " kr returned";
                        }
                        + (reported.code() == null ? "." : " (" + reported.code() + ").");
            case OutcomeStated stated ->
                "What became of the payments "
                        + stated.lines().stream().map(String::valueOf).collect(Collectors.joining(", "))
                        + " is said by hand (" + stated.statementId() + "), and waits for a second person.";
            case OutcomeConfirmed confirmed -> "A second person confirmed " + confirmed.statementId() + ".";
            case OutcomeRefused refused -> "What " + refused.statementId() + " says does not hold.";
            case ReportPassedOn passed -> "The agreement knows what the bank told of payment " + passed.line() + ".";
            case LineNotTakenIn not ->
                "A person has to look: the agreement does not take in "
                        + (not.status() == null
                                ? "that payment " + not.line() + " was left out"
                                : "what the bank told of payment " + not.line())
                        + " (" + not.rule() + "): " + not.detail() + ".";
            case SettlementProposed proposed ->
                "What the agreement does not take in of payment " + proposed.line() + " was settled by hand ("
                        + proposed.settlementId() + "), which waits for a second person: " + proposed.decision()
                        + (proposed.decision().endsWith(".") ? "" : ".");
            case SettlementConfirmed confirmed -> "A second person confirmed " + confirmed.settlementId() + ".";
            case SettlementRefused refused -> "It is not settled as " + refused.settlementId() + " says.";
        };
    }

    static String of(BankFileEvent event) {
        return switch (event) {
            case BankFileReceived received ->
                received.messageId().isEmpty()
                        ? "A file came that could not be read."
                        : "A file from the bank was read: " + received.message() + " " + received.messageId() + ".";
            case FindingRaised raised -> "A person has to look (" + raised.rule() + "): " + raised.detail() + ".";
            case BankFileTakenIn taken ->
                "The file was taken in: " + taken.taken() + " of payments of this ledger, " + taken.foreign()
                        + " of payments made elsewhere.";
            case FindingClosed closed -> "Finding " + closed.number() + " was closed.";
        };
    }

    private static String by(List<String> clauses) {
        return clauses.isEmpty() ? "" : " (" + String.join(", ", clauses) + ")";
    }
}
