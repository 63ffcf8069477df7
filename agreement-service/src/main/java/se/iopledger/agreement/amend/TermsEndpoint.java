package se.iopledger.agreement.amend;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.agreement.desk.AgreementDesk;
import se.iopledger.agreement.desk.AgreementDesk.Standing;
import se.iopledger.agreement.domain.amend.TermsVersion;
import se.iopledger.agreement.domain.terms.TermsDifference;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.http.Problems;
import se.iopledger.shell.time.BusinessClock;

/** Shows any version of an agreement's terms, and what distinguishes two. */
@RestController
class TermsEndpoint {
    private final AgreementDesk desk;
    private final BusinessClock clock;

    TermsEndpoint(AgreementDesk desk, BusinessClock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    /**
     * A version of the terms.
     *
     * @param from first day on which it holds, held or would hold
     * @param until last such day; before from where another version holds from the same day; left out where it never held
     * @param because id of the amendment that brought or would bring it, or of the exclusion without whose party it goes on
     */
    record VersionRow(
            int version,
            TermsVersion.Status status,
            LocalDate from,
            @Nullable LocalDate until,
            @Nullable String because) {
        static VersionRow of(TermsVersion version) {
            return new VersionRow(
                    version.number(), version.status(), version.from(), version.until(), version.because());
        }
    }

    record Versions(String agreementId, List<VersionRow> versions) {}

    /** A version with the terms themselves, as the document that would register them. */
    record VersionView(
            String agreementId,
            VersionRow version,

            @Schema(type = "object", description = "The whole terms, by the published schema terms.v1.json.")
            Terms terms) {}

    /**
     * What distinguishes two versions.
     *
     * @param inWords all of it in one sentence, or as much as that holds
     */
    record DifferenceView(String agreementId, int from, int to, List<TermsDifference.Change> changes, String inWords) {}

    @Operation(
            operationId = "listTermsVersions",
            summary = "All versions of an agreement's terms",
            description = "Those that hold or held, by the day from which, and those that were proposed.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Versions.class)))
    @GetMapping("/agreements/{agreementId}/terms")
    ResponseEntity<?> all(@PathVariable String agreementId, SignedIn user) {
        return with(
                agreementId,
                user,
                found -> new Versions(
                        agreementId,
                        TermsVersion.all(found.agreement(), clock.today()).stream()
                                .map(VersionRow::of)
                                .toList()));
    }

    @Operation(
            operationId = "getTermsInEffect",
            summary = "The terms that hold on a day",
            description =
                    "On the business date where no day is given; before the first day those that were registered.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = VersionView.class)))
    @GetMapping("/agreements/{agreementId}/terms/in-effect")
    ResponseEntity<?> inEffect(
            @PathVariable String agreementId,
            @Parameter(description = "ISO 8601, as 2022-07-01") @RequestParam(required = false) @Nullable LocalDate on,
            SignedIn user) {
        return with(
                agreementId,
                user,
                found -> view(
                        agreementId,
                        TermsVersion.on(on == null ? clock.today() : on, found.agreement(), clock.today())));
    }

    @Operation(
            operationId = "getTermsVersion",
            summary = "One version of an agreement's terms",
            description = "Also one that was only proposed, as it would hold.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = VersionView.class)))
    @GetMapping("/agreements/{agreementId}/terms/{version}")
    ResponseEntity<?> one(@PathVariable String agreementId, @PathVariable int version, SignedIn user) {
        return with(
                agreementId,
                user,
                found -> TermsVersion.numbered(version, found.agreement(), clock.today())
                        .map(numbered -> view(agreementId, numbered))
                        .orElse(null));
    }

    @Operation(
            operationId = "compareTermsVersions",
            summary = "What distinguishes two versions of the terms",
            description =
                    "In words and figures: what the second says otherwise than the first. Either may be a version that"
                            + " was only proposed.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DifferenceView.class)))
    @GetMapping("/agreements/{agreementId}/terms/{version}/difference/{other}")
    ResponseEntity<?> difference(
            @PathVariable String agreementId, @PathVariable int version, @PathVariable int other, SignedIn user) {
        return with(
                agreementId,
                user,
                found -> found.agreement()
                        .termsNumbered(version)
                        .flatMap(first -> found.agreement()
                                .termsNumbered(other)
                                .map(second -> TermsDifference.between(first, second)))
                        .map(difference -> new DifferenceView(
                                agreementId, version, other, difference.changes(), difference.inWords()))
                        .orElse(null));
    }

    private static VersionView view(String agreementId, TermsVersion version) {
        return new VersionView(agreementId, VersionRow.of(version), version.terms());
    }

    private ResponseEntity<?> with(String agreementId, SignedIn user, Function<Standing, @Nullable Object> answer) {
        return desk.find(agreementId, user)
                .<ResponseEntity<?>>map(found -> {
                    Object body = answer.apply(found);
                    return body == null
                            ? Problems.notFound("version of the terms")
                            : ResponseEntity.ok()
                                    .eTag(Long.toString(found.version()))
                                    .body(body);
                })
                .orElseGet(() -> Problems.notFound("agreement"));
    }
}
