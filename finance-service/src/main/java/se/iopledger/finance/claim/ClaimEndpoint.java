package se.iopledger.finance.claim;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.swagger.v3.oas.annotations.Operation;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.agreement.Resolution;
import se.iopledger.contracts.agreement.StepTaken;
import se.iopledger.contracts.finance.ClaimEvent.Assessment;
import se.iopledger.contracts.finance.ClaimEvent.Direction;
import se.iopledger.contracts.finance.Overpayment;
import se.iopledger.contracts.terms.Remedy;
import se.iopledger.contracts.terms.RemedyKind;
import se.iopledger.finance.claim.WaysOutUsed.Used;
import se.iopledger.finance.desk.CommandOperation;
import se.iopledger.finance.desk.FinanceDesk;
import se.iopledger.finance.desk.FinanceDesk.Known;
import se.iopledger.finance.domain.AgreementFunding.Scheduled;
import se.iopledger.finance.domain.AgreementMoney;
import se.iopledger.finance.domain.ClaimCommand;
import se.iopledger.finance.domain.ClaimCommand.ClaimByClause;
import se.iopledger.finance.domain.ClaimCommand.ClaimOverpayment;
import se.iopledger.finance.domain.ClaimCommand.ProposeVoiding;
import se.iopledger.finance.domain.ClaimCommand.ProposeWaiver;
import se.iopledger.finance.domain.ClaimCommand.RecordContest;
import se.iopledger.finance.domain.ClaimCommand.RecordLetter;
import se.iopledger.finance.domain.ClaimCommand.RecordRepayment;
import se.iopledger.finance.domain.ClaimCommand.ReduceClaim;
import se.iopledger.finance.domain.ClaimCommand.VoidRepayment;
import se.iopledger.finance.domain.ClaimCommand.WaiveClaim;
import se.iopledger.finance.domain.ClaimCommand.WriteOffClaim;
import se.iopledger.finance.domain.claim.Claim;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.aggregate.AggregateRuntime.Versioned;
import se.iopledger.shell.command.RequestKey;
import se.iopledger.shell.http.InputProblem;
import se.iopledger.shell.http.Problems;

/** Claims money back under an agreement, and records what becomes of it. */
@RestController
class ClaimEndpoint {
    private final FinanceDesk desk;
    private final WaysOutUsed waysOut;

    ClaimEndpoint(FinanceDesk desk, WaysOutUsed waysOut) {
        this.desk = desk;
        this.waysOut = waysOut;
    }

    /** What is claimed back under an agreement, and what may be. */
    record ClaimsOfAgreement(
            String agreementId,
            List<ClaimView> claims,

            @JsonPropertyDescription("What was paid too much, whether it is claimed or not.")
            List<Overpayment> overpayments,

            @JsonPropertyDescription("Clauses that let money be claimed back, by number.")
            List<ClauseThatClaims> clauses,

            @JsonPropertyDescription("Notices, rescissions and exclusions that a claim may rest on.")
            List<Used> waysOutUsed) {}

    /** A claim, and what is left of it. */
    record ClaimView(
            String claimId,

            @JsonPropertyDescription("Kronor that are still claimed.")
            Money outstanding,

            Claim claim) {}

    /** A clause that lets money be claimed back. */
    record ClauseThatClaims(
            @JsonPropertyDescription("By which a claim names it: its place among the remedies of the terms, from 0.")
            int remedy,

            Remedy says) {}

    /**
     * What was overpaid is claimed back.
     *
     * @param trancheId the tranche that was overpaid
     * @param amount kronor, all of it or part
     */
    record OverpaymentClaim(String trancheId, Money amount, String reason) {}

    /**
     * Money is claimed back by a clause.
     *
     * @param remedy number of the clause, as the list of claims has it
     * @param of the notice, rescission or exclusion that it rests on, where it rests on one
     * @param claimant id of the party in the terms that claims
     * @param liable id of the party in the terms that is to repay
     * @param calculation how the amount was reckoned
     * @param what what happened, in words
     * @param decision who decided what the clause leaves open, where it leaves anything open
     * @param assessments of each exception that the clause makes
     * @param steps what the clause asks for before, and when it was done
     */
    record ClauseClaim(
            int remedy,
            @Nullable String of,
            String claimant,
            String liable,
            Money amount,
            String calculation,
            String what,
            @Nullable Resolution decision,
            List<Assessment> assessments,
            List<StepTaken> steps,
            String reason) {}

    /** A letter that was sent or received. */
    record LetterOfClaim(Direction direction, LocalDate on, String reference, String reason) {}

    /** The claim is contested; the reason says what is contested and why. */
    record Contest(LocalDate contestedOn, String reason) {}

    /** Some of it: for a reduction, or a waiver that is proposed. */
    record Part(Money amount, String reason) {}

