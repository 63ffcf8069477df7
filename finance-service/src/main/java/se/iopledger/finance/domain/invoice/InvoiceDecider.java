package se.iopledger.finance.domain.invoice;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import se.iopledger.contracts.finance.Invoice.Kind;
import se.iopledger.contracts.finance.InvoiceEvent;
import se.iopledger.contracts.finance.InvoiceEvent.Because;
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
import se.iopledger.contracts.finance.InvoiceFinding;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.finance.domain.invoice.InvoiceCommand.ChooseTranche;
import se.iopledger.finance.domain.invoice.InvoiceCommand.LeaveCreditOpen;
import se.iopledger.finance.domain.invoice.InvoiceCommand.OfDocument;
import se.iopledger.finance.domain.invoice.InvoiceCommand.PlaceCredit;
import se.iopledger.finance.domain.invoice.InvoiceCommand.ReceiveInvoice;
import se.iopledger.finance.domain.invoice.InvoiceCommand.RefuseInvoice;
import se.iopledger.finance.domain.invoice.InvoiceCommand.SearchTranche;
import se.iopledger.finance.domain.invoice.InvoiceCommand.UndoMatch;
import se.iopledger.finance.domain.invoice.InvoiceCommand.UseCreditNote;
import se.iopledger.finance.domain.invoice.InvoiceState.Nothing;
import se.iopledger.finance.domain.invoice.InvoiceState.Received;
import se.iopledger.finance.domain.invoice.InvoiceState.Stage;
import se.iopledger.finance.domain.invoice.InvoiceState.Stage.Arrived;
import se.iopledger.finance.domain.invoice.InvoiceState.Stage.Chosen;
import se.iopledger.finance.domain.invoice.InvoiceState.Stage.Matched;
import se.iopledger.finance.domain.invoice.InvoiceState.Stage.Placing;
import se.iopledger.finance.domain.invoice.InvoiceState.Stage.Reducing;
import se.iopledger.finance.domain.invoice.InvoiceState.Stage.Refused;
import se.iopledger.finance.domain.invoice.InvoiceState.Stage.Undoing;
import se.iopledger.finance.domain.invoice.InvoiceState.Stage.Used;
import se.iopledger.finance.domain.invoice.InvoiceState.Stage.Waiting;
import se.iopledger.finance.domain.invoice.InvoiceState.Unread;
import se.iopledger.finance.domain.plan.BankDays;

/** Decides about one invoice. */
@CheckReturnValue
public final class InvoiceDecider {
    private final TrancheChoice choice;

    public InvoiceDecider(BankDays bankDays) {
        this.choice = new TrancheChoice(bankDays);
    }

    /** Before anything came in. */
    public static InvoiceState initial() {
        return new Nothing();
    }

    public Decision<InvoiceEvent> decide(InvoiceCommand command, InvoiceState state) {
        return switch (command) {
            case ReceiveInvoice receive -> receive(receive, state);
            case OfDocument document -> Documents.decide(document, state);
            case SearchTranche search -> onReceived(state, received -> choice.search(search, received));
            case ChooseTranche choose -> onReceived(state, received -> choice.choose(choose, received));
            case InvoiceCommand.AgreementAnswered answered ->
                onReceived(state, received -> AgreementsAnswer.to(answered, received));
            case UndoMatch undo -> onReceived(state, received -> undo(undo, received));
            case RefuseInvoice refuse -> onReceived(state, received -> refuse(refuse, received));
            case InvoiceCommand.OfReduction reduction ->
                onReceived(state, received -> Crediting.reduce(reduction, received));
            case PlaceCredit place -> onReceived(state, received -> Crediting.place(place, received));
            case UseCreditNote use -> onReceived(state, received -> Crediting.use(use, received));
            case LeaveCreditOpen leave -> onReceived(state, received -> Crediting.leaveOpen(leave, received));
        };
    }

    private interface OnReceived {
        Decision<InvoiceEvent> decide(Received received);
    }

    private static Decision<InvoiceEvent> onReceived(InvoiceState state, OnReceived decision) {
        return switch (state) {
            case Received received -> decision.decide(received);
            case Nothing _ -> Decision.rejected(Rejection.unknown("InvoiceMustBeReceived", "there is no such invoice"));
            case Unread _ ->
                Decision.rejected(Rejection.conflict(
                        "InvoiceMustBeReadable", "the document could not be read; nothing of an invoice is known"));
        };
    }

