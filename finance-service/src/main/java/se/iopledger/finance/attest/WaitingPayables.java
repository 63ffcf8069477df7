package se.iopledger.finance.attest;

import java.sql.Types;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.ClaimEvent;
import se.iopledger.contracts.finance.FinanceEvent;
import se.iopledger.contracts.finance.FinanceEvent.FundingBasisChanged;
import se.iopledger.contracts.finance.FinanceEvent.FundingScheduleDerived;
import se.iopledger.contracts.finance.FinanceEvent.FundingScheduleWithdrawn;
import se.iopledger.contracts.finance.FinanceEvent.OverpaymentCleared;
import se.iopledger.contracts.finance.FinanceEvent.OverpaymentFound;
import se.iopledger.contracts.finance.FinanceEvent.TrancheCancelled;
import se.iopledger.contracts.finance.FinanceEvent.TrancheFellDue;
import se.iopledger.contracts.finance.FinanceEvent.TrancheRescheduled;
import se.iopledger.contracts.finance.FinanceEvent.TrancheScheduled;
import se.iopledger.contracts.finance.InputEvent;
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
import se.iopledger.contracts.finance.Tranche;
import se.iopledger.contracts.finance.Tranche.Settlement;
import se.iopledger.finance.domain.pay.OpenPayable;
import se.iopledger.shell.projection.Projection;
import se.iopledger.shell.projection.RecordedEvent;
import se.iopledger.shell.projection.RowsTogether;
import tools.jackson.databind.json.JsonMapper;

/** What can be paid of all agreements, who attested it, and what stops it: to find what waits for somebody. */
@Component
final class WaitingPayables implements Projection {
    private final JsonMapper json = ContractsJson.mapper();

    @Override
    public String name() {
        return "waiting-payables";
    }

    @Override
    public Set<Class<?>> about() {
        return Set.of(FinanceEvent.class);
    }

    @Override
    public List<String> tables() {
        return List.of("payable_tranche", "payable", "payable_order", "payment_hold");
    }

    @Override
    public void on(RecordedEvent event, JdbcClient tables) {
        onAll(List.of(event), tables);
    }

    @Override
    public void onAll(List<RecordedEvent> events, JdbcClient tables) {
        RowsTogether tranches = tranches();
        for (RecordedEvent event : events) {
            if (event.payload() instanceof FinanceEvent money) {
                take(money, event.municipality(), tranches, tables);
            }
        }
        tranches.write(tables);
    }

    private static RowsTogether tranches() {
        return new RowsTogether(
                "INSERT INTO payable_tranche SELECT * FROM",
                List.of(
                        "agreement_id text",
                        "tranche_id text",
                        "municipality text",
                        "payer text",
                        "recipient text",
                        "due_date date",
                        "payable_ore bigint",
                        "planned_ore bigint",
                        "by_invoice boolean",
                        "here boolean"),
                """
                ON CONFLICT (agreement_id, tranche_id) DO UPDATE
                SET municipality = excluded.municipality, payer = excluded.payer, recipient = excluded.recipient,
                    due_date = excluded.due_date, payable_ore = excluded.payable_ore,
                    planned_ore = excluded.planned_ore, by_invoice = excluded.by_invoice, here = excluded.here""");
    }

    private void take(FinanceEvent event, String municipality, RowsTogether rows, JdbcClient tables) {
        switch (event) {
            case FundingScheduleDerived derived -> {
                if (derived.part() == 1) {
                    rows.write(tables);
                    forgetTranches(derived.agreementId(), tables);
                }
                derived.tranches().forEach(tranche -> put(derived.agreementId(), tranche, municipality, rows));
            }
            case TrancheScheduled scheduled ->
                put(scheduled.agreementId(), scheduled.planned().tranche(), municipality, rows);
            case TrancheRescheduled rescheduled ->
                put(rescheduled.agreementId(), rescheduled.planned().tranche(), municipality, rows);
            case TrancheCancelled cancelled -> {
                rows.write(tables);
                forgetTranche(cancelled.agreementId(), cancelled.trancheId(), tables);
            }
            case FundingScheduleWithdrawn withdrawn -> {
                rows.write(tables);
                forgetTranches(withdrawn.agreementId(), tables);
            }
            case PaymentEvent payment -> take(payment, tables);
            case TrancheFellDue _,
                    FundingBasisChanged _,
                    OverpaymentFound _,
                    OverpaymentCleared _,
                    InputEvent _,
                    ClaimEvent _ -> {
                // Nothing is attested by these.
            }
        }
    }

    private static void forgetTranches(String agreementId, JdbcClient tables) {
        tables.sql("DELETE FROM payable_tranche WHERE agreement_id = :agreement")
                .param("agreement", agreementId)
                .update();
    }

    private static void forgetTranche(String agreementId, String trancheId, JdbcClient tables) {
        tables.sql("DELETE FROM payable_tranche WHERE agreement_id = :agreement AND tranche_id = :tranche")
                .param("agreement", agreementId)
                .param("tranche", trancheId)
                .update();
    }

    private static void put(String agreementId, Tranche tranche, String municipality, RowsTogether rows) {
        rows.put(
                List.of(agreementId, tranche.trancheId()),
                agreementId,
                tranche.trancheId(),
                municipality,
                tranche.payer(),
                tranche.recipient(),
                tranche.dueDate(),
                OpenPayable.payableOf(tranche).ore(),
                tranche.amount().ore(),
                OpenPayable.isPaidAgainstInvoice(tranche),
                tranche.settlement() == Settlement.HERE);
    }

    private void take(PaymentEvent event, JdbcClient tables) {
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
                        .param("details", json.writeValueAsString(held))
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
        tables.sql("""
                        INSERT INTO payable (agreement_id, payable_id, tranche_id)
                        VALUES (:agreement, :payable, :payable) ON CONFLICT (agreement_id, payable_id) DO NOTHING""")
                .param("agreement", event.agreementId())
                .param("payable", event.payableId())
                .update();
        JdbcClient.StatementSpec update = tables.sql(
                        "UPDATE payable SET " + what + " WHERE agreement_id = :agreement AND payable_id = :payable")
                .param("agreement", event.agreementId())
                .param("payable", event.payableId());
        (what.contains(":value") ? update.param("value", value) : update).update();
    }
}