    /** Why. */
    record Because(String reason) {}

    /**
     * A repayment that counts no more.
     *
     * @param reference of the payment, as it was recorded
     * @param reason why
     */
    record VoidedRepayment(String reference, String reason) {}

    /** Money came back. */
    record RepaymentOfClaim(LocalDate paidOn, Money amount, String reference, String reason) {}

    @Operation(
            operationId = "listClaims",
            summary = "What is claimed back under an agreement, and what may be",
            description =
                    "Claims with all that became of them; what was overpaid; the clauses that let money be claimed"
                            + " back; the ways out of the agreement that were used.")
    @GetMapping("/agreements/{agreementId}/claims")
    ResponseEntity<?> claims(@PathVariable String agreementId, SignedIn user) {
        return desk.find(agreementId, user)
                .<ResponseEntity<?>>map(known -> {
                    Versioned<AgreementMoney> money = desk.moneyOf(agreementId);
                    return ResponseEntity.ok()
                            .eTag(Long.toString(money.version()))
                            .body(new ClaimsOfAgreement(
                                    agreementId,
                                    money.state().claims().all().stream()
                                            .map(claim -> new ClaimView(claim.claimId(), claim.outstanding(), claim))
                                            .toList(),
                                    overpayments(money.state()),
                                    clauses(known),
                                    waysOut.of(agreementId)));
                })
                .orElseGet(() -> Problems.notFound("agreement"));
    }

    private static List<Overpayment> overpayments(AgreementMoney money) {
        return money.funding() instanceof Scheduled scheduled
                ? List.copyOf(scheduled.overpayments().values())
                : List.of();
    }

    private static List<ClauseThatClaims> clauses(Known known) {
        List<Remedy> remedies = known.terms().remedies();
        return IntStream.range(0, remedies.size())
                .filter(number -> remedies.get(number).kind() == RemedyKind.REPAYMENT_CLAIM)
                .mapToObj(number -> new ClauseThatClaims(number, remedies.get(number)))
                .toList();
    }

    @Operation(operationId = "claimOverpayment", summary = "Claim back what was paid too much with a tranche")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/claims/of-overpayments")
    ResponseEntity<?> claimOverpayment(
            @PathVariable String agreementId, @RequestBody OverpaymentClaim claim, SignedIn user, RequestKey key) {
        return carryOut(
                new ClaimOverpayment(
                        agreementId, claim.trancheId(), claim.amount(), desk.mandate(user, claim.reason())),
                user,
                key);
    }

    @Operation(
            operationId = "claimByClause",
            summary = "Claim money back by a clause of the agreement",
            description =
                    "What the clause leaves open, as who repays and what share, needs a decision; each exception that"
                            + " it makes is assessed; what it asks for before a claim is done first.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/claims/by-clause")
    ResponseEntity<?> claimByClause(
            @PathVariable String agreementId, @RequestBody ClauseClaim claim, SignedIn user, RequestKey key) {
        user.mustBe(Role.FINANCE_OFFICER);
        return desk.find(agreementId, user)
                .<ResponseEntity<?>>map(known -> {
                    List<Remedy> remedies = known.terms().remedies();
                    if (claim.remedy() < 0 || claim.remedy() >= remedies.size()) {
                        return Problems.of(
                                HttpStatus.UNPROCESSABLE_CONTENT,
                                List.of(new InputProblem(
                                        "/remedy",
                                        "ClauseMustExist",
                                        "the terms have no remedy of the number " + claim.remedy())));
                    }
                    return desk.carryOut(command(claim, known, user), known.municipality(), key);
                })
                .orElseGet(() -> Problems.notFound("agreement"));
    }

    private ClaimByClause command(ClauseClaim claim, Known known, SignedIn user) {
        return new ClaimByClause(
                known.agreementId(),
                known.terms().remedies().get(claim.remedy()),
                known.terms().remedies(),
                known.terms().exits(),
                waysOut.of(known.agreementId()).stream().map(Used::inModel).toList(),
                claim.of(),
                claim.claimant(),
                claim.liable(),
                claim.amount(),
                claim.calculation(),
                claim.what(),
                claim.decision(),
                claim.assessments(),
                claim.steps(),
                desk.mandate(user, claim.reason()));
    }

    @Operation(operationId = "recordClaimLetter", summary = "Record a letter on a claim, sent or received")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/claims/{claimId}/letters")
    ResponseEntity<?> letter(
            @PathVariable String agreementId,
            @PathVariable String claimId,
            @RequestBody LetterOfClaim letter,
            SignedIn user,
            RequestKey key) {
        return carryOut(
                new RecordLetter(
                        agreementId,
                        claimId,
                        letter.direction(),
                        letter.on(),
                        letter.reference(),
                        desk.mandate(user, letter.reason())),
                user,
                key);
    }