    private Decision<InvoiceEvent> receive(ReceiveInvoice command, InvoiceState state) {
        if (!(state instanceof Nothing)) {
            return Decision.rejected(Rejection.conflict(
                    "InvoiceMustNotBeReceivedTwice",
                    "invoice " + command.invoice().number() + " of "
                            + command.invoice().seller() + " has come in already, as " + command.invoiceId()));
        }
        return InvoiceRules.broken(command.invoice(), command.source(), command.mandate())
                .<Decision<InvoiceEvent>>map(Decision::rejected)
                .orElseGet(() -> Decision.accepted(received(command)));
    }

    private List<InvoiceEvent> received(ReceiveInvoice command) {
        List<InvoiceFinding> findings = Stream.concat(
                        command.findings().stream(), InvoiceRules.findings(command.invoice()).stream())
                .toList();
        InvoiceReceived received = new InvoiceReceived(
                command.invoiceId(),
                command.municipality(),
                command.invoice(),
                command.source(),
                command.mandate().actor(),
                findings,
                command.suspectedDuplicateOf());
        Received state = arrived(received);
        Stream<InvoiceEvent> next = switch (command.invoice().kind()) {
            case INVOICE -> Stream.of(choice.byItself(state, command.tranches()));
            case CREDIT_NOTE -> Crediting.atReceipt(state);
        };
        return Stream.concat(Stream.of(received), next).toList();
    }

    private static Decision<InvoiceEvent> undo(UndoMatch command, Received state) {
        return InvoiceRules.reasonMustBeStated(command.mandate())
                .<Decision<InvoiceEvent>>map(Decision::rejected)
                .orElseGet(() -> switch (state.stage()) {
                    case Matched _
                    when command.attested() ->
                        Decision.rejected(Rejection.conflict(
                                "AttestedMatchMustNotBeUndone",
                                "the payment is attested; whoever may attest it refuses it first"));
                    case Matched matched ->
                        Decision.accepted(List.of(new UndoingRequested(
                                command.invoiceId(),
                                matched.place(),
                                command.mandate().actor())));
                    case Arrived _,
                            Waiting _,
                            Chosen _,
                            Undoing _,
                            Reducing _,
                            Refused _,
                            Stage.GivenBack _,
                            Placing _,
                            Used _ ->
                        Decision.rejected(Rejection.conflict(
                                "InvoiceMustBeMatched",
                                "the invoice stands for no tranche, so nothing is to be undone"));
                });
    }

    private static Decision<InvoiceEvent> refuse(RefuseInvoice command, Received state) {
        return InvoiceRules.reasonMustBeStated(command.mandate())
                .or(() -> mustWait(state))
                .<Decision<InvoiceEvent>>map(Decision::rejected)
                .orElseGet(() -> Decision.accepted(List.of(new InvoiceRefused(
                        command.invoiceId(), command.mandate().actor()))));
    }

    /** What a person decides about an invoice is decided while it waits for one. */
    static Optional<Rejection> mustWait(Received state) {
        String why = switch (state.stage()) {
            case Waiting _ -> "";
            case Matched _ -> "it stands for a tranche; undo that first";
            case Arrived _, Chosen _, Undoing _, Reducing _, Placing _ ->
                "something about it is under way; look again in a moment";
            case Refused _ -> "it was refused";
            case Stage.GivenBack _ -> "credit notes gave all of it back";
            case Used _ -> "it has reduced its invoice";
        };
        return why.isEmpty() ? Optional.empty() : Optional.of(Rejection.conflict("InvoiceMustWaitForAPerson", why));
    }

    /** From which day an event holds: an invoice from the day on which it came in, the rest as the command says. */
    public static LocalDate effectiveOn(InvoiceEvent event, InvoiceCommand command) {
        return event instanceof InvoiceReceived received
                ? received.invoice().receivedOn()
                : command.mandate().effectiveOn();
    }

    static Received arrived(InvoiceReceived received) {
        return new Received(received, received.invoice().payable(), new Arrived(), new TreeMap<>());
    }

