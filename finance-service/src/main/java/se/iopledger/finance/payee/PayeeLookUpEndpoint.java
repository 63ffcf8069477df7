package se.iopledger.finance.payee;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.contracts.OrganisationNumber;
import se.iopledger.contracts.finance.PayeeEvent.PartyKey;
import se.iopledger.contracts.finance.PayeeEvent.Role;
import se.iopledger.finance.domain.payee.Payee;
import se.iopledger.finance.domain.payee.Payee.Account;
import se.iopledger.finance.domain.payee.Payee.Hold;
import se.iopledger.finance.payee.PayeeDesk.Standing;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.http.BadRequest;
import se.iopledger.shell.http.InputProblem;
import se.iopledger.shell.http.Problems;

/** Answers who is paid, to which account, and what holds it up. */
@RestController
final class PayeeLookUpEndpoint {
    private static final int PAGE = 100;

    private final PayeeDesk desk;
    private final PayeeList list;

    PayeeLookUpEndpoint(PayeeDesk desk, PayeeList list) {
        this.desk = desk;
        this.list = list;
    }

    /**
     * A payee as it stands.
     *
     * @param accountToday id of the account that is used today; null where there is none
     */
    record PayeeView(
            String payeeId,
            String municipality,
            Role role,
            String name,
            @Nullable OrganisationNumber organisationNumber,
            @Nullable PartyKey party,
            List<Account> accounts,
            List<Hold> holds,
            @Nullable String accountToday) {}

    /** @param nextCursor where the next page begins; null on the last */
    record Page(List<PayeeList.Row> payees, @Nullable String nextCursor) {}

    @Operation(operationId = "getPayee", summary = "A payee with its accounts and holds")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PayeeView.class)))
    @GetMapping("/payees/{payeeId}")
    ResponseEntity<?> one(@PathVariable String payeeId, SignedIn user) {
        Optional<Standing> found = desk.find(payeeId, user);
        return found.isPresent()
                ? ResponseEntity.ok()
                        .eTag(Long.toString(found.get().version()))
                        .body(view(payeeId, found.get().payee(), desk.today()))
                : Problems.notFound("payee");
    }

    private static PayeeView view(String payeeId, Payee.Known payee, LocalDate today) {
        return new PayeeView(
                payeeId,
                payee.municipality(),
                payee.role(),
                payee.name(),
                payee.organisationNumber(),
                payee.party(),
                payee.accounts(),
                payee.holds(),
                payee.accountOn(today).map(Account::id).orElse(null));
    }

    @Operation(operationId = "listPayees", summary = "The payees of the user's municipalities, by name")
    @GetMapping("/payees")
    Page all(
            @Parameter(description = "Four-digit municipality code; all of the user's if left out.")
                    @RequestParam(required = false)
                    @Nullable String municipality,
            @RequestParam(required = false) @Nullable String cursor,
            SignedIn user) {
        if (municipality != null) {
            user.mustActFor(municipality);
        }
        String[] after = after(cursor);
        List<PayeeList.Row> rows = list.of(
                municipality == null ? user.municipalities() : Set.of(municipality), after[1], after[0], PAGE + 1);
        boolean more = rows.size() > PAGE;
        List<PayeeList.Row> page = more ? List.copyOf(rows.subList(0, PAGE)) : rows;
        return new Page(
                page, more ? page.getLast().payeeId() + " " + page.getLast().name() : null);
    }

    private static String[] after(@Nullable String cursor) {
        if (cursor == null) {
            return new String[] {"", ""};
        }
        String[] parts = cursor.split(" ", 2);
        if (parts.length != 2 || !parts[0].matches("[0-9a-f-]{36}") || parts[1].indexOf('\0') >= 0) {
            throw new BadRequest(
                    HttpStatus.BAD_REQUEST,
                    new InputProblem("cursor", "CursorMustComeFromAPage", "the cursor is not one that a page gave"));
        }
        return parts;
    }
}
