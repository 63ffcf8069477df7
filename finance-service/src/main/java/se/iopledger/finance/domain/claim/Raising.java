package se.iopledger.finance.domain.claim;

import static se.iopledger.finance.domain.pay.PaymentRules.first;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.List;
import java.util.Optional;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.ClaimEvent.ClaimRaised;
import se.iopledger.contracts.finance.ClaimEvent.Ground;
import se.iopledger.contracts.finance.FinanceEvent;
import se.iopledger.contracts.finance.Overpayment;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.finance.domain.AgreementMoney;
import se.iopledger.finance.domain.ClaimCommand.ClaimByClause;
import se.iopledger.finance.domain.ClaimCommand.ClaimOverpayment;
import se.iopledger.finance.domain.ClaimCommand.Raise;

/** Raises claims. */
@CheckReturnValue
final class Raising {
    private Raising() {}

    static Decision<FinanceEvent> decide(Raise command, AgreementMoney money) {
        return switch (command) {
            case ClaimOverpayment overpayment -> claim(overpayment, money);
            case ClaimByClause byClause -> claim(byClause, money);
        };
    }

    private static Decision<FinanceEvent> claim(ClaimOverpayment command, AgreementMoney money) {
        Optional<Overpayment> found = Overpaid.of(command.trancheId(), money);
        if (found.isEmpty()) {
            return Decision.rejected(Rejection.conflict(
                    "TrancheMustBeOverpaid", "no more was paid with " + command.trancheId() + " than is owed"));
        }
        Overpayment overpayment = found.get();
        return Claiming.unless(
                first(
                        () -> ClaimRules.amountMustBePositive(command.amount()),
                        () -> claimMustNotExceedTheOverpayment(command, overpayment, money),
                        () -> ClaimRules.moreMustNotBeClaimedThanWasPaid(
                                overpayment.recipient(), command.amount(), money)),
                () -> new ClaimRaised(
                        command.agreementId(),
                        money.claims().nextId(),
                        Ground.OVERPAYMENT,
                        command.trancheId(),
                        overpayment.payer(),
                        overpayment.recipient(),
                        command.amount(),
                        overpayment.calculation(),
                        ClaimRules.reason(command.mandate()),
                        null,
                        List.of(),
                        List.of(),
                        overpayment.clauses(),
                        command.mandate().actor()));
    }

    private static Optional<Rejection> claimMustNotExceedTheOverpayment(
            ClaimOverpayment command, Overpayment overpayment, AgreementMoney money) {
        Money unclaimed = Overpaid.unclaimed(overpayment, money);
        return command.amount().compareTo(unclaimed) > 0
                ? Optional.of(Rejection.conflict(
                        "ClaimMustNotExceedTheOverpayment",
                        overpayment.amount() + " was overpaid with " + command.trancheId() + ", of which " + unclaimed
                                + " is not claimed yet"))
                : Optional.empty();
    }

    private static Decision<FinanceEvent> claim(ClaimByClause command, AgreementMoney money) {
        return Claiming.unless(
                first(
                        () -> ClaimRules.amountMustBePositive(command.amount()),
                        () -> ClaimRules.clauseMustLetMoneyBeClaimedBack(command),
                        () -> ClaimRules.whoRepaysMustBeWhoTheClauseNames(command),
                        () -> ClaimRules.claimMustRestOnWhatHappened(command),
                        () -> ClaimRules.wayOutMustHaveBeenUsed(command),
                        () -> ClaimRules.stepsBeforeTheClaimMustBeTaken(command),
                        () -> ClaimRules.everyExceptionMustBeAssessed(command),
                        () -> ClaimRules.noExceptionMustApply(command),
                        () -> ClaimRules.whatTheClauseLeavesOpenMustBeDecided(command),
                        () -> ClaimRules.moreMustNotBeClaimedThanWasPaid(command.liable(), command.amount(), money)),
                () -> new ClaimRaised(
                        command.agreementId(),
                        money.claims().nextId(),
                        Ground.CLAUSE,
                        command.of(),
                        command.claimant(),
                        command.liable(),
                        command.amount(),
                        command.calculation(),
                        command.remedy().cause() + ": " + command.what(),
                        command.decision(),
                        command.assessments(),
                        command.steps(),
                        command.remedy().clauses(),
                        command.mandate().actor()));
    }
}
