package se.iopledger.finance.right;

import static se.iopledger.finance.domain.right.RightCommand.registerOf;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.swagger.v3.oas.annotations.Operation;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.RightEvent.Step;
import se.iopledger.finance.desk.CommandOperation;
import se.iopledger.finance.desk.FinanceDesk;
import se.iopledger.finance.domain.right.RightCommand;
import se.iopledger.finance.domain.right.RightCommand.GrantRight;
import se.iopledger.finance.domain.right.RightCommand.ProposeRight;
import se.iopledger.finance.domain.right.RightCommand.RefuseRight;
import se.iopledger.finance.domain.right.RightCommand.RevokeRight;
import se.iopledger.finance.domain.right.RightsRegister;
import se.iopledger.finance.domain.right.RightsRegister.Right;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.aggregate.AggregateRuntime.Versioned;
import se.iopledger.shell.command.RequestKey;
import se.iopledger.shell.http.BadRequest;
import se.iopledger.shell.http.InputProblem;
import se.iopledger.shell.time.BusinessClock;

/** Keeps the register of attest rights of a municipality. */
@RestController
class RightsEndpoint {
    private final FinanceDesk desk;
    private final Registers registers;
    private final BusinessClock clock;

    RightsEndpoint(FinanceDesk desk, Registers registers, BusinessClock clock) {
        this.desk = desk;
        this.registers = registers;
        this.clock = clock;
    }

    /**
     * A right that somebody is to have.
     *
     * @param holder id of the user
     * @param step what it lets the holder do
     * @param limit kronor up to which it holds for one payment
     * @param from first day, not before the business date
     * @param until last day; left out for one that holds until it is revoked
     * @param agreementId the one agreement that it is for; left out for any
     * @param unit the one board or administration, as the terms call it; left out for any
     * @param reason why, as the decision on delegation that it rests on
     */
    record Proposal(
            String holder,
            Step step,
            Money limit,
            LocalDate from,
            @Nullable LocalDate until,
            @Nullable String agreementId,
            @Nullable String unit,
            String reason) {}

    /** Why. */
    record Because(String reason) {}

    /**
     * A right ends.
     *
     * @param lastDay last day on which it is to hold: the day before the business date where it ends at once
     */
    record Revocation(LocalDate lastDay, String reason) {}

    /** The rights of a municipality. */
    record Rights(
            String municipality,

            @JsonPropertyDescription("The day that they were asked for.")
            LocalDate on,

            List<RightView> rights) {}

    /** A right, and whether its holder has it on the day. */
    record RightView(
            String rightId,
            String holder,
            Step step,
            Money limit,
            LocalDate from,
            @Nullable LocalDate until,
            @Nullable String agreementId,
            @Nullable String unit,
            RightsRegister.Standing standing,
            String proposedBy,
            @Nullable String decidedBy,
            String why,

            @JsonPropertyDescription("Whether it holds on the day that was asked for.")
            boolean holds) {
        static RightView of(Right right, LocalDate on) {
            return new RightView(
                    right.rightId(),
                    right.holder(),
                    right.step(),
                    right.limit(),
                    right.from(),
                    right.until(),
                    right.agreementId(),
                    right.unit(),
                    right.standing(),
                    right.proposedBy(),
                    right.decidedBy(),
                    right.why(),
                    right.holdsOn(on));
        }
    }

    @Operation(
            operationId = "listAttestRights",
            summary = "The register of attest rights of a municipality",
            description = "All that were ever proposed, each with whether it holds on the day.")
    @GetMapping("/municipalities/{municipality}/attest-rights")
    ResponseEntity<Rights> list(
            @PathVariable String municipality,
            @RequestParam(required = false) @Nullable String on,
            @RequestParam(required = false) @Nullable String holder,
            SignedIn user) {
        user.mustActFor(municipality);
        LocalDate day = on == null ? clock.today() : day(on);
        Versioned<RightsRegister> register = registers.of(municipality);
        List<RightView> rights = register.state().rights().values().stream()
                .filter(right -> holder == null || right.holder().equals(holder))
                .sorted(Comparator.comparing(Right::from).thenComparing(Right::rightId))
                .map(right -> RightView.of(right, day))
                .toList();
        return ResponseEntity.ok().eTag(Long.toString(register.version())).body(new Rights(municipality, day, rights));
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException notADate) {
            throw new BadRequest(
                    HttpStatus.BAD_REQUEST,
                    new InputProblem("on", "DateMustBeIso8601", "a date is written as 2022-01-31"));
        }
    }

    @Operation(
            operationId = "proposeAttestRight",
            summary = "Propose a right to examine or approve payments",
            description = "It holds when somebody else has granted it. Nobody gives a right to herself.")
    @CommandOperation
    @PostMapping("/municipalities/{municipality}/attest-rights")
    ResponseEntity<?> propose(
            @PathVariable String municipality, @RequestBody Proposal proposal, SignedIn user, RequestKey key) {
        return carryOut(
                municipality,
                user,
                key,
                new ProposeRight(
                        registerOf(municipality),
                        proposal.holder(),
                        proposal.step(),
                        proposal.limit(),
                        proposal.from(),
                        proposal.until(),
                        proposal.agreementId(),
                        proposal.unit(),
                        desk.mandate(user, proposal.reason())));
    }

    @Operation(operationId = "grantAttestRight", summary = "Grant a right that somebody else proposed")
    @CommandOperation
    @PostMapping("/municipalities/{municipality}/attest-rights/{rightId}/grant")
    ResponseEntity<?> grant(
            @PathVariable String municipality,
            @PathVariable String rightId,
            @RequestBody Because because,
            SignedIn user,
            RequestKey key) {
        return carryOut(
                municipality,
                user,
                key,
                new GrantRight(registerOf(municipality), rightId, desk.mandate(user, because.reason())));
    }

    @Operation(operationId = "refuseAttestRight", summary = "Do not grant a right that was proposed")
    @CommandOperation
    @PostMapping("/municipalities/{municipality}/attest-rights/{rightId}/refusal")
    ResponseEntity<?> refuse(
            @PathVariable String municipality,
            @PathVariable String rightId,
            @RequestBody Because because,
            SignedIn user,
            RequestKey key) {
        return carryOut(
                municipality,
                user,
                key,
                new RefuseRight(registerOf(municipality), rightId, desk.mandate(user, because.reason())));
    }

    @Operation(
            operationId = "revokeAttestRight",
            summary = "Let a right end",
            description = "What was attested by it before stays attested.")
    @CommandOperation
    @PostMapping("/municipalities/{municipality}/attest-rights/{rightId}/revocation")
    ResponseEntity<?> revoke(
            @PathVariable String municipality,
            @PathVariable String rightId,
            @RequestBody Revocation revocation,
            SignedIn user,
            RequestKey key) {
        return carryOut(
                municipality,
                user,
                key,
                new RevokeRight(
                        registerOf(municipality),
                        rightId,
                        revocation.lastDay(),
                        desk.mandate(user, revocation.reason())));
    }

    private ResponseEntity<?> carryOut(String municipality, SignedIn user, RequestKey key, RightCommand command) {
        user.mustActFor(municipality);
        user.mustBe(Role.RIGHTS_OFFICER);
        return desk.carryOut(command, municipality, key);
    }
}
