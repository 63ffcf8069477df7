package se.iopledger.finance.domain.claim;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.agreement.StepTaken;
import se.iopledger.contracts.finance.ClaimEvent.Assessment;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.ExitRule;
import se.iopledger.contracts.terms.RemedyKind;
import se.iopledger.contracts.terms.RemedyShare;
import se.iopledger.finance.domain.AgreementMoney;
import se.iopledger.finance.domain.ClaimCommand.ClaimByClause;
import se.iopledger.finance.domain.ClaimCommand.WayOutUsed;
import se.iopledger.finance.domain.claim.Claim.Voiding;
import se.iopledger.finance.domain.claim.Claim.Waiver;

/** What must hold for money to be claimed back, and for a claim to be given up. Empty where it holds. */
@CheckReturnValue
final class ClaimRules {
    private ClaimRules() {}

    static String reason(Mandate mandate) {
        return Objects.requireNonNull(mandate.reason(), "looked at before");
    }

    static Optional<Rejection> reasonMustBeGiven(Mandate mandate) {
        return mandate.reason() == null
                ? Optional.of(Rejection.at("/reason", "ReasonMustBeGiven", "what is done with a claim has a reason"))
                : Optional.empty();
    }

    static Optional<Rejection> amountMustBePositive(Money amount) {
        return amount.compareTo(Money.ZERO) > 0
                ? Optional.empty()
                : Optional.of(Rejection.at("/amount", "AmountMustBePositive", "more than nothing is claimed"));
    }

    static Optional<Rejection> moreMustNotBeClaimedThanWasPaid(String liable, Money amount, AgreementMoney money) {
        Money paid = Claiming.paidTo(liable, money);
        Money claimed = money.claims().standingAgainst(liable);
        return claimed.plus(amount).compareTo(paid) > 0
                ? Optional.of(Rejection.conflict(
                        "MoreMustNotBeClaimedThanWasPaid",
                        "to " + liable + " " + paid + " was paid, of which " + claimed + " is claimed already"))
                : Optional.empty();
    }

    private static Optional<Rejection> broken(ClaimByClause command, boolean holds, String rule, String detail) {
        return holds
                ? Optional.empty()
                : Optional.of(Rejection.conflict(rule, detail)
                        .by(command.remedy().clauses().toArray(String[]::new)));
    }

    static Optional<Rejection> clauseMustLetMoneyBeClaimedBack(ClaimByClause command) {
        return broken(
                command,
                command.remedy().kind() == RemedyKind.REPAYMENT_CLAIM,
                "ClauseMustLetMoneyBeClaimedBack",
                "the clause lets payments be stopped, and no money be claimed back");
    }

    static Optional<Rejection> whoRepaysMustBeWhoTheClauseNames(ClaimByClause command) {
        String named = command.remedy().liable();
        return broken(
                command,
                named == null || named.equals(command.liable()),
                "WhoRepaysMustBeWhoTheClauseNames",
                "by the clause " + named + " repays, not " + command.liable());
    }

    /** Who repays where the clause does not say, and what share where it leaves that open, is decided by somebody. */
    static Optional<Rejection> whatTheClauseLeavesOpenMustBeDecided(ClaimByClause command) {
        boolean open = command.remedy().liable() == null || command.remedy().share() == RemedyShare.PART_OR_WHOLE;
        return broken(
                command,
                !open || command.decision() != null,
                "WhatTheClauseLeavesOpenMustBeDecided",
                "the clause leaves open "
                        + (command.remedy().liable() == null ? "who repays, and what share" : "what share is repaid")
                        + ": say who decided it, and when");
    }

    /** A clause that is also that of a way out lets money be claimed back when that way was used (LUN-10, STO-9). */
    static Optional<Rejection> wayOutMustHaveBeenUsed(ClaimByClause command) {
        List<String> ways = command.exits().stream()
                .filter(exit -> shareAClause(exit.clauses(), command.remedy().clauses()))
                .map(ExitRule::id)
                .toList();
        boolean used = command.used().stream()
                .filter(way -> way.id().equals(command.of()))
                .map(WayOutUsed::exit)
                .anyMatch(exit -> exit != null && ways.contains(exit));
        return broken(
                command,
                ways.isEmpty() || used,
                "WayOutMustHaveBeenUsed",
                "the clause speaks of the way out " + ways + ", and "
                        + (command.of() == null ? "no use of it is named" : command.of() + " is none that was told"));
    }

    /** What is named as the occasion must have happened, also where the clause asks for none. */
    static Optional<Rejection> claimMustRestOnWhatHappened(ClaimByClause command) {
        return broken(
                command,
                command.of() == null
                        || command.used().stream().anyMatch(way -> way.id().equals(command.of())),
                "ClaimMustRestOnWhatHappened",
                "the agreement has no " + command.of());
    }

