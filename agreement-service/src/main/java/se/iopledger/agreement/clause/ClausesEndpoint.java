package se.iopledger.agreement.clause;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.agreement.desk.AgreementDesk;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.Numbered;
import se.iopledger.agreement.domain.clause.Stipulation;
import se.iopledger.agreement.domain.clause.Stipulation.Kind;
import se.iopledger.agreement.domain.clause.Stipulations;
import se.iopledger.agreement.domain.conduct.RequirementCheck;
import se.iopledger.contracts.agreement.Stipulated;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;

/** Tells what an agreement says, and what is recorded of each thing that it says. */
@RestController
class ClausesEndpoint {
    private final AgreementDesk desk;

    ClausesEndpoint(AgreementDesk desk) {
        this.desk = desk;
    }

    record ClausesView(String agreementId, List<ClauseRow> clauses) {}

    /**
     * Something that the terms say.
     *
     * @param id what a check, a deficiency, a breach or a deviation calls it by
     * @param by ids of the parties that it concerns; empty where the paper does not say
     * @param mayBeChecked whether it asks for something that can be there or not
     * @param checks what checks of it found; of each party the last one counts
     * @param heldAgainst ids of the deficiencies, breaches and deviations that name it
     */
    record ClauseRow(
            String id,
            Kind kind,
            @Nullable String subject,
            String text,
            List<String> by,
            List<String> clauses,
            boolean mayBeChecked,
            List<RequirementCheck> checks,
            List<String> heldAgainst) {
        static ClauseRow of(Stipulation stipulation, Known known) {
            return new ClauseRow(
                    stipulation.id(),
                    stipulation.kind(),
                    stipulation.subject(),
                    stipulation.text(),
                    stipulation.by(),
                    stipulation.clauses(),
                    stipulation.asksForSomething(),
                    known.conduct().checks().stream()
                            .filter(check -> check.requirementId().equals(stipulation.id()))
                            .toList(),
                    Stream.of(
                                    named(known.conduct().deficiencies(), stipulation, one -> one.against()),
                                    named(known.conduct().deviations(), stipulation, one -> one.concerns()),
                                    named(known.breaches().all(), stipulation, one -> one.against()))
                            .flatMap(ids -> ids)
                            .toList());
        }

        /** By what it said then: amended terms may have given its place to something else. */
        private static <T extends Numbered> Stream<String> named(
                List<T> all, Stipulation stipulation, Naming<T> naming) {
            return all.stream()
                    .filter(one -> stipulation.told().equals(naming.names(one)))
                    .map(Numbered::id);
        }
    }

    private interface Naming<T> {
        @Nullable Stipulated names(T one);
    }

    @Operation(
            operationId = "listClauses",
            summary = "What an agreement says, and what is recorded of it",
            description =
                    "Undertakings, provisions, exclusions, freedoms and requirements of the terms that hold today, each"
                            + " with its checks and with what names it. Needs the role READER.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ClausesView.class)))
    @GetMapping("/agreements/{agreementId}/clauses")
    ResponseEntity<?> clauses(
            @PathVariable String agreementId,
            @Parameter(description = "Id of a clause, as LIN-10") @RequestParam @Nullable String clause,
            @RequestParam @Nullable Kind kind,
            @Parameter(description = "A part of the subject or the text") @RequestParam @Nullable String about,
            SignedIn user) {
        user.mustBe(Role.READER);
        return desk.show(
                agreementId,
                user,
                found -> new ClausesView(
                        agreementId,
                        Stipulations.on(desk.mandate(user, null, null).today(), found.agreement()).stream()
                                .filter(one -> clause == null || one.clauses().contains(clause))
                                .filter(one -> kind == null || one.kind() == kind)
                                .filter(one -> about == null || isAbout(one, about))
                                .map(one -> ClauseRow.of(one, found.agreement()))
                                .toList()));
    }

    private static boolean isAbout(Stipulation stipulation, String about) {
        String sought = about.toLowerCase(Locale.ROOT);
        return Stream.concat(Stream.ofNullable(stipulation.subject()), Stream.of(stipulation.text()))
                .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(sought));
    }
}
