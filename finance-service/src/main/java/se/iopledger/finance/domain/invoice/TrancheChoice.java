package se.iopledger.finance.domain.invoice;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.List;
import java.util.Optional;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.Invoice.Kind;
import se.iopledger.contracts.finance.InvoiceEvent;
import se.iopledger.contracts.finance.InvoiceEvent.Because;
import se.iopledger.contracts.finance.InvoiceEvent.InvoiceKept;
import se.iopledger.contracts.finance.InvoiceEvent.TrancheChosen;
import se.iopledger.contracts.finance.InvoiceFinding;
import se.iopledger.contracts.finance.InvoicePlace;
import se.iopledger.contracts.finance.MatchCandidate;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.Party;
import se.iopledger.finance.domain.invoice.InvoiceCommand.ChooseTranche;
import se.iopledger.finance.domain.invoice.InvoiceCommand.SearchTranche;
import se.iopledger.finance.domain.invoice.InvoiceState.Received;
import se.iopledger.finance.domain.plan.BankDays;

/** Which tranche an invoice is put on, by itself or by a person. */
@CheckReturnValue
final class TrancheChoice {
    /** Who chooses where no person does. */
    private static final String BY_ITSELF = "automation:invoice-matching";

    private final BankDays bankDays;

    TrancheChoice(BankDays bankDays) {
        this.bankDays = bankDays;
    }

    /** What is to be judged is never matched by itself, whatever it refers to. */
    InvoiceEvent byItself(Received state, List<OpenTranche> tranches) {
        String id = state.received().invoiceId();
        if (!state.received().suspectedDuplicateOf().isEmpty()) {
            return new InvoiceKept(
                    id,
                    Because.SUSPECTED_DUPLICATE,
                    "it may be the same as another invoice of this seller, written otherwise",
                    Matching.candidates(state.invoice(), tranches));
        }
        List<String> toBeJudged = state.received().findings().stream()
                .filter(InvoiceFinding::forAPerson)
                .map(InvoiceFinding::detail)
                .toList();
        if (!toBeJudged.isEmpty()) {
            return new InvoiceKept(
                    id,
                    Because.TO_BE_JUDGED,
                    String.join("; ", toBeJudged),
                    Matching.candidates(state.invoice(), tranches));
        }
        return switch (Matching.of(state.invoice(), state.payable(), tranches)) {
            case Matching.Match.Kept(var because, String detail, List<MatchCandidate> candidates) ->
                new InvoiceKept(id, because, detail, candidates);
            case Matching.Match.Found(OpenTranche tranche, Money amount, var reasons, var others) ->
                chosen(state, tranche, amount, BY_ITSELF, reasons, others);
        };
    }

    Decision<InvoiceEvent> search(SearchTranche command, Received state) {
        return onlyAnInvoiceIsMatched(state)
                .or(() -> InvoiceDecider.mustWait(state))
                .<Decision<InvoiceEvent>>map(Decision::rejected)
                .orElseGet(() -> Decision.accepted(List.of(byItself(state, command.tranches()))));
    }

    Decision<InvoiceEvent> choose(ChooseTranche command, Received state) {
        Optional<Rejection> broken = InvoiceRules.reasonMustBeStated(command.mandate())
                .or(() -> onlyAnInvoiceIsMatched(state))
                .or(() -> InvoiceDecider.mustWait(state));
        if (broken.isPresent()) {
            return Decision.rejected(broken.get());
        }
        return command.tranches().stream()
                .filter(open -> open.is(command.agreementId(), command.trancheId()))
                .findFirst()
                .map(open -> onto(open, command, state))
                .orElseGet(() -> Decision.rejected(Rejection.at(
                        "/trancheId",
                        "TrancheMustBePaidAgainstInvoice",
                        "the agreement has no such tranche that is paid against invoice through this ledger")));
    }

    private Decision<InvoiceEvent> onto(OpenTranche open, ChooseTranche command, Received state) {
        Money amount = command.onlyWhatIsLeft() ? least(state.payable(), open.left()) : state.payable();
        Optional<Rejection> broken =
                partiesMustBeThoseOfTheAgreement(state, open).or(() -> amountMustFitTheTranche(amount, open));
        return broken.<Decision<InvoiceEvent>>map(Decision::rejected)
                .orElseGet(() -> Decision.accepted(List.of(chosen(
                        state,
                        open,
                        amount,
                        command.mandate().actor(),
                        List.of(byHand(command, amount, state.payable())),
                        Matching.candidates(
                                state.invoice(),
                                command.tranches().stream()
                                        .filter(other -> !other.is(command.agreementId(), command.trancheId()))
                                        .toList())))));
    }

    private static String byHand(ChooseTranche command, Money amount, Money payable) {
        String chosen = "chosen by a person: " + command.mandate().reason();
        return amount.equals(payable) ? chosen : chosen + " (accepted up to " + amount + " kr of " + payable + " kr)";
    }

    private InvoiceEvent chosen(
            Received state,
            OpenTranche open,
            Money amount,
            String chosenBy,
            List<String> reasons,
            List<MatchCandidate> others) {
        return new TrancheChosen(
                state.received().invoiceId(),
                new InvoicePlace(open.agreementId(), open.tranche().trancheId(), amount),
                open.left().minus(amount),
                PaymentDay.of(state.invoice().receivedOn(), open, bankDays),
                chosenBy,
                reasons,
                others);
    }

    private static Optional<Rejection> onlyAnInvoiceIsMatched(Received state) {
        return state.invoice().kind() == Kind.INVOICE
                ? Optional.empty()
                : Optional.of(Rejection.conflict(
                        "OnlyAnInvoiceIsMatched", "a credit note stands for no tranche; it reduces an invoice"));
    }

    private static Optional<Rejection> partiesMustBeThoseOfTheAgreement(Received state, OpenTranche open) {
        return Matching.foreignParties(state.invoice(), open).stream()
                .findFirst()
                .map(foreign -> Rejection.at("/trancheId", "PartiesMustBeThoseOfTheAgreement", foreign)
                        .by(open.recipient()
                                .map(Party::clauses)
                                .orElse(open.tranche().clauses())
                                .toArray(String[]::new)));
    }

    private static Optional<Rejection> amountMustFitTheTranche(Money amount, OpenTranche open) {
        if (open.left().ore() <= 0) {
            return Optional.of(Rejection.at("/trancheId", "TrancheMustHaveRoom", "nothing is left of this tranche"));
        }
        return amount.compareTo(open.left()) <= 0
                ? Optional.empty()
                : Optional.of(Rejection.at(
                        "/onlyWhatIsLeft",
                        "AmountMustFitTheTranche",
                        "the invoice is of " + amount + " kr, and " + open.left()
                                + " kr are left of the tranche: accept it up to that, or refuse it"));
    }

    private static Money least(Money one, Money other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
