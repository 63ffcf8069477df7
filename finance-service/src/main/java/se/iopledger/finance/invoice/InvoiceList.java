package se.iopledger.finance.invoice;

import java.sql.Types;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.Invoice;
import se.iopledger.contracts.finance.InvoiceEvent;
import se.iopledger.contracts.finance.InvoiceEvent.CreditNoteUsed;
import se.iopledger.contracts.finance.InvoiceEvent.CreditedInvoiceChosen;
import se.iopledger.contracts.finance.InvoiceEvent.DocumentDealtWith;
import se.iopledger.contracts.finance.InvoiceEvent.DocumentNotRead;
import se.iopledger.contracts.finance.InvoiceEvent.InvoiceKept;
import se.iopledger.contracts.finance.InvoiceEvent.InvoiceMatched;
import se.iopledger.contracts.finance.InvoiceEvent.InvoiceReceived;
import se.iopledger.contracts.finance.InvoiceEvent.InvoiceReduced;
import se.iopledger.contracts.finance.InvoiceEvent.InvoiceRefused;
import se.iopledger.contracts.finance.InvoiceEvent.MatchUndone;
import se.iopledger.contracts.finance.InvoiceEvent.ReductionRefused;
import se.iopledger.contracts.finance.InvoiceEvent.ReductionRequested;
import se.iopledger.contracts.finance.InvoiceEvent.TrancheChosen;
import se.iopledger.contracts.finance.InvoiceEvent.UndoingRefused;
import se.iopledger.contracts.finance.InvoiceEvent.UndoingRequested;
import se.iopledger.contracts.finance.InvoicePlace;
import se.iopledger.contracts.finance.PaymentEvent.InvoicePut;
import se.iopledger.contracts.finance.PaymentEvent.InvoiceTakenBack;
import se.iopledger.finance.domain.invoice.InvoiceId;
import se.iopledger.shell.projection.Projection;
import se.iopledger.shell.projection.RecordedEvent;

/**
 * All invoices, credit notes and unreadable documents, with how far each has come; and beside them what the agreements say
 * stands for their tranches.
 */
@Component
final class InvoiceList implements Projection {
    @Override
    public String name() {
        return "invoice-list";
    }

    @Override
    public Set<Class<?>> about() {
        return Set.of(InvoiceEvent.class, InvoicePut.class, InvoiceTakenBack.class);
    }

    @Override
    public List<String> tables() {
        return List.of("invoice", "invoice_put");
    }

    @Override
    public void on(RecordedEvent event, JdbcClient tables) {
        switch (event.payload()) {
            case InvoiceEvent told -> on(told, event, tables);
            case InvoicePut put -> put(put, tables);
            case InvoiceTakenBack back ->
                tables.sql("DELETE FROM invoice_put WHERE agreement_id = :agreement AND payable_id = :payable")
                        .param("agreement", back.agreementId())
                        .param("payable", back.payableId())
                        .update();
            default -> {
                // Nothing else is about an invoice.
            }
        }
    }

    /** What the agreements' streams say stands for their tranches. */
    private static void put(InvoicePut put, JdbcClient tables) {
        tables.sql("""
                        INSERT INTO invoice_put (agreement_id, payable_id, tranche_id, invoice_id)
                        VALUES (:agreement, :payable, :tranche, :invoice)
                        ON CONFLICT (agreement_id, payable_id) DO UPDATE SET invoice_id = :invoice""")
                .param("agreement", put.agreementId())
                .param("payable", put.payableId())
                .param("tranche", put.trancheId())
                .param("invoice", put.invoiceId())
                .update();
    }

    private static void on(InvoiceEvent told, RecordedEvent event, JdbcClient tables) {
        switch (told) {
            case InvoiceReceived received -> add(received, event, tables);
            case DocumentNotRead document -> add(document, event, tables);
            case DocumentDealtWith _ -> state(told, InvoiceStanding.DEALT_WITH, tables);
            case InvoiceKept kept -> {
                place(told, null, tables);
                waits(told, kept.because(), tables);
            }
            case TrancheChosen chosen -> {
                place(told, chosen.place(), tables);
                dueOn(chosen, tables);
                state(told, InvoiceStanding.UNDER_WAY, tables);
            }
            case InvoiceMatched _, UndoingRefused _, ReductionRefused _ -> state(told, InvoiceStanding.MATCHED, tables);
            case UndoingRequested _, ReductionRequested _, CreditedInvoiceChosen _ ->
                state(told, InvoiceStanding.UNDER_WAY, tables);
            case MatchUndone _ -> {
                place(told, null, tables);
                waits(told, InvoiceEvent.Because.UNDONE, tables);
            }
            case InvoiceRefused _ -> state(told, InvoiceStanding.REFUSED, tables);
            case InvoiceReduced reduced -> reduced(reduced, tables);
            case CreditNoteUsed _ -> state(told, InvoiceStanding.USED, tables);
        }
    }

