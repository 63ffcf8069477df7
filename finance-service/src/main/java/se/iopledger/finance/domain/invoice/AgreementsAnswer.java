package se.iopledger.finance.domain.invoice;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.List;
import se.iopledger.contracts.finance.InvoiceEvent;
import se.iopledger.contracts.finance.InvoiceEvent.Because;
import se.iopledger.contracts.finance.InvoiceEvent.InvoiceKept;
import se.iopledger.contracts.finance.InvoiceEvent.InvoiceMatched;
import se.iopledger.contracts.finance.InvoiceEvent.MatchUndone;
import se.iopledger.contracts.finance.InvoiceEvent.UndoingRefused;
import se.iopledger.contracts.finance.InvoicePlace;
import se.iopledger.contracts.finance.MatchCandidate;
import se.iopledger.contracts.model.Decision;
import se.iopledger.finance.domain.invoice.InvoiceCommand.AgreementAnswered;
import se.iopledger.finance.domain.invoice.InvoiceCommand.RecordGivenBack;
import se.iopledger.finance.domain.invoice.InvoiceCommand.RecordKeptThere;
import se.iopledger.finance.domain.invoice.InvoiceCommand.RecordNotTaken;
import se.iopledger.finance.domain.invoice.InvoiceCommand.RecordTaken;
import se.iopledger.finance.domain.invoice.InvoiceState.Received;
import se.iopledger.finance.domain.invoice.InvoiceState.Stage.Chosen;
import se.iopledger.finance.domain.invoice.InvoiceState.Stage.Undoing;
import se.iopledger.finance.domain.pay.PaymentRules;

/**
 * What the agreement's stream answered to what was asked of it. Several may ask at once, or again after a crash: an answer
 * to what is not asked any more changes nothing.
 */
@CheckReturnValue
final class AgreementsAnswer {
    private AgreementsAnswer() {}

    static Decision<InvoiceEvent> to(AgreementAnswered answer, Received state) {
        return Decision.accepted(
                switch (answer) {
                    case RecordTaken taken -> taken(taken, state);
                    case RecordNotTaken notTaken -> notTaken(notTaken, state);
                    case RecordGivenBack givenBack ->
                        isUndoing(state, givenBack.place())
                                ? List.of(new MatchUndone(givenBack.invoiceId(), givenBack.place()))
                                : List.of();
                    case RecordKeptThere kept ->
                        isUndoing(state, kept.place())
                                ? List.of(
                                        new UndoingRefused(kept.invoiceId(), kept.place(), kept.rule(), kept.detail()))
                                : List.of();
                });
    }

    private static List<InvoiceEvent> taken(RecordTaken answer, Received state) {
        return state.stage() instanceof Chosen(var chosen, boolean _)
                        && chosen.place().equals(answer.place())
                ? List.of(new InvoiceMatched(answer.invoiceId(), answer.place(), chosen.due()))
                : List.of();
    }

    private static List<InvoiceEvent> notTaken(RecordNotTaken answer, Received state) {
        if (!(state.stage() instanceof Chosen(var chosen, boolean _))
                || !chosen.place().equals(answer.place())) {
            return List.of();
        }
        List<MatchCandidate> others = chosen.others();
        return List.of(new InvoiceKept(
                answer.invoiceId(),
                answer.rule().equals(PaymentRules.INVOICE_MUST_NOT_BE_A_DUPLICATE)
                        ? Because.SUSPECTED_DUPLICATE
                        : Because.NOT_TAKEN,
                "the agreement does not take it on " + answer.place().trancheId() + " by the rule " + answer.rule()
                        + ": " + answer.detail(),
                others));
    }

    /** Why an invoice may wait for which a tranche was chosen. */
    static boolean isOne(Because because) {
        return because == Because.NOT_TAKEN || because == Because.SUSPECTED_DUPLICATE;
    }

    private static boolean isUndoing(Received state, InvoicePlace place) {
        return state.stage() instanceof Undoing undoing && undoing.place().equals(place);
    }
}
