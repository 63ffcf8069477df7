package se.iopledger.finance.payable;

import java.sql.Types;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.PaymentEvent;
import se.iopledger.contracts.finance.PaymentEvent.AttestRefused;
import se.iopledger.contracts.finance.PaymentEvent.AttestVoided;
import se.iopledger.contracts.finance.PaymentEvent.InvoicePut;
import se.iopledger.contracts.finance.PaymentEvent.InvoiceTakenBack;
import se.iopledger.contracts.finance.PaymentEvent.OfPayable;
import se.iopledger.contracts.finance.PaymentEvent.PayableApproved;
import se.iopledger.contracts.finance.PaymentEvent.PayableConfirmed;
import se.iopledger.contracts.finance.PaymentEvent.PayableExamined;
import se.iopledger.contracts.finance.PaymentEvent.PayableReserved;
import se.iopledger.contracts.finance.PaymentEvent.PaymentExecuted;
import se.iopledger.contracts.finance.PaymentEvent.PaymentRejected;
import se.iopledger.contracts.finance.PaymentEvent.PaymentReturned;
import se.iopledger.contracts.finance.PaymentEvent.PaymentsHeld;
import se.iopledger.contracts.finance.PaymentEvent.PaymentsReleased;
import se.iopledger.contracts.finance.PaymentEvent.ReservationGivenBack;
import tools.jackson.databind.json.JsonMapper;

/** What became of payables: who attested them, in which order they are, what is settled of them and what stops them. */
final class PaymentRows {
    private static final JsonMapper JSON = ContractsJson.mapper();

    private PaymentRows() {}

    static void take(PaymentEvent event, JdbcClient tables) {
        switch (event) {
            case InvoicePut put ->
                tables.sql("""
                                INSERT INTO payable (agreement_id, payable_id, tranche_id, invoice_number, invoice_ore,
                                    pay_by, registered_by)
                                VALUES (:agreement, :payable, :tranche, :number, :amount, :by, :registered)
                                ON CONFLICT (agreement_id, payable_id) DO UPDATE
                                SET taken_back = false, invoice_ore = :amount, pay_by = :by,
                                    registered_by = :registered, refused_why = NULL""")
                        .param("agreement", put.agreementId())
                        .param("payable", put.payableId())
                        .param("tranche", put.trancheId())
                        .param("number", put.invoiceNumber())
                        .param("amount", put.amount().ore())
                        .param("by", put.dueOn())
                        .param("registered", put.registeredBy())
                        .update();
            case InvoiceTakenBack back ->
                change(back, "taken_back = true, examined_by = NULL, approved_by = NULL", tables);
            case PayableExamined examined ->
                change(
                        examined,
                        "examined_by = :value, approved_by = NULL, refused_why = NULL",
                        examined.examinedBy(),
                        tables);
            case PayableApproved approved -> change(approved, "approved_by = :value", approved.approvedBy(), tables);
            case AttestRefused refused ->
                change(refused, "examined_by = NULL, approved_by = NULL, refused_why = :value", refused.why(), tables);
            case AttestVoided voided -> change(voided, "examined_by = NULL, approved_by = NULL", tables);
            case PayableReserved reserved -> {
                change(reserved, "order_id = :value", reserved.orderId(), tables);
                tables.sql("INSERT INTO payable_order VALUES (:agreement, :payable, :order, :amount, NULL, NULL)")
                        .param("agreement", reserved.agreementId())
                        .param("payable", reserved.payableId())
                        .param("order", reserved.orderId())
                        .param("amount", reserved.amount().ore())
                        .update();
            }
            case PayableConfirmed confirmed -> {
                tables.sql("""
                                UPDATE payable_order SET examined_by = :examined, approved_by = :approved
                                WHERE agreement_id = :agreement AND payable_id = :payable AND order_id = :order""")
                        .param("agreement", confirmed.agreementId())
                        .param("payable", confirmed.payableId())
                        .param("order", confirmed.orderId())
                        .param("examined", confirmed.examinedBy())
                        .param("approved", confirmed.approvedBy())
                        .update();
                change(confirmed, "order_id = NULL, examined_by = NULL, approved_by = NULL", tables);
                settle(confirmed, confirmed.amount(), tables);
            }
            case ReservationGivenBack back -> {
                change(back, "order_id = NULL", tables);
                openAgain(back, tables);
            }
            case PaymentExecuted _ -> {
                // It was settled when it was confirmed.
            }
            case PaymentRejected rejected -> openAgain(rejected, tables);
            case PaymentReturned returned -> {
                settle(returned, Money.ZERO.minus(returned.amount()), tables);
                attestAgain(returned, tables);
            }
            case PaymentsHeld held ->
                tables.sql("INSERT INTO payment_hold VALUES (:agreement, :hold, :recipient, false, :details::jsonb)")
                        .param("agreement", held.agreementId())
                        .param("hold", held.holdId())
                        .param("recipient", held.recipient(), Types.VARCHAR)
                        .param("details", JSON.writeValueAsString(held))
                        .update();
            case PaymentsReleased released ->
                tables.sql("UPDATE payment_hold SET released = true,"
                                + " hold = hold || jsonb_build_object('releasedBy', CAST(:by AS text))"
                                + " WHERE agreement_id = :agreement AND hold_id = :hold")
                        .param("agreement", released.agreementId())
                        .param("hold", released.holdId())
                        .param("by", released.releasedBy())
                        .update();
        }
    }

