package se.iopledger.finance.domain;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import se.iopledger.contracts.finance.ClaimEvent;
import se.iopledger.contracts.finance.FinanceEvent;
import se.iopledger.contracts.finance.PaymentEvent;
import se.iopledger.contracts.finance.PaymentEvent.ReservationGivenBack;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.finance.domain.FundingCommand.OfPlan;
import se.iopledger.finance.domain.FundingCommand.WorkOffDueTranches;
import se.iopledger.finance.domain.PaymentCommand.ConfirmForOrder;
import se.iopledger.finance.domain.claim.Claiming;
import se.iopledger.finance.domain.claim.Claims;
import se.iopledger.finance.domain.pay.Attesting;
import se.iopledger.finance.domain.pay.Paying;
import se.iopledger.finance.domain.pay.Payments;
import se.iopledger.finance.domain.plan.SettledSoFar;

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
        return new AgreementMoney(FundingDecider.initial(), Payments.none(), Claims.none(), SettledSoFar.NOTHING);
    }

    /** Rejections: those of the {@link FundingDecider}, and those of payments. */
    public Decision<FinanceEvent> decide(FundingCommand command, AgreementMoney money) {
        return switch (command) {
            case OfPlan plan ->
                followed(plan.agreementId(), funding.decide(plan, money.funding(), money.settled()), money);
            case ConfirmForOrder confirm -> worked(confirm, money, worked -> confirm(confirm, worked));
            case PaymentCommand payment -> worked(payment, money, worked -> Paying.decide(payment, worked));
            case ClaimCommand claim -> worked(claim, money, worked -> Claiming.decide(claim, worked));
        };
    }

    /** What is confirmed already is asked once more: given back, with all that follows, would it be confirmed again? */
    private Decision<FinanceEvent> confirm(ConfirmForOrder command, AgreementMoney money) {
        if (!Paying.isConfirmed(command, money)) {
            return Paying.decide(command, money);
        }
        Optional<Rejection> kept = Paying.cannotBeGivenBack(command, money);
        if (kept.isPresent()) {
            return Decision.rejected(kept.get());
        }
        FinanceEvent back = new ReservationGivenBack(
                command.agreementId(), command.payableId(), command.orderId(), "asked once more");
        return Paying.askedOnceMore(command, evolveAll(money, following(command.agreementId(), money, List.of(back))));
    }

    /** What is due by the command's day is worked off first. */
    private Decision<FinanceEvent> worked(
            FundingCommand command, AgreementMoney money, Function<AgreementMoney, Decision<FinanceEvent>> decide) {
        Decision<FinanceEvent> due = funding.decide(
                new WorkOffDueTranches(command.agreementId(), command.mandate()), money.funding(), money.settled());
        return switch (due) {
            case Decision.Rejected<FinanceEvent> rejected -> rejected;
            case Decision.Accepted<FinanceEvent>(var fallen) ->
                followed(command.agreementId(), after(fallen, decide.apply(evolveAll(money, fallen))), money);
        };
    }

    private static Decision<FinanceEvent> after(List<FinanceEvent> before, Decision<FinanceEvent> decision) {
        return switch (decision) {
            case Decision.Rejected<FinanceEvent> rejected -> rejected;
            case Decision.Accepted<FinanceEvent>(var events) ->
                Decision.accepted(
                        Stream.concat(before.stream(), events.stream()).toList());
        };
    }

    /**
     * What follows from what was decided: the plan leaves what is settled as it is, no attest outlives what was attested,
     * and no claim what was overpaid.
     */
    private Decision<FinanceEvent> followed(String agreementId, Decision<FinanceEvent> decision, AgreementMoney money) {
        return switch (decision) {
            case Decision.Rejected<FinanceEvent> rejected -> rejected;
            case Decision.Accepted<FinanceEvent>(var events) ->
                Decision.accepted(following(agreementId, money, events));
        };
    }

    private List<FinanceEvent> following(String agreementId, AgreementMoney before, List<FinanceEvent> decided) {
        List<FinanceEvent> events = new ArrayList<>(decided);
        AgreementMoney after = evolveAll(before, events);
        if (!after.settled().equals(before.settled())) {
            events.addAll(funding.following(agreementId, after.funding(), after.settled()));
        }
        return Stream.concat(events.stream(), outlived(agreementId, before.payments(), evolveAll(before, events)))
                .toList();
    }

    private static Stream<FinanceEvent> outlived(String agreementId, Payments before, AgreementMoney money) {
        return Stream.concat(
                Attesting.outlived(agreementId, money).stream(),
                Claiming.outlived(agreementId, before, money).stream());
    }

    /** From which day an event holds: what the bank did on its day, the rest as the command says. */
    public static LocalDate effectiveOn(FinanceEvent event, FundingCommand command) {
        if (event instanceof PaymentEvent payment) {
            return Payments.effectiveOn(payment, command.mandate());
        }
        return event instanceof ClaimEvent claim
                ? Claims.effectiveOn(claim, command.mandate())
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
                event instanceof PaymentEvent payment ? Paying.after(payment, money) : money.payments(),
                event instanceof ClaimEvent claim ? money.claims().after(claim) : money.claims(),
                Settling.after(money, event));
    }
}
