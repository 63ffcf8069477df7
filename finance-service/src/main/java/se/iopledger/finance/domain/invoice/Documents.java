package se.iopledger.finance.domain.invoice;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.List;
import java.util.Optional;
import se.iopledger.contracts.finance.InvoiceEvent;
import se.iopledger.contracts.finance.InvoiceEvent.DocumentDealtWith;
import se.iopledger.contracts.finance.InvoiceEvent.DocumentNotRead;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.finance.domain.invoice.InvoiceCommand.CloseDocument;
import se.iopledger.finance.domain.invoice.InvoiceCommand.KeepDocument;
import se.iopledger.finance.domain.invoice.InvoiceCommand.OfDocument;
import se.iopledger.finance.domain.invoice.InvoiceState.Nothing;
import se.iopledger.finance.domain.invoice.InvoiceState.Received;
import se.iopledger.finance.domain.invoice.InvoiceState.Unread;

/** Documents that came as invoices and cannot be read: they wait for a person, and are told once, however often sent. */
@CheckReturnValue
final class Documents {
    private static final int LONGEST_ORIGIN = 500;

    private Documents() {}

    static Decision<InvoiceEvent> decide(OfDocument command, InvoiceState state) {
        return switch (command) {
            case KeepDocument keep -> keep(keep, state);
            case CloseDocument close -> close(close, state);
        };
    }

    private static Decision<InvoiceEvent> keep(KeepDocument command, InvoiceState state) {
        Optional<Rejection> broken =
                InvoiceRules.text("/cameFrom", command.source().cameFrom(), LONGEST_ORIGIN);
        if (broken.isPresent()) {
            return Decision.rejected(broken.get());
        }
        return Decision.accepted(
                switch (state) {
                    case Nothing _ ->
                        List.of(new DocumentNotRead(
                                command.invoiceId(),
                                command.municipality(),
                                command.source(),
                                command.bytes(),
                                command.rule(),
                                command.where(),
                                command.detail(),
                                command.mandate().actor()));
                    case Unread _ -> List.of();
                    case Received _ ->
                        throw new IllegalStateException("no invoice has the id of a document, " + command.invoiceId());
                });
    }

    private static Decision<InvoiceEvent> close(CloseDocument command, InvoiceState state) {
        if (!(state instanceof Unread unread)) {
            return Decision.rejected(Rejection.unknown(
                    "DocumentMustBeKept", "no document that could not be read is kept under this id"));
        }
        if (unread.dealtWith()) {
            return Decision.rejected(
                    Rejection.conflict("DocumentMustWaitForAPerson", "somebody has dealt with it already"));
        }
        return InvoiceRules.reasonMustBeStated(command.mandate())
                .<Decision<InvoiceEvent>>map(Decision::rejected)
                .orElseGet(() -> Decision.accepted(List.of(new DocumentDealtWith(
                        command.invoiceId(), command.mandate().actor()))));
    }
}
