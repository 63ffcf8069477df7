package se.iopledger.finance.invoice;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.contracts.finance.InvoiceSource;
import se.iopledger.contracts.finance.InvoiceSource.Channel;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.command.RequestKey;

/** Takes in invoices that somebody writes from a paper. */
@RestController
class ReceiveInvoiceEndpoint {
    private final InvoiceDesk desk;
    private final InvoiceReception reception;

    ReceiveInvoiceEndpoint(InvoiceDesk desk, InvoiceReception reception) {
        this.desk = desk;
        this.reception = reception;
    }

    @Operation(
            operationId = "receiveInvoice",
            summary = "Take in an invoice or a credit note from a form",
            description = "It is matched to a tranche at once where its references, or its seller and exact amount, say"
                    + " without doubt which; else it waits for a person, with the reasons. The id follows from"
                    + " municipality, seller and number: the same invoice is taken in once, on whatever way it comes.")
    @ApiResponse(
            responseCode = "201",
            description = "Taken in, by this request or an earlier one with the same key",
            content = @Content(schema = @Schema(implementation = InvoiceView.class)))
    @ApiResponse(
            responseCode = "409",
            description = "Taken in already, by another request",
            content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
    @PostMapping("/invoices")
    ResponseEntity<?> receive(@RequestBody InvoiceForm form, SignedIn user, RequestKey key) {
        user.mustBe(Role.FINANCE_OFFICER);
        user.mustActFor(form.municipality());
        return desk.answer(
                reception.receive(
                        form.invoice(),
                        new InvoiceSource(Channel.FORM, null, null),
                        List.of(),
                        form.municipality(),
                        user,
                        key),
                form.municipality(),
                HttpStatus.CREATED);
    }
}
