package se.iopledger.finance.invoice;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.contracts.finance.Invoice;
import se.iopledger.contracts.finance.InvoiceFinding;
import se.iopledger.contracts.finance.InvoiceSource;
import se.iopledger.contracts.finance.InvoiceSource.Channel;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.finance.domain.invoice.InvoiceCommand.KeepDocument;
import se.iopledger.finance.domain.invoice.InvoiceId;
import se.iopledger.finance.domain.invoice.InvoiceState.Received;
import se.iopledger.finance.peppol.UblReader;
import se.iopledger.finance.peppol.UblReading;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.command.Outcome;
import se.iopledger.shell.command.RequestKey;
import se.iopledger.shell.http.OversizedBody;
import se.iopledger.shell.http.Problems;
import se.iopledger.shell.time.BusinessClock;

/**
 * Takes in invoices as Peppol documents. One that cannot be taken in is answered with the rule that it breaks, and what is
 * known of it is kept for a person: it came from outside, and whoever sent it waits for money.
 */
@RestController
class ReceiveDocumentEndpoint {
    static final String PATH = "/invoices/ubl";

    private static final String TWICE = "InvoiceMustNotBeReceivedTwice";

    private final InvoiceDesk desk;
    private final InvoiceReception reception;
    private final BusinessClock clock;

    ReceiveDocumentEndpoint(InvoiceDesk desk, InvoiceReception reception, BusinessClock clock) {
        this.desk = desk;
        this.reception = reception;
        this.clock = clock;
    }

    /** What came, and for whom. */
    private record Incoming(String municipality, InvoiceSource source, int bytes, SignedIn user, RequestKey key) {}

    @Operation(
            operationId = "receiveInvoiceDocument",
            summary = "Take in an invoice or a credit note as Peppol BIS Billing 3.0 has it (UBL)",
            description =
                    "As from a form. Contact persons and addresses are not stored; the document itself stays in the"
                            + " archive. What cannot be taken in is answered with the rule it breaks, and kept for a person under"
                            + " the id in `keptAs`.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content = @Content(mediaType = "application/xml", schema = @Schema(type = "string")))
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = InvoiceView.class)))
    @ApiResponse(
            responseCode = "422",
            description = "It cannot be read as an invoice, or breaks a rule; `field` is the business term",
            content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
    @PostMapping(
            path = PATH,
            consumes = {"application/xml", "text/xml"})
    ResponseEntity<?> receive(
            @RequestBody(required = false) byte @Nullable [] document,
            @Parameter(description = "Four-digit code of the municipality that it was sent to") @RequestParam
                    String municipality,
            @Parameter(description = "The day on which it came; the business date if left out")
                    @RequestParam(required = false)
                    @Nullable LocalDate receivedOn,
            @Parameter(description = "Where it came from, as an access point or a file's name")
                    @RequestParam(required = false)
                    @Nullable String cameFrom,
            @Parameter(hidden = true) HttpServletRequest request,
            SignedIn user,
            RequestKey key) {
        user.mustBe(Role.FINANCE_OFFICER);
        user.mustActFor(municipality);
        byte[] bytes = document == null ? new byte[0] : document;
        Optional<OversizedBody> oversized = OversizedBody.of(request);
        Incoming incoming = new Incoming(
                municipality,
                new InvoiceSource(
                        Channel.UBL, oversized.map(OversizedBody::sha256).orElseGet(() -> sha256(bytes)), cameFrom),
                oversized.map(OversizedBody::bytes).orElse(bytes.length),
                user,
                key);
        if (oversized.isPresent()) {
            return kept(
                    Rejection.of("DocumentMustFitTheLimit", "the document has " + incoming.bytes() + " bytes"),
                    HttpStatus.CONTENT_TOO_LARGE,
                    incoming);
        }
        return switch (UblReader.read(
                new ByteArrayInputStream(bytes), receivedOn == null ? clock.today() : receivedOn)) {
            case UblReading.Read(Invoice invoice, List<InvoiceFinding> findings) ->
                received(invoice, findings, incoming);
            case UblReading.NotRead notRead ->
                kept(
                        new Rejection(notRead.rule(), notRead.detail(), notRead.where(), List.of()),
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        incoming);
        };
    }

    private ResponseEntity<?> received(Invoice invoice, List<InvoiceFinding> findings, Incoming incoming) {
        Outcome outcome = reception.receive(
                invoice, incoming.source(), findings, incoming.municipality(), incoming.user(), incoming.key());
        if (!(outcome instanceof Outcome.Refused(Rejection refused))
                || (refused.rule().equals(TWICE) && saysTheSame(invoice, incoming))) {
            return desk.answer(outcome, incoming.municipality(), HttpStatus.CREATED);
        }
        return kept(
                refused,
                refused.rule().equals(TWICE) ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_CONTENT,
                incoming);
    }

    /** Under a number that was used before, another amount or date is another invoice, or none: somebody has to ask. */
    private boolean saysTheSame(Invoice invoice, Incoming incoming) {
        String invoiceId = InvoiceId.of(incoming.municipality(), invoice.seller(), invoice.number());
        return desk.find(invoiceId, incoming.user())
                .filter(found -> found.state() instanceof Received received
                        && received.invoice().payable().equals(invoice.payable())
                        && received.invoice().kind() == invoice.kind()
                        && received.invoice().issuedOn().equals(invoice.issuedOn()))
                .isPresent();
    }

    private ResponseEntity<?> kept(Rejection why, HttpStatus status, Incoming incoming) {
        String invoiceId = InvoiceId.ofDocument(
                incoming.municipality(), String.valueOf(incoming.source().sha256()));
        Outcome outcome = desk.execute(
                new KeepDocument(
                        invoiceId,
                        incoming.municipality(),
                        incoming.source(),
                        incoming.bytes(),
                        why.rule(),
                        why.field(),
                        why.detail(),
                        desk.mandate(incoming.user(), null)),
                incoming.municipality(),
                incoming.key());
        return switch (outcome) {
            case Outcome.Done _ -> {
                ProblemDetail problem = Problems.of(why).getBody();
                if (problem == null) {
                    throw new IllegalStateException("a problem says what it is");
                }
                problem.setStatus(status);
                problem.setTitle(status.getReasonPhrase());
                problem.setProperty("keptAs", invoiceId);
                yield ResponseEntity.status(status)
                        .contentType(org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON)
                        .body(problem);
            }
            case Outcome.Refused(Rejection refused) -> Problems.of(refused);
            case Outcome.KeyReused reused -> Problems.of(reused);
        };
    }

    private static String sha256(byte[] document) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(document));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }
}
