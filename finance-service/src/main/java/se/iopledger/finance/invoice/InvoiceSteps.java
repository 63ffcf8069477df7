package se.iopledger.finance.invoice;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import se.iopledger.contracts.finance.Invoice;
import se.iopledger.contracts.finance.Invoice.Kind;
import se.iopledger.contracts.model.Command;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.finance.domain.PaymentCommand.TakeInvoiceBack;
import se.iopledger.finance.domain.invoice.AgreementStep;
import se.iopledger.finance.domain.invoice.InvoiceCommand;
import se.iopledger.finance.domain.invoice.InvoiceCommand.LeaveCreditOpen;
import se.iopledger.finance.domain.invoice.InvoiceCommand.PlaceCredit;
import se.iopledger.finance.domain.invoice.InvoiceCommand.ReduceByCreditNote;
import se.iopledger.finance.domain.invoice.InvoiceCommand.UseCreditNote;
import se.iopledger.finance.domain.invoice.InvoiceId;
import se.iopledger.finance.domain.invoice.InvoiceState;
import se.iopledger.finance.domain.invoice.InvoiceState.Received;
import se.iopledger.finance.domain.invoice.InvoiceState.Reduction;
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
import se.iopledger.finance.invoice.InvoicesUnderWay.Astray;
import se.iopledger.shell.aggregate.AggregateRuntime;
import se.iopledger.shell.aggregate.AggregateRuntime.Versioned;
import se.iopledger.shell.command.CommandGate;
import se.iopledger.shell.command.Outcome;
import se.iopledger.shell.time.BusinessClock;

/**
 * What follows when something about an invoice is under way: the agreement's stream is asked, and its answer recorded. Each
 * step is one command that may be sent again: one that was carried out already answers with no event. So whatever a crash
 * leaves behind is taken up where it was.
 */
@Component
final class InvoiceSteps {
    private static final Logger LOG = LoggerFactory.getLogger(InvoiceSteps.class);

    /** A credit note has its own steps and one of its invoice; more than these would be going in circles. */
    private static final int MOST_STEPS = 8;

    private final AggregateRuntime aggregates;
    private final CommandGate gate;
    private final BusinessClock clock;

    InvoiceSteps(AggregateRuntime aggregates, CommandGate gate, BusinessClock clock) {
        this.aggregates = aggregates;
        this.gate = gate;
        this.clock = clock;
    }

    /** As {@link #follow}; what fails is logged and left to the rounds, since what was asked for has been stored. */
    void followAtOnce(String invoiceId, String municipality) {
        try {
            follow(invoiceId, municipality);
        } catch (RuntimeException later) {
            LOG.warn("what follows on invoice {} will be tried again", invoiceId, later);
        }
    }

    /** Takes one step after the other until the invoice is at rest. */
    void follow(String invoiceId, String municipality) {
        for (int step = 0; step < MOST_STEPS; step++) {
            Optional<InvoiceCommand> next = stateOf(invoiceId).flatMap(invoice -> next(invoice, municipality));
            if (next.isEmpty()) {
                return;
            }
            mustHold(send(next.get(), municipality), next.get());
        }
        throw new IllegalStateException("invoice " + invoiceId + " does not come to rest");
    }

    private Optional<Received> stateOf(String invoiceId) {
        return aggregates
                .stateOf(invoiceId, InvoiceState.class)
                .map(Versioned::state)
                .filter(Received.class::isInstance)
                .map(Received.class::cast);
    }

    /** Asks the agreement's stream where that is what comes next, and tells what is to be recorded; empty at rest. */
    private Optional<InvoiceCommand> next(Received invoice, String municipality) {
        boolean toBePlaced = invoice.stage() instanceof Arrived || invoice.stage() instanceof Placing;
        if (toBePlaced && invoice.invoice().kind() == Kind.CREDIT_NOTE) {
            return Optional.of(credit(invoice, municipality));
        }
        return AgreementStep.next(invoice, clock.today()).map(step -> step.after(send(step.ask(), municipality)));
    }