    /** Of what was confirmed nothing is settled then; what was only reserved was attested all the time. */
    private static void openAgain(PaymentEvent.OfOrder event, JdbcClient tables) {
        tables.sql("""
                        UPDATE payable p SET settled_ore = p.settled_ore - o.amount_ore
                        FROM payable_order o
                        WHERE o.agreement_id = p.agreement_id AND o.payable_id = p.payable_id
                          AND o.order_id = :order AND o.approved_by IS NOT NULL
                          AND p.agreement_id = :agreement AND p.payable_id = :payable""")
                .param("agreement", event.agreementId())
                .param("payable", event.payableId())
                .param("order", event.orderId())
                .update();
        attestAgain(event, tables);
    }

    private static void attestAgain(PaymentEvent.OfOrder event, JdbcClient tables) {
        tables.sql("""
                        UPDATE payable p SET examined_by = o.examined_by, approved_by = o.approved_by
                        FROM payable_order o
                        WHERE o.agreement_id = p.agreement_id AND o.payable_id = p.payable_id
                          AND o.order_id = :order AND o.approved_by IS NOT NULL AND p.examined_by IS NULL
                          AND p.refused_why IS NULL
                          AND p.agreement_id = :agreement AND p.payable_id = :payable""")
                .param("agreement", event.agreementId())
                .param("payable", event.payableId())
                .param("order", event.orderId())
                .update();
    }

    private static void settle(OfPayable event, Money by, JdbcClient tables) {
        tables.sql("UPDATE payable SET settled_ore = settled_ore + :by"
                        + " WHERE agreement_id = :agreement AND payable_id = :payable")
                .param("agreement", event.agreementId())
                .param("payable", event.payableId())
                .param("by", by.ore())
                .update();
    }

    private static void change(OfPayable event, String what, JdbcClient tables) {
        change(event, what, "", tables);
    }

    /** A tranche without invoice has a row from the first thing on that happens to it. */
    private static void change(OfPayable event, String what, String value, JdbcClient tables) {
        if (changed(event, what, value, tables) == 0) {
            tables.sql("""
                            INSERT INTO payable (agreement_id, payable_id, tranche_id)
                            VALUES (:agreement, :payable, :payable)""")
                    .param("agreement", event.agreementId())
                    .param("payable", event.payableId())
                    .update();
            changed(event, what, value, tables);
        }
    }

    private static int changed(OfPayable event, String what, String value, JdbcClient tables) {
        JdbcClient.StatementSpec update = tables.sql(
                        "UPDATE payable SET " + what + " WHERE agreement_id = :agreement AND payable_id = :payable")
                .param("agreement", event.agreementId())
                .param("payable", event.payableId());
        return (what.contains(":value") ? update.param("value", value) : update).update();
    }
}
