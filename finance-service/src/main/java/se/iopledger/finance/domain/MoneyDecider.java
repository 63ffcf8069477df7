package se.iopledger.finance.domain;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import se.iopledger.contracts.finance.FinanceEvent;
import se.iopledger.contracts.finance.PaymentEvent;
import se.iopledger.contracts.model.Decision;
import se.iopledger.finance.domain.FundingCommand.OfPlan;
import se.iopledger.finance.domain.FundingCommand.WorkOffDueTranches;
import se.iopledger.finance.domain.pay.Attesting;
import se.iopledger.finance.domain.pay.Paying;
import se.iopledger.finance.domain.pay.Payments;

/**
 * Decides about one agreement's money. What is to be paid is the {@link FundingDecider}'s to say; this one adds what is
 * paid of it, and sees to it that nothing stays attested that has changed since.
 */
@CheckReturnValue
public final class MoneyDecider {
    private final FundingDecider funding;

    public MoneyDecider(FundingDecider funding) {
        this.funding = funding;
    }

    /** Before anything has happened. */
    public static AgreementMoney initial() {
        return new AgreementMoney(FundingDecider.initial(), Payments.none());
    }

    /** Rejections: those of the {@link FundingDecider}, and those of payments. */
    public Decision<FinanceEvent> decide(FundingCommand command, AgreementMoney money) {
        return switch (command) {
            case OfPlan plan -> followed(plan.agreementId(), funding.decide(plan, money.funding()), money);
            case PaymentCommand payment -> {
                Decision<FinanceEvent> due = funding.decide(
                        new WorkOffDueTranches(payment.agreementId(), payment.mandate()), money.funding());
                yield switch (due) {
                    case Decision.Rejected<FinanceEvent> rejected -> rejected;
                    case Decision.Accepted<FinanceEvent>(var fallen) -> {
                        AgreementMoney worked = evolveAll(money, fallen);
                        yield followed(
                                payment.agreementId(), after(fallen, Paying.decide(payment, worked)), money);
                    }
                };
            }
        };
    }

    private static Decision<FinanceEvent> after(List<FinanceEvent> before, Decision<FinanceEvent> decision) {
        return switch (decision) {
            case Decision.Rejected<FinanceEvent> rejected -> rejected;
            case Decision.Accepted<FinanceEvent>(var events) ->
                Decision.accepted(Stream.concat(before.stream(), events.stream()).toList());
        };
    }

    /** What follows from what was decided: no attest outlives what was attested. */
    private static Decision<FinanceEvent> followed(
            String agreementId, Decision<FinanceEvent> decision, AgreementMoney money) {
        return switch (decision) {
            case Decision.Rejected<FinanceEvent> rejected -> rejected;
            case Decision.Accepted<FinanceEvent>(var events) ->
                after(events, Decision.accepted(Attesting.outlived(agreementId, evolveAll(money, events))));
        };
    }

    /** From which day an event holds: what the bank did on its day, the rest as the command says. */
    public static LocalDate effectiveOn(FinanceEvent event, FundingCommand command) {
        return event instanceof PaymentEvent payment
                ? Payments.effectiveOn(payment, command.mandate())
                : FundingDecider.effectiveOn(event, command);
    }

    static AgreementMoney evolveAll(AgreementMoney money, List<FinanceEvent> events) {
        AgreementMoney evolved = money;
        for (FinanceEvent event : events) {
            evolved = evolve(evolved, event);
        }
        return evolved;
    }

    /** @throws IllegalStateException if the event cannot follow on the state: the history is not one of ours */
    public static AgreementMoney evolve(AgreementMoney money, FinanceEvent event) {
        return new AgreementMoney(
                FundingDecider.evolve(money.funding(), event),
                event instanceof PaymentEvent payment ? money.payments().after(payment) : money.payments());
    }
}
