package se.iopledger.agreement.exit;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.agreement.desk.AgreementDesk;
import se.iopledger.agreement.domain.breach.Breaches;
import se.iopledger.agreement.domain.exit.Departures;
import se.iopledger.agreement.domain.exit.Notices;
import se.iopledger.agreement.domain.exit.WaysOut;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.time.BusinessClock;

/** Tells how an agreement may end. */
@RestController
class WaysOutEndpoint {
    private final AgreementDesk desk;
    private final BusinessClock clock;

    WaysOutEndpoint(AgreementDesk desk, BusinessClock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    /** How it may end, and what was done to end it, each list in the order in which it was recorded. */
    record Exits(
            String agreementId,
            WaysOut.Overview now,
            List<Notices.Notice> notices,
            List<Breaches.Breach> breaches,
            List<Departures.Departure> departures) {}

    @Operation(
            operationId = "getExits",
            summary = "How an agreement may end",
            description =
                    "Every way out that its terms have, with its rule, form and period, with the last day if it were"
                            + " used on the business date, and with what hinders it. And what was done to end it.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Exits.class)))
    @GetMapping("/agreements/{agreementId}/exits")
    ResponseEntity<?> exits(@PathVariable String agreementId, SignedIn user) {
        return desk.show(
                agreementId,
                user,
                found -> new Exits(
                        agreementId,
                        WaysOut.of(found.agreement(), clock.today()),
                        found.agreement().notices().all(),
                        found.agreement().breaches().all(),
                        found.agreement().departures().all()));
    }
}
