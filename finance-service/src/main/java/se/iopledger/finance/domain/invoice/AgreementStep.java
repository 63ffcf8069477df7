package se.iopledger.finance.domain.invoice;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.InvoiceDue;
import se.iopledger.contracts.finance.InvoiceEvent.ReductionRequested;
import se.iopledger.contracts.finance.InvoiceEvent.TrancheChosen;
import se.iopledger.contracts.finance.InvoicePlace;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.finance.domain.PaymentCommand;
import se.iopledger.finance.domain.PaymentCommand.PutInvoice;
import se.iopledger.finance.domain.PaymentCommand.TakeInvoiceBack;
import se.iopledger.finance.domain.invoice.InvoiceCommand.RecordGivenBack;
import se.iopledger.finance.domain.invoice.InvoiceCommand.RecordKeptThere;
import se.iopledger.finance.domain.invoice.InvoiceCommand.RecordNotReduced;
import se.iopledger.finance.domain.invoice.InvoiceCommand.RecordNotTaken;
import se.iopledger.finance.domain.invoice.InvoiceCommand.RecordReduced;
import se.iopledger.finance.domain.invoice.InvoiceCommand.RecordTaken;
import se.iopledger.finance.domain.invoice.InvoiceState.Received;
import se.iopledger.finance.domain.invoice.InvoiceState.Stage.Arrived;
import se.iopledger.finance.domain.invoice.InvoiceState.Stage.Chosen;
import se.iopledger.finance.domain.invoice.InvoiceState.Stage.GivenBack;
import se.iopledger.finance.domain.invoice.InvoiceState.Stage.Matched;
import se.iopledger.finance.domain.invoice.InvoiceState.Stage.Placing;
import se.iopledger.finance.domain.invoice.InvoiceState.Stage.Reducing;
import se.iopledger.finance.domain.invoice.InvoiceState.Stage.Refused;
import se.iopledger.finance.domain.invoice.InvoiceState.Stage.Undoing;
import se.iopledger.finance.domain.invoice.InvoiceState.Stage.Used;
import se.iopledger.finance.domain.invoice.InvoiceState.Stage.Waiting;

/**
 * What the agreement's stream is to be asked about an invoice, and what its answer means for the invoice. Both may be sent
 * again after a crash: what was carried out already is answered with no event.
 */
@CheckReturnValue
public final class AgreementStep {
    private static final String AUTOMATION = "invoice-matching";

    private final PaymentCommand ask;
    private final InvoiceCommand taken;
    private final Function<Rejection, InvoiceCommand> refused;

    private AgreementStep(PaymentCommand ask, InvoiceCommand taken, Function<Rejection, InvoiceCommand> refused) {
        this.ask = ask;
        this.taken = taken;
        this.refused = refused;
    }

    /** In whose name what follows is recorded. */
    public static Mandate automation(LocalDate today) {
        return Mandate.ofAutomation(AUTOMATION, today, today);
    }

    /** What the agreement's stream is asked. */
    public PaymentCommand ask() {
        return ask;
    }

    /**
     * What is recorded of its answer.
     *
     * @param refusal empty where it did what it was asked
     */
    public InvoiceCommand after(Optional<Rejection> refusal) {
        return refusal.map(refused).orElse(taken);
    }

    /** Empty where nothing is to be asked. */
    public static Optional<AgreementStep> next(Received invoice, LocalDate today) {
        return switch (invoice.stage()) {
            case Chosen(TrancheChosen chosen, boolean judged) -> Optional.of(put(invoice, chosen, judged, today));
            case Undoing undoing -> Optional.of(takeBack(invoice, undoing.place(), undoing.undoneBy(), today));
            case Reducing(ReductionRequested requested, InvoiceDue due) ->
                Optional.of(reduce(invoice, requested, due, today));
            case Arrived _, Waiting _, Matched _, Refused _, GivenBack _, Placing _, Used _ -> Optional.empty();
        };
    }

    private static AgreementStep put(Received invoice, TrancheChosen chosen, boolean judged, LocalDate today) {
        String id = invoice.received().invoiceId();
        InvoicePlace place = chosen.place();
        String why = judged ? String.join("; ", chosen.reasons()) : null;
        return new AgreementStep(
                putInvoice(invoice, place, chosen.due(), judged, new Mandate(chosen.chosenBy(), today, today, why)),
                new RecordTaken(id, place, automation(today)),
                rejection -> new RecordNotTaken(id, place, rejection.rule(), rejection.detail(), automation(today)));
    }

    private static AgreementStep takeBack(Received invoice, InvoicePlace place, String actor, LocalDate today) {
        String id = invoice.received().invoiceId();
        return new AgreementStep(
                takeInvoiceBack(invoice, place, Mandate.of(actor, today)),
                new RecordGivenBack(id, place, automation(today)),
                rejection -> new RecordKeptThere(id, place, rejection.rule(), rejection.detail(), automation(today)));
    }

    private static AgreementStep reduce(
            Received invoice, ReductionRequested requested, InvoiceDue due, LocalDate today) {
        String id = invoice.received().invoiceId();
        InvoicePlace after = requested.place().with(requested.amountAfter());
        return new AgreementStep(
                requested.amountAfter().equals(Money.ZERO)
                        ? takeInvoiceBack(invoice, requested.place(), automation(today))
                        : putInvoice(invoice, after, due, false, automation(today)),
                new RecordReduced(id, requested.creditNoteId(), automation(today)),
                rejection -> new RecordNotReduced(
                        id, requested.creditNoteId(), rejection.rule(), rejection.detail(), automation(today)));
    }

    private static PutInvoice putInvoice(
            Received invoice, InvoicePlace place, InvoiceDue due, boolean judged, Mandate mandate) {
        return new PutInvoice(
                place.agreementId(),
                place.trancheId(),
                invoice.received().invoiceId(),
                invoice.invoice().number(),
                place.amount(),
                invoice.invoice().receivedOn(),
                due.dueOn(),
                invoice.received().registeredBy(),
                judged,
                mandate);
    }

    private static TakeInvoiceBack takeInvoiceBack(Received invoice, InvoicePlace place, Mandate mandate) {
        return new TakeInvoiceBack(
                place.agreementId(), payableId(place, invoice.invoice().number()), mandate);
    }

    /** What an invoice is called among the payables of its agreement. */
    public static String payableId(InvoicePlace place, String number) {
        return place.trancheId() + "/" + number;
    }
}
