package se.iopledger.finance.invoice;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.contracts.finance.Invoice.Kind;
import se.iopledger.finance.domain.invoice.InvoiceCommand;
import se.iopledger.finance.domain.invoice.InvoiceCommand.ChooseTranche;
import se.iopledger.finance.domain.invoice.InvoiceCommand.CloseDocument;
import se.iopledger.finance.domain.invoice.InvoiceCommand.PlaceCredit;
import se.iopledger.finance.domain.invoice.InvoiceCommand.RefuseInvoice;
import se.iopledger.finance.domain.invoice.InvoiceCommand.SearchTranche;
import se.iopledger.finance.domain.invoice.InvoiceCommand.UndoMatch;
import se.iopledger.finance.domain.invoice.InvoiceState.Received;
import se.iopledger.finance.domain.invoice.InvoiceState.Stage.Matched;
import se.iopledger.finance.domain.invoice.OpenTranche;
import se.iopledger.finance.invoice.InvoiceDesk.Found;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.command.RequestKey;

/** What a person decides about an invoice that waits, or stands where it should not. */
@RestController
class MatchInvoiceEndpoint {
    private final InvoiceDesk desk;
    private final TranchesForInvoices tranches;
    private final InvoiceSteps steps;

    MatchInvoiceEndpoint(InvoiceDesk desk, TranchesForInvoices tranches, InvoiceSteps steps) {
        this.desk = desk;
        this.tranches = tranches;
        this.steps = steps;
    }

    /**
     * The tranche that an invoice belongs to.
     *
     * @param reason why, for whoever looks at it later
     */
    record Choice(
            String agreementId,
            String trancheId,

            @JsonPropertyDescription(
                    "Whether an invoice that asks for more is accepted up to what is left of the tranche; not if left out.")
            @Nullable Boolean onlyWhatIsLeft,

            String reason) {}

    /**
     * The invoice that a credit note is to reduce.
     *
     * @param number as the seller gave it
     * @param reason why, for whoever looks at it later
     */
    record CreditedInvoice(String number, String reason) {}

    /** Why something is done, for whoever looks at it later. */
    record Reason(String reason) {}

    @Operation(
            operationId = "matchInvoice",
            summary = "Say which tranche an invoice belongs to",
            description =
                    "It holds when the agreement has taken it, which the answer tells. Never more than is left of the"
                            + " tranche is paid, and never to another than its recipient.")
    @InvoiceOperation
    @PostMapping("/invoices/{invoiceId}/match")
    ResponseEntity<?> match(@PathVariable String invoiceId, @RequestBody Choice choice, SignedIn user, RequestKey key) {
        user.mustBe(Role.FINANCE_OFFICER);
        return desk.carryOut(
                invoiceId,
                user,
                key,
                found -> new ChooseTranche(
                        invoiceId,
                        choice.agreementId(),
                        choice.trancheId(),
                        Boolean.TRUE.equals(choice.onlyWhatIsLeft()),
                        candidates(found, choice.agreementId()),
                        desk.mandate(user, choice.reason())));
    }

    @Operation(
            operationId = "searchTranche",
            summary = "Look again for the tranche of an invoice that waits",
            description = "As when it came in, by what is open now; for a credit note, for the invoice that it names.")
    @InvoiceOperation
    @PostMapping("/invoices/{invoiceId}/search")
    ResponseEntity<?> search(@PathVariable String invoiceId, SignedIn user, RequestKey key) {
        user.mustBe(Role.FINANCE_OFFICER);
        Found creditNote = desk.find(invoiceId, user)
                .filter(found -> found.state() instanceof Received received
                        && received.invoice().kind() == Kind.CREDIT_NOTE)
                .orElse(null);
        if (creditNote != null) {
            steps.tryCreditAgain(invoiceId, creditNote.municipality());
            return desk.show(invoiceId, user);
        }
        return desk.carryOut(
                invoiceId,
                user,
                key,
                found -> new SearchTranche(invoiceId, candidates(found, null), desk.mandate(user, null)));
    }

    @Operation(
            operationId = "placeCreditNote",
            summary = "Say which invoice of its seller a credit note that waits is to reduce",
            description =
                    "As when the invoice that it names was paid first. It holds when that invoice has taken it, which the"
                            + " answer tells; else it waits again.")
    @InvoiceOperation
    @PostMapping("/invoices/{invoiceId}/credited-invoice")
    ResponseEntity<?> place(
            @PathVariable String invoiceId, @RequestBody CreditedInvoice credited, SignedIn user, RequestKey key) {
        return decide(
                invoiceId,
                new PlaceCredit(invoiceId, credited.number(), desk.mandate(user, credited.reason())),
                user,
                key);
    }

    @Operation(
            operationId = "undoMatch",
            summary = "Undo the match of an invoice that is not attested",
            description = "Afterwards it waits for a person. What is attested stays, which the answer tells.")
    @InvoiceOperation
    @PostMapping("/invoices/{invoiceId}/undo")
    ResponseEntity<?> undo(@PathVariable String invoiceId, @RequestBody Reason reason, SignedIn user, RequestKey key) {
        user.mustBe(Role.FINANCE_OFFICER);
        return desk.carryOut(
                invoiceId,
                user,
                key,
                found -> new UndoMatch(invoiceId, isAttested(found), desk.mandate(user, reason.reason())));
    }

    @Operation(
            operationId = "refuseInvoice",
            summary = "Refuse an invoice that waits",
            description = "Nothing is paid for it. One that stands for a tranche is undone first.")
    @InvoiceOperation
    @PostMapping("/invoices/{invoiceId}/refusal")
    ResponseEntity<?> refuse(
            @PathVariable String invoiceId, @RequestBody Reason reason, SignedIn user, RequestKey key) {
        return decide(invoiceId, new RefuseInvoice(invoiceId, desk.mandate(user, reason.reason())), user, key);
    }

    @Operation(
            operationId = "closeInvoiceDocument",
            summary = "Say how a document was dealt with that could not be read as an invoice",
            description = "As that its seller sends it anew, or that it was written into the form.")
    @InvoiceOperation
    @PostMapping("/invoices/{invoiceId}/dealt-with")
    ResponseEntity<?> close(@PathVariable String invoiceId, @RequestBody Reason reason, SignedIn user, RequestKey key) {
        return decide(invoiceId, new CloseDocument(invoiceId, desk.mandate(user, reason.reason())), user, key);
    }

    private ResponseEntity<?> decide(String invoiceId, InvoiceCommand command, SignedIn user, RequestKey key) {
        user.mustBe(Role.FINANCE_OFFICER);
        return desk.carryOut(invoiceId, user, key, found -> command);
    }

    private boolean isAttested(Found found) {
        return found.state() instanceof Received received
                && received.stage() instanceof Matched matched
                && tranches.isAttested(matched.place(), received.invoice().number());
    }

    private List<OpenTranche> candidates(Found found, @Nullable String alsoOf) {
        return found.state() instanceof Received received
                ? tranches.of(found.municipality(), received.invoice(), alsoOf)
                : List.of();
    }
}
