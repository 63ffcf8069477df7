package se.iopledger.finance.domain.invoice;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.Invoice.Kind;
import se.iopledger.contracts.finance.InvoiceDue;
import se.iopledger.contracts.finance.InvoiceEvent;
import se.iopledger.contracts.finance.InvoiceEvent.Because;
import se.iopledger.contracts.finance.InvoiceEvent.CreditNoteUsed;
import se.iopledger.contracts.finance.InvoiceEvent.CreditedInvoiceChosen;
import se.iopledger.contracts.finance.InvoiceEvent.InvoiceKept;
import se.iopledger.contracts.finance.InvoiceEvent.InvoiceReduced;
import se.iopledger.contracts.finance.InvoiceEvent.ReductionRefused;
import se.iopledger.contracts.finance.InvoiceEvent.ReductionRequested;
import se.iopledger.contracts.finance.InvoiceFinding;
import se.iopledger.contracts.finance.InvoicePlace;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.finance.domain.invoice.InvoiceCommand.LeaveCreditOpen;
import se.iopledger.finance.domain.invoice.InvoiceCommand.OfReduction;
import se.iopledger.finance.domain.invoice.InvoiceCommand.PlaceCredit;
import se.iopledger.finance.domain.invoice.InvoiceCommand.RecordNotReduced;
import se.iopledger.finance.domain.invoice.InvoiceCommand.RecordReduced;
import se.iopledger.finance.domain.invoice.InvoiceCommand.ReduceByCreditNote;
import se.iopledger.finance.domain.invoice.InvoiceCommand.UseCreditNote;
import se.iopledger.finance.domain.invoice.InvoiceState.Received;
import se.iopledger.finance.domain.invoice.InvoiceState.Reduction;
import se.iopledger.finance.domain.invoice.InvoiceState.Stage;
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
 * Credit notes: one reduces the invoice that it names, or stays open for a person. An invoice that stands for a tranche is
 * reduced there first; the rest of it stays, and what it no longer asks for is open again.
 */
@CheckReturnValue
final class Crediting {
    private Crediting() {}

    /** Without doubt about it, and with an invoice to look for, a credit note reduces that one next. */
    static Stream<InvoiceEvent> atReceipt(Received state) {
        String id = state.received().invoiceId();
        List<String> doubts = Stream.concat(
                        state.received().findings().stream()
                                .filter(InvoiceFinding::forAPerson)
                                .map(InvoiceFinding::detail),
                        state.received().suspectedDuplicateOf().isEmpty()
                                ? Stream.empty()
                                : Stream.of("it may be the same as another of this seller, written otherwise"))
                .toList();
        if (!doubts.isEmpty()) {
            return Stream.of(new InvoiceKept(id, Because.TO_BE_JUDGED, String.join("; ", doubts), List.of()));
        }
        return state.invoice().credits() == null
                ? Stream.of(
                        new InvoiceKept(id, Because.OPEN_CREDIT, "it does not say which invoice it is for", List.of()))
                : Stream.empty();
    }

    static Decision<InvoiceEvent> reduce(OfReduction command, Received state) {
        return switch (command) {
            case ReduceByCreditNote reduce -> reduce(reduce, state);
            case RecordReduced reduced -> Decision.accepted(reduced(reduced, state));
            case RecordNotReduced notReduced ->
                Decision.accepted(
                        isReducing(state, notReduced.creditNoteId())
                                ? List.of(new ReductionRefused(
                                        notReduced.invoiceId(),
                                        notReduced.creditNoteId(),
                                        notReduced.rule(),
                                        notReduced.detail()))
                                : List.of());
        };
    }

    private static Decision<InvoiceEvent> reduce(ReduceByCreditNote command, Received state) {
        Reduction before = state.reductions().get(command.creditNoteId());
        if (before != null && before.isTaken()) {
            return Decision.accepted(List.of());
        }
        if (state.invoice().kind() == Kind.CREDIT_NOTE) {
            return Decision.rejected(
                    Rejection.conflict("CreditNoteMustNameAnInvoice", "what it names is a credit note itself"));
        }
        if (command.amount().compareTo(state.payable()) > 0) {
            return Decision.rejected(Rejection.conflict(
                    "CreditMustNotExceedItsInvoice",
                    "it gives back " + command.amount() + " kr, and " + state.payable()
                            + " kr are left of its invoice"));
        }
        Money after = state.payable().minus(command.amount());
        return switch (state.stage()) {
            case Waiting _ ->
                Decision.accepted(List.of(new InvoiceReduced(
                        command.invoiceId(), command.creditNoteId(), command.amount(), after, null)));
            case Matched matched -> Decision.accepted(List.of(whereItStands(command, matched, after)));
            case Reducing reducing ->
                reducing.requested().creditNoteId().equals(command.creditNoteId())
                        ? Decision.accepted(List.of())
                        : Decision.rejected(underWay());
            case Arrived _, Chosen _, Undoing _, Placing _ -> Decision.rejected(underWay());
            case Refused _ ->
                Decision.rejected(Rejection.conflict("InvoiceMustNotBeRefused", "its invoice was refused"));
            case GivenBack _, Used _ ->
                throw new IllegalStateException("nothing is left of " + command.invoiceId() + " to give back");
        };
    }