    /** A clause may stand in two places, with steps in one of them: they are taken first (STO-7). */
    static Optional<Rejection> stepsBeforeTheClaimMustBeTaken(ClaimByClause command) {
        List<String> taken = command.steps().stream().map(StepTaken::step).toList();
        List<String> missing = Stream.concat(Stream.of(command.remedy()), command.remedies().stream())
                .filter(remedy -> remedy.kind() == RemedyKind.REPAYMENT_CLAIM)
                .filter(remedy ->
                        shareAClause(remedy.clauses(), command.remedy().clauses()))
                .flatMap(remedy -> remedy.stepsBefore().stream())
                .distinct()
                .filter(step -> !taken.contains(step))
                .toList();
        boolean ahead = command.steps().stream()
                .anyMatch(step -> step.on().isAfter(command.mandate().today()));
        return broken(
                command,
                missing.isEmpty() && !ahead,
                "StepsBeforeTheClaimMustBeTaken",
                ahead ? "a step is dated after today" : "before a claim comes " + String.join(", ", missing));
    }

    static Optional<Rejection> everyExceptionMustBeAssessed(ClaimByClause command) {
        List<String> assessed =
                command.assessments().stream().map(Assessment::exception).toList();
        List<String> open = command.remedy().exceptions().stream()
                .filter(exception -> !assessed.contains(exception))
                .toList();
        return broken(
                command,
                open.isEmpty(),
                "EveryExceptionMustBeAssessed",
                "the clause makes an exception that nobody has assessed: " + String.join("; ", open));
    }

    static Optional<Rejection> noExceptionMustApply(ClaimByClause command) {
        return broken(
                command,
                command.assessments().stream().noneMatch(Assessment::applies),
                "NoExceptionMustApply",
                "an exception of the clause stands against the claim: "
                        + String.join(
                                "; ",
                                command.assessments().stream()
                                        .filter(Assessment::applies)
                                        .map(Assessment::exception)
                                        .toList()));
    }

    private static boolean shareAClause(List<String> ones, List<String> others) {
        return ones.stream().anyMatch(others::contains);
    }

    static Optional<Rejection> claimMustBeOpen(Claim claim) {
        return claim.isOpen()
                ? Optional.empty()
                : Optional.of(Rejection.conflict(
                        "ClaimMustBeOpen", "nothing of " + claim.claimId() + " is claimed any more"));
    }

    static Optional<Rejection> amountMustFitWhatIsClaimed(Money amount, Claim claim) {
        return amount.compareTo(Money.ZERO) > 0 && amount.compareTo(claim.outstanding()) <= 0
                ? Optional.empty()
                : Optional.of(Rejection.at(
                        "/amount",
                        "AmountMustFitWhatIsClaimed",
                        "of " + claim.claimId() + " " + claim.outstanding() + " is claimed, and this is " + amount));
    }

    static Optional<Rejection> whoProposedMustNotWaive(String actor, Waiver waiver) {
        return waiver.proposedBy().equals(actor)
                ? Optional.of(Rejection.forbidden("WhoProposedMustNotWaive", "who proposed a waiver does not grant it"))
                : Optional.empty();
    }

    static Optional<Rejection> whoRaisedMustNotGiveItUp(String actor, Claim claim) {
        return claim.raised().raisedBy().equals(actor)
                ? Optional.of(Rejection.forbidden(
                        "WhoRaisedMustNotGiveItUp",
                        "who raised a claim neither reduces nor waives it, nor writes it off"))
                : Optional.empty();
    }

    /** It lets a claim fall like a waiver, on one person's word that the money came. */
    static Optional<Rejection> whoRaisedMustNotRecordItsRepayment(String actor, Claim claim) {
        return claim.raised().raisedBy().equals(actor)
                ? Optional.of(
                        Rejection.forbidden(
                                "WhoRaisedMustNotRecordItsRepayment",
                                "who raised a claim does not record that it was repaid: somebody else says that the money came"))
                : Optional.empty();
    }

    /** Else the same money would settle two claims. */
    static Optional<Rejection> paymentMustBeOfOneClaim(String reference, Claim claim, Claims claims) {
        return claims.all().stream()
                .filter(other -> !other.claimId().equals(claim.claimId()))
                .flatMap(other -> other.repayment(reference).stream()
                        .map(recorded -> Rejection.conflict(
                                        "PaymentMustBeOfOneClaim",
                                        "the payment " + reference + " is recorded on " + other.claimId() + " with "
                                                + recorded.amount())
                                .in("/reference")))
                .findFirst();
    }

    static Rejection repaymentMustBeRecorded(String reference, Claim claim) {
        return Rejection.unknown(
                "RepaymentMustBeRecorded",
                "for " + claim.claimId() + " no payment " + reference + " is recorded that still counts");
    }

    static Optional<Rejection> voidingMustBeProposed(@Nullable Voiding voiding, String reference) {
        return voiding == null
                ? Optional.of(Rejection.conflict(
                        "VoidingMustBeProposed", "nobody has proposed to void the repayment " + reference))
                : Optional.empty();
    }

    static Optional<Rejection> whoProposedMustNotVoid(String actor, @Nullable Voiding voiding) {
        return voiding != null && voiding.proposedBy().equals(actor)
                ? Optional.of(Rejection.forbidden(
                        "WhoProposedMustNotVoid", "who proposed to void a repayment does not void it"))
                : Optional.empty();
    }
}