    private static void add(InvoiceReceived received, RecordedEvent event, JdbcClient tables) {
        Invoice invoice = received.invoice();
        tables.sql("""
                        INSERT INTO invoice (invoice_id, municipality, state, kind, seller, seller_name, number,
                            plain_number, issued_on, received_on, payable_ore, left_ore, position)
                        VALUES (:invoice, :municipality, :state, :kind, :seller, :sellerName, :number,
                            :plainNumber, :issuedOn, :receivedOn, :payable, :payable, :position)""")
                .param("invoice", received.invoiceId())
                .param("municipality", event.municipality())
                // An invoice is kept or put on a tranche by the event after this one; a credit note has to be followed.
                .param("state", InvoiceStanding.UNDER_WAY.name())
                .param("kind", invoice.kind().name())
                .param("seller", invoice.seller().value())
                .param("sellerName", invoice.sellerName())
                .param("number", invoice.number())
                .param("plainNumber", InvoiceId.plain(invoice.number()))
                .param("issuedOn", invoice.issuedOn())
                .param("receivedOn", invoice.receivedOn())
                .param("payable", invoice.payable().ore())
                .param("position", event.position())
                .update();
    }

    private static void add(DocumentNotRead document, RecordedEvent event, JdbcClient tables) {
        tables.sql("""
                        INSERT INTO invoice (invoice_id, municipality, state, position)
                        VALUES (:invoice, :municipality, :state, :position)""")
                .param("invoice", document.invoiceId())
                .param("municipality", event.municipality())
                .param("state", InvoiceStanding.UNREADABLE.name())
                .param("position", event.position())
                .update();
    }

    private static void state(InvoiceEvent told, InvoiceStanding state, JdbcClient tables) {
        tables.sql("UPDATE invoice SET state = :state, because = NULL WHERE invoice_id = :invoice")
                .param("state", state.name())
                .param("invoice", told.invoiceId())
                .update();
    }

    private static void waits(InvoiceEvent told, InvoiceEvent.Because because, JdbcClient tables) {
        tables.sql("UPDATE invoice SET state = :state, because = :because WHERE invoice_id = :invoice")
                .param("state", InvoiceStanding.WAITING.name())
                .param("because", because.name())
                .param("invoice", told.invoiceId())
                .update();
    }

    private static void dueOn(TrancheChosen chosen, JdbcClient tables) {
        tables.sql("UPDATE invoice SET due_on = :dueOn WHERE invoice_id = :invoice")
                .param("dueOn", chosen.due().dueOn())
                .param("invoice", chosen.invoiceId())
                .update();
    }

    /** Where it stands; null where it stands nowhere, and so has no day of payment either. */
    private static void place(InvoiceEvent told, @Nullable InvoicePlace place, JdbcClient tables) {
        tables.sql("""
                        UPDATE invoice SET agreement_id = :agreement, tranche_id = :tranche, placed_ore = :placed,
                            due_on = CASE WHEN :agreement::text IS NULL THEN NULL ELSE due_on END
                        WHERE invoice_id = :invoice""")
                .param("agreement", place == null ? null : place.agreementId(), Types.VARCHAR)
                .param("tranche", place == null ? null : place.trancheId(), Types.VARCHAR)
                .param("placed", place == null ? null : place.amount().ore(), Types.BIGINT)
                .param("invoice", told.invoiceId())
                .update();
    }

    private static void reduced(InvoiceReduced reduced, JdbcClient tables) {
        tables.sql("UPDATE invoice SET left_ore = :left WHERE invoice_id = :invoice")
                .param("left", reduced.payableAfter().ore())
                .param("invoice", reduced.invoiceId())
                .update();
        if (reduced.payableAfter().equals(Money.ZERO)) {
            place(reduced, null, tables);
            state(reduced, InvoiceStanding.GIVEN_BACK, tables);
        } else if (reduced.place() != null) {
            place(reduced, reduced.place(), tables);
            state(reduced, InvoiceStanding.MATCHED, tables);
        }
    }
}