    /** An invoice that was accepted up to a part of it loses first what was not accepted. */
    private static InvoiceEvent whereItStands(ReduceByCreditNote command, Matched matched, Money after) {
        InvoicePlace place = matched.place();
        if (place.amount().compareTo(after) <= 0) {
            return new InvoiceReduced(command.invoiceId(), command.creditNoteId(), command.amount(), after, place);
        }
        return new ReductionRequested(command.invoiceId(), command.creditNoteId(), command.amount(), place, after);
    }

    private static Rejection underWay() {
        return Rejection.conflict(
                "InvoiceMustBeAtRest", "something about its invoice is under way; look again in a moment");
    }

    private static List<InvoiceEvent> reduced(RecordReduced command, Received state) {
        if (!isReducing(state, command.creditNoteId())) {
            return List.of();
        }
        ReductionRequested requested = ((Reducing) state.stage()).requested();
        Money after = state.payable().minus(requested.amount());
        return List.of(new InvoiceReduced(
                command.invoiceId(),
                command.creditNoteId(),
                requested.amount(),
                after,
                after.equals(Money.ZERO) ? null : requested.place().with(requested.amountAfter())));
    }

    private static boolean isReducing(Received state, String creditNoteId) {
        return state.stage() instanceof Reducing reducing
                && reducing.requested().creditNoteId().equals(creditNoteId);
    }

    /**
     * One that could not reduce what it names, as when that was paid first, may reduce another invoice of its seller. It is
     * chosen before it is tried, so that whatever a crash leaves it is tried on no third.
     */
    static Decision<InvoiceEvent> place(PlaceCredit command, Received state) {
        return onlyACreditNoteIsPlaced(state)
                .or(() -> creditedInvoiceMustBeNamed(command))
                .or(() -> command.number().equals(state.invoice().credits())
                        ? Optional.empty()
                        : InvoiceRules.reasonMustBeStated(command.mandate()))
                .or(() -> InvoiceDecider.mustWait(state))
                .<Decision<InvoiceEvent>>map(Decision::rejected)
                .orElseGet(() -> Decision.accepted(List.of(new CreditedInvoiceChosen(
                        command.invoiceId(), command.number(), command.mandate().actor()))));
    }

    private static Optional<Rejection> onlyACreditNoteIsPlaced(Received state) {
        return state.invoice().kind() == Kind.CREDIT_NOTE
                ? Optional.empty()
                : Optional.of(Rejection.conflict(
                        "OnlyACreditNoteReducesAnInvoice", "this is an invoice: it is matched with a tranche"));
    }

    private static Optional<Rejection> creditedInvoiceMustBeNamed(PlaceCredit command) {
        return command.number().isBlank()
                ? Optional.of(Rejection.at(
                        "/number", "CreditedInvoiceMustBeNamed", "give the number of the invoice that it is to reduce"))
                : Optional.empty();
    }

    static Decision<InvoiceEvent> use(UseCreditNote command, Received state) {
        return switch (state.stage()) {
            case Arrived _, Waiting _, Placing _ ->
                Decision.accepted(List.of(new CreditNoteUsed(command.invoiceId(), command.reducedInvoiceId())));
            case Used _ -> Decision.accepted(List.of());
            case Chosen _, Matched _, Undoing _, Reducing _, Refused _, GivenBack _ ->
                throw new IllegalStateException(command.invoiceId() + " is no credit note to be used");
        };
    }

    /** One that waits already goes on waiting, for the reason it has. */
    static Decision<InvoiceEvent> leaveOpen(LeaveCreditOpen command, Received state) {
        return Decision.accepted(
                state.stage() instanceof Arrived || state.stage() instanceof Placing
                        ? List.of(
                                new InvoiceKept(command.invoiceId(), Because.OPEN_CREDIT, command.detail(), List.of()))
                        : List.of());
    }

    static Received evolve(Received before, InvoiceReduced event) {
        Stage next = stageAfter(before, event);
        return before.with(next, event.payableAfter(), event.creditNoteId(), new Reduction(event.amount(), null, null));
    }

    private static Stage stageAfter(Received before, InvoiceReduced event) {
        if (event.payableAfter().equals(Money.ZERO)) {
            return new GivenBack();
        }
        InvoicePlace place = event.place();
        return switch (before.stage()) {
            case Waiting waiting -> waiting;
            case Matched matched -> new Matched(placeOf(place, event), matched.due());
            case Reducing reducing -> new Matched(placeOf(place, event), reducing.due());
            case Arrived _, Chosen _, Undoing _, Refused _, GivenBack _, Placing _, Used _ ->
                throw new IllegalStateException("invoice " + event.invoiceId() + " cannot be reduced as it stands");
        };
    }

    private static InvoicePlace placeOf(@Nullable InvoicePlace place, InvoiceReduced event) {
        if (place == null) {
            throw new IllegalStateException("invoice " + event.invoiceId() + " stands for a tranche");
        }
        return place;
    }

    static Received evolve(Received before, ReductionRefused event) {
        if (!(before.stage() instanceof Reducing(ReductionRequested requested, InvoiceDue due))) {
            throw new IllegalStateException("no reduction of invoice " + event.invoiceId() + " is under way");
        }
        return before.with(
                new Matched(requested.place(), due),
                before.payable(),
                event.creditNoteId(),
                new Reduction(requested.amount(), event.rule(), event.detail()));
    }
}
