package se.iopledger.finance.invoice;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import se.iopledger.contracts.finance.InvoiceDue;
import se.iopledger.contracts.finance.InvoiceEvent.DocumentNotRead;
import se.iopledger.contracts.finance.InvoiceEvent.InvoiceKept;
import se.iopledger.contracts.finance.InvoiceEvent.InvoiceReceived;
import se.iopledger.contracts.finance.InvoicePlace;
import se.iopledger.contracts.finance.MatchCandidate;
import se.iopledger.finance.domain.invoice.InvoiceState;
import se.iopledger.finance.domain.invoice.InvoiceState.Nothing;
import se.iopledger.finance.domain.invoice.InvoiceState.Received;
import se.iopledger.finance.domain.invoice.InvoiceState.Stage;
import se.iopledger.finance.domain.invoice.InvoiceState.Unread;
import se.iopledger.finance.domain.invoice.Matching;

/** Shows invoices as they stand, with the tranches that come into question now. */
@Component
final class InvoiceViews {
    private final TranchesForInvoices tranches;
    private final SimilarInvoices similar;

    InvoiceViews(TranchesForInvoices tranches, SimilarInvoices similar) {
        this.tranches = tranches;
        this.similar = similar;
    }

    InvoiceView of(String invoiceId, InvoiceState state, long version) {
        return switch (state) {
            case Nothing _ -> throw new IllegalArgumentException("there is no invoice " + invoiceId);
            case Received received -> of(received, version);
            case Unread unread -> of(unread.document(), InvoiceStanding.of(unread), version);
        };
    }

    /** Where an invoice stands, or is to stand. */
    private record Stands(
            @Nullable InvoicePlace place, @Nullable InvoiceDue due) {
        static Stands of(Stage stage) {
            return switch (stage) {
                case Stage.Chosen(var chosen, boolean _) -> new Stands(chosen.place(), chosen.due());
                case Stage.Matched(InvoicePlace place, InvoiceDue due) -> new Stands(place, due);
                case Stage.Undoing undoing -> new Stands(undoing.place(), undoing.due());
                case Stage.Reducing(var requested, InvoiceDue due) -> new Stands(requested.place(), due);
                case Stage.Arrived _,
                        Stage.Waiting _,
                        Stage.Refused _,
                        Stage.GivenBack _,
                        Stage.Placing _,
                        Stage.Used _ -> new Stands(null, null);
            };
        }
    }

    private InvoiceView of(Received state, long version) {
        InvoiceReceived received = state.received();
        InvoiceKept kept = state.stage() instanceof Stage.Waiting(InvoiceKept why) ? why : null;
        Stands stands = Stands.of(state.stage());
        return new InvoiceView(
                received.invoiceId(),
                version,
                received.municipality(),
                InvoiceStanding.of(state),
                kept == null ? null : kept.because(),
                kept == null ? null : kept.detail(),
                state.invoice(),
                received.source(),
                received.registeredBy(),
                received.findings(),
                similar.to(received.invoiceId(), received.municipality(), state.invoice()),
                state.payable(),
                stands.place(),
                stands.due(),
                kept == null ? List.of() : candidates(state),
                state.reductions().entrySet().stream()
                        .map(credit -> new InvoiceView.CreditNote(
                                credit.getKey(),
                                credit.getValue().amount(),
                                credit.getValue().refusedBy()))
                        .toList(),
                null);
    }

    private List<MatchCandidate> candidates(Received state) {
        return switch (state.invoice().kind()) {
            case INVOICE ->
                Matching.candidates(
                        state.invoice(), tranches.of(state.received().municipality(), state.invoice(), null));
            case CREDIT_NOTE -> List.of();
        };
    }

    private static InvoiceView of(DocumentNotRead document, InvoiceStanding standing, long version) {
        return new InvoiceView(
                document.invoiceId(),
                version,
                document.municipality(),
                standing,
                null,
                document.detail(),
                null,
                document.source(),
                document.receivedBy(),
                List.of(),
                List.of(),
                null,
                null,
                null,
                List.of(),
                List.of(),
                new InvoiceView.Unreadable(document.rule(), document.where(), document.bytes()));
    }
}