    /** @throws IllegalStateException if the event cannot follow on the state: the history is not one of ours */
    public static InvoiceState evolve(InvoiceState state, InvoiceEvent event) {
        return switch (event) {
            case InvoiceReceived received -> {
                mustFollow(state instanceof Nothing, state, event);
                yield arrived(received);
            }
            case DocumentNotRead document -> {
                mustFollow(state instanceof Nothing, state, event);
                yield new Unread(document, false);
            }
            case DocumentDealtWith _ -> {
                mustFollow(state instanceof Unread unread && !unread.dealtWith(), state, event);
                yield new Unread(((Unread) state).document(), true);
            }
            case InvoiceKept kept -> {
                Received before = receivedBefore(state, event);
                mustFollow(
                        before.stage() instanceof Arrived
                                || before.stage() instanceof Waiting
                                || (kept.because() == Because.OPEN_CREDIT && before.stage() instanceof Placing)
                                || (AgreementsAnswer.isOne(kept.because()) && before.stage() instanceof Chosen),
                        state,
                        event);
                yield before.with(new Waiting(kept));
            }
            case TrancheChosen chosen -> {
                Received before = receivedBefore(state, event);
                mustFollow(before.stage() instanceof Arrived || before.stage() instanceof Waiting, state, event);
                yield before.with(new Chosen(chosen, isJudged(chosen, before.stage())));
            }
            case InvoiceMatched matched -> {
                Received before = receivedBefore(state, event);
                mustFollow(before.stage() instanceof Chosen, state, event);
                yield before.with(new Matched(matched.place(), matched.due()));
            }
            case UndoingRequested requested -> {
                Received before = receivedBefore(state, event);
                mustFollow(before.stage() instanceof Matched, state, event);
                Matched matched = (Matched) before.stage();
                yield before.with(new Undoing(matched.place(), matched.due(), requested.undoneBy()));
            }
            case MatchUndone _ -> {
                Received before = receivedBefore(state, event);
                mustFollow(before.stage() instanceof Undoing, state, event);
                yield before.with(new Waiting(
                        new InvoiceKept(event.invoiceId(), Because.UNDONE, "its match was undone", List.of())));
            }
            case UndoingRefused _ -> {
                Received before = receivedBefore(state, event);
                mustFollow(before.stage() instanceof Undoing, state, event);
                Undoing undoing = (Undoing) before.stage();
                yield before.with(new Matched(undoing.place(), undoing.due()));
            }
            case InvoiceRefused _ -> {
                Received before = receivedBefore(state, event);
                mustFollow(before.stage() instanceof Waiting, state, event);
                yield before.with(new Refused());
            }
            case ReductionRequested requested -> {
                Received before = receivedBefore(state, event);
                mustFollow(before.stage() instanceof Matched, state, event);
                yield before.with(new Reducing(requested, ((Matched) before.stage()).due()));
            }
            case InvoiceReduced reduced -> Crediting.evolve(receivedBefore(state, event), reduced);
            case ReductionRefused refused -> Crediting.evolve(receivedBefore(state, event), refused);
            case CreditedInvoiceChosen chosen -> {
                Received before = receivedBefore(state, event);
                mustFollow(
                        before.invoice().kind() == Kind.CREDIT_NOTE && before.stage() instanceof Waiting, state, event);
                yield before.with(new Placing(chosen.number()));
            }
            case CreditNoteUsed used -> {
                Received before = receivedBefore(state, event);
                mustFollow(before.invoice().kind() == Kind.CREDIT_NOTE, state, event);
                yield before.with(new Used(used.reducedInvoiceId()));
            }
        };
    }

    /** Whoever chooses for an invoice that waits as a suspected duplicate has seen that it does. */
    private static boolean isJudged(TrancheChosen chosen, Stage before) {
        return before instanceof Waiting(InvoiceKept kept)
                && kept.because() == Because.SUSPECTED_DUPLICATE
                && !Mandate.isOfAutomation(chosen.chosenBy());
    }

    private static Received receivedBefore(InvoiceState state, InvoiceEvent event) {
        mustFollow(state instanceof Received, state, event);
        return (Received) state;
    }

    static void mustFollow(boolean follows, InvoiceState state, InvoiceEvent event) {
        if (!follows) {
            throw new IllegalStateException(event.getClass().getSimpleName() + " of invoice " + event.invoiceId()
                    + " cannot follow on " + state);
        }
    }
}
