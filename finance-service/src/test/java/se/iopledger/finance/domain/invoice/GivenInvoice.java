package se.iopledger.finance.domain.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.Invoice;
import se.iopledger.contracts.finance.InvoiceEvent;
import se.iopledger.contracts.finance.InvoiceFinding;
import se.iopledger.contracts.finance.InvoicePlace;
import se.iopledger.contracts.finance.InvoiceSource;
import se.iopledger.contracts.finance.InvoiceSource.Channel;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.finance.domain.invoice.InvoiceCommand.ReceiveInvoice;
import se.iopledger.finance.domain.invoice.InvoiceState.Received;
import se.iopledger.finance.domain.invoice.InvoiceState.Stage;

/** {@code given(what happened).when(something is done).then(events)}, in the words of one invoice. */
final class GivenInvoice {
    static final String ID = "00000000-0000-5000-8000-000000000001";
    static final LocalDate TODAY = LocalDate.parse("2021-12-20");
    static final InvoiceSource FORM = new InvoiceSource(Channel.FORM, null, null);
    private static final InvoiceDecider DECIDER = new InvoiceDecider(Tranches.BANK_DAYS);

    private final InvoiceState state;

    private GivenInvoice(InvoiceState state) {
        this.state = state;
    }

    static GivenInvoice nothing() {
        return new GivenInvoice(InvoiceDecider.initial());
    }

    static GivenInvoice given(InvoiceCommand... commands) {
        return and(nothing(), commands);
    }

    /** The same, and then more. */
    static GivenInvoice and(GivenInvoice before, InvoiceCommand... commands) {
        GivenInvoice invoice = before;
        for (InvoiceCommand command : commands) {
            invoice =
                    new GivenInvoice(evolve(invoice.state, invoice.when(command).accepted()));
        }
        return invoice;
    }

    private static InvoiceState evolve(InvoiceState before, List<InvoiceEvent> events) {
        InvoiceState state = before;
        for (InvoiceEvent event : events) {
            state = InvoiceDecider.evolve(state, event);
        }
        return state;
    }

    static InvoiceCommand received(Invoices invoice, Tranches tranches) {
        return received(invoice.build(), tranches, List.of(), List.of());
    }

    static InvoiceCommand received(
            Invoice invoice, Tranches tranches, List<InvoiceFinding> findings, List<String> suspected) {
        return new ReceiveInvoice(
                ID, "0188", invoice, FORM, findings, suspected, tranches.all(), mandate("officer", null));
    }

    static Mandate mandate(String actor, @Nullable String reason) {
        return new Mandate(actor, TODAY, TODAY, reason);
    }

    /** The automation that asks the agreement's stream. */
    static Mandate automation() {
        return Mandate.ofAutomation("invoice-matching", TODAY, TODAY);
    }

    static InvoicePlace place(String trancheId, String amount) {
        return new InvoicePlace(Tranches.NOR, trancheId, Money.parse(amount));
    }

    Received received() {
        assertThat(state).isInstanceOf(Received.class);
        return (Received) state;
    }

    Stage stage() {
        return received().stage();
    }

    InvoiceState state() {
        return state;
    }

    Decided when(InvoiceCommand command) {
        return new Decided(state, DECIDER.decide(command, state));
    }

    /** What was decided. */
    record Decided(InvoiceState before, Decision<InvoiceEvent> decision) {
        List<InvoiceEvent> accepted() {
            assertThat(decision).isInstanceOf(Decision.Accepted.class);
            return ((Decision.Accepted<InvoiceEvent>) decision).events();
        }

        GivenInvoice then(InvoiceEvent... events) {
            return thenEvents(decided -> assertThat(decided).containsExactly(events));
        }

        GivenInvoice thenNothing() {
            return then();
        }

        GivenInvoice thenEvents(Consumer<List<InvoiceEvent>> expectation) {
            expectation.accept(accepted());
            return new GivenInvoice(evolve(before, accepted()));
        }

        void thenRejected(String rule) {
            assertThat(decision).isInstanceOf(Decision.Rejected.class);
            assertThat(((Decision.Rejected<InvoiceEvent>) decision).rejection().rule())
                    .isEqualTo(rule);
        }

        void thenRejected(String rule, String field) {
            thenRejected(rule);
            assertThat(((Decision.Rejected<InvoiceEvent>) decision).rejection().field())
                    .isEqualTo(field);
        }
    }
}