    @Operation(operationId = "recordClaimContest", summary = "Record that a claim is contested")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/claims/{claimId}/contests")
    ResponseEntity<?> contest(
            @PathVariable String agreementId,
            @PathVariable String claimId,
            @RequestBody Contest contest,
            SignedIn user,
            RequestKey key) {
        return carryOut(
                new RecordContest(agreementId, claimId, contest.contestedOn(), desk.mandate(user, contest.reason())),
                user,
                key);
    }

    @Operation(operationId = "reduceClaim", summary = "Claim less than before")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/claims/{claimId}/reductions")
    ResponseEntity<?> reduce(
            @PathVariable String agreementId,
            @PathVariable String claimId,
            @RequestBody Part part,
            SignedIn user,
            RequestKey key) {
        return carryOut(
                new ReduceClaim(agreementId, claimId, part.amount(), desk.mandate(user, part.reason())), user, key);
    }

    @Operation(
            operationId = "proposeClaimWaiver",
            summary = "Propose not to ask for all or part of a claim",
            description = "It is waived when somebody else grants it.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/claims/{claimId}/waiver")
    ResponseEntity<?> proposeWaiver(
            @PathVariable String agreementId,
            @PathVariable String claimId,
            @RequestBody Part part,
            SignedIn user,
            RequestKey key) {
        return carryOut(
                new ProposeWaiver(agreementId, claimId, part.amount(), desk.mandate(user, part.reason())), user, key);
    }

    @Operation(
            operationId = "grantClaimWaiver",
            summary = "Grant a waiver that somebody else proposed",
            description = "Who raised the claim does not waive it.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/claims/{claimId}/waiver/grant")
    ResponseEntity<?> waive(
            @PathVariable String agreementId,
            @PathVariable String claimId,
            @RequestBody Because because,
            SignedIn user,
            RequestKey key) {
        return carryOut(new WaiveClaim(agreementId, claimId, desk.mandate(user, because.reason())), user, key);
    }

    @Operation(
            operationId = "recordRepayment",
            summary = "Record money that came back for a claim",
            description =
                    "Each payment counts once, by its reference, and for one claim of the agreement. Who raised the claim does not record it.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/claims/{claimId}/repayments")
    ResponseEntity<?> repay(
            @PathVariable String agreementId,
            @PathVariable String claimId,
            @RequestBody RepaymentOfClaim repayment,
            SignedIn user,
            RequestKey key) {
        return carryOut(
                new RecordRepayment(
                        agreementId,
                        claimId,
                        repayment.paidOn(),
                        repayment.amount(),
                        repayment.reference(),
                        desk.mandate(user, repayment.reason())),
                user,
                key);
    }

    @Operation(
            operationId = "proposeVoidingRepayment",
            summary = "Propose to void a repayment that was recorded by mistake, or was paid back",
            description = "It counts until somebody else voids it.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/claims/{claimId}/repayments/voiding")
    ResponseEntity<?> proposeVoiding(
            @PathVariable String agreementId,
            @PathVariable String claimId,
            @RequestBody VoidedRepayment repayment,
            SignedIn user,
            RequestKey key) {
        return carryOut(
                new ProposeVoiding(agreementId, claimId, repayment.reference(), desk.mandate(user, repayment.reason())),
                user,
                key);
    }

    @Operation(
            operationId = "voidRepayment",
            summary = "Void a repayment, as somebody else proposed",
            description = "What it had settled is claimed again, and the plan is as if it had never come.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/claims/{claimId}/repayments/voiding/approval")
    ResponseEntity<?> voidRepayment(
            @PathVariable String agreementId,
            @PathVariable String claimId,
            @RequestBody VoidedRepayment repayment,
            SignedIn user,
            RequestKey key) {
        return carryOut(
                new VoidRepayment(agreementId, claimId, repayment.reference(), desk.mandate(user, repayment.reason())),
                user,
                key);
    }

    @Operation(
            operationId = "writeOffClaim",
            summary = "Write off what will not come",
            description = "Who raised the claim does not write it off.")
    @CommandOperation
    @PostMapping("/agreements/{agreementId}/claims/{claimId}/write-off")
    ResponseEntity<?> writeOff(
            @PathVariable String agreementId,
            @PathVariable String claimId,
            @RequestBody Because because,
            SignedIn user,
            RequestKey key) {
        return carryOut(new WriteOffClaim(agreementId, claimId, desk.mandate(user, because.reason())), user, key);
    }

    private ResponseEntity<?> carryOut(ClaimCommand command, SignedIn user, RequestKey key) {
        user.mustBe(Role.FINANCE_OFFICER);
        return desk.carryOut(command, user, key);
    }
}
