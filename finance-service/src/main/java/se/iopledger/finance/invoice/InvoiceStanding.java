package se.iopledger.finance.invoice;

import se.iopledger.finance.domain.invoice.InvoiceState;
import se.iopledger.finance.domain.invoice.InvoiceState.Nothing;
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
import se.iopledger.finance.domain.invoice.InvoiceState.Unread;

/** How far an invoice has come, in lists and answers. */
enum InvoiceStanding {
    /** For a person: match it, or refuse it. */
    WAITING,
    /** The agreement's stream is being asked. */
    UNDER_WAY,
    /** It stands for a tranche, or part of one. */
    MATCHED,
    REFUSED,
    /** Credit notes gave all of it back. */
    GIVEN_BACK,
    /** A credit note that has reduced its invoice. */
    USED,
    /** A document that could not be read as an invoice; for a person. */
    UNREADABLE,
    /** A person has dealt with it. */
    DEALT_WITH;

    /** @throws IllegalArgumentException if there is nothing */
    static InvoiceStanding of(InvoiceState state) {
        return switch (state) {
            case Nothing _ -> throw new IllegalArgumentException("there is no invoice");
            case Unread unread -> unread.dealtWith() ? DEALT_WITH : UNREADABLE;
            case Received received ->
                switch (received.stage()) {
                    case Waiting _ -> WAITING;
                    case Arrived _, Chosen _, Undoing _, Reducing _, Placing _ -> UNDER_WAY;
                    case Matched _ -> MATCHED;
                    case Refused _ -> REFUSED;
                    case GivenBack _ -> GIVEN_BACK;
                    case Used _ -> USED;
                };
        };
    }
}