    /**
     * Tries once more to reduce the invoice that a waiting credit note names, as when that has come in since.
     *
     * @param creditNoteId a credit note that waits for a person
     */
    void tryCreditAgain(String creditNoteId, String municipality) {
        Optional<Received> creditNote = stateOf(creditNoteId)
                .filter(received ->
                        received.invoice().kind() == Kind.CREDIT_NOTE && received.stage() instanceof Waiting);
        String named = creditNote.map(received -> received.invoice().credits()).orElse(null);
        if (named != null) {
            // Where it is refused, somebody else does something about it right now.
            var _ = send(new PlaceCredit(creditNoteId, named, automation()), municipality);
            follow(creditNoteId, municipality);
        }
    }

    /**
     * Takes an invoice back from a tranche that it does not stand for; nothing where it does after all, or is under way.
     *
     * @throws IllegalStateException if the agreement keeps it: money may be paid that no invoice is matched for
     */
    void takeBack(Astray found) {
        boolean astray = stateOf(found.invoiceId())
                .filter(invoice -> switch (invoice.stage()) {
                    case Waiting _, Refused _, GivenBack _ -> true;
                    case Matched matched ->
                        !matched.place().agreementId().equals(found.agreementId())
                                || !matched.place().trancheId().equals(found.trancheId());
                    case Arrived _, Chosen _, Undoing _, Reducing _, Placing _, Used _ -> false;
                })
                .isPresent();
        if (astray) {
            Command back = new TakeInvoiceBack(found.agreementId(), found.payableId(), automation());
            mustHold(send(back, found.municipality()), back);
        }
    }

    /** Lets the invoice be reduced, and tells what is to be recorded of the credit note. */
    private InvoiceCommand credit(Received creditNote, String municipality) {
        String id = creditNote.received().invoiceId();
        Invoice document = creditNote.invoice();
        String named = creditNote.stage() instanceof Placing(String number) ? number : document.credits();
        if (named == null) {
            return new LeaveCreditOpen(id, "it does not say which invoice it is for", automation());
        }
        String invoiceId = InvoiceId.of(municipality, document.seller(), named);
        if (stateOf(invoiceId)
                .filter(invoice -> invoice.invoice().kind() == Kind.INVOICE)
                .isPresent()) {
            follow(invoiceId, municipality);
        }
        Optional<Rejection> refused =
                send(new ReduceByCreditNote(invoiceId, id, document.payable(), automation()), municipality);
        if (refused.isPresent()) {
            return new LeaveCreditOpen(
                    id,
                    "it reduces no invoice " + named + " by the rule "
                            + refused.get().rule() + ": " + refused.get().detail(),
                    automation());
        }
        follow(invoiceId, municipality);
        Optional<Reduction> reduction =
                stateOf(invoiceId).map(invoice -> invoice.reductions().get(id));
        if (reduction.isEmpty()) {
            throw new IllegalStateException("what became of credit note " + id + " is not known yet");
        }
        return reduction.get().isTaken()
                ? new UseCreditNote(id, invoiceId, automation())
                : new LeaveCreditOpen(
                        id,
                        "invoice " + named + " is not reduced by the rule "
                                + reduction.get().refusedBy() + ": "
                                + reduction.get().detail(),
                        automation());
    }

    /** Empty where it holds. */
    private Optional<Rejection> send(Command command, String municipality) {
        return switch (gate.wake(command, municipality)) {
            case Outcome.Done _ -> Optional.empty();
            case Outcome.Refused(Rejection rejection) -> Optional.of(rejection);
            case Outcome.KeyReused reused ->
                throw new IllegalStateException("a step carries no key, this one " + reused.key());
        };
    }

    private static void mustHold(Optional<Rejection> refused, Command command) {
        refused.ifPresent(rejection -> {
            throw new IllegalStateException(command.getClass().getSimpleName() + " was refused by " + rejection.rule());
        });
    }

    private Mandate automation() {
        return AgreementStep.automation(clock.today());
    }
}
