package se.iopledger.finance.domain;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.PaymentEvent.Attested;
import se.iopledger.contracts.finance.PaymentEvent.RightUsed;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.finance.domain.PaymentCommand.ApprovePayable;
import se.iopledger.finance.domain.PaymentCommand.ConfirmForOrder;
import se.iopledger.finance.domain.PaymentCommand.ExaminePayable;
import se.iopledger.finance.domain.PaymentCommand.GiveBackFromOrder;
import se.iopledger.finance.domain.PaymentCommand.PutInvoice;
import se.iopledger.finance.domain.PaymentCommand.RecordExecuted;
import se.iopledger.finance.domain.PaymentCommand.RecordRejected;
import se.iopledger.finance.domain.PaymentCommand.RecordReturned;
import se.iopledger.finance.domain.PaymentCommand.RefuseAttest;
import se.iopledger.finance.domain.PaymentCommand.ReserveForOrder;
import se.iopledger.finance.domain.PaymentCommand.TakeInvoiceBack;
import se.iopledger.finance.domain.pay.AttestRight;
import se.iopledger.finance.domain.pay.AttestRight.Step;

/**
 * Commands on what is paid under an agreement, in short: {@code examiner} and {@code approver} have rights up to 2 000 000
 * kronor from 2019 on, {@code officer} records orders.
 *
 * @param today the business date
 */
public record Pay(LocalDate today) {
    public static final String EXAMINER = "examiner";
    public static final String APPROVER = "approver";
    public static final String OFFICER = "officer";
    static final String ORDER = "order-1";
    static final Money LIMIT = Money.ofKronor(2_000_000);

    public static Pay on(String today) {
        return new Pay(LocalDate.parse(today));
    }

    /** The municipality's register of rights, with those by which everything is attested here. */
    static final List<AttestRight> REGISTER = List.of(right(Step.EXAMINE), right(Step.APPROVE));

    static AttestRight right(Step step) {
        return right(step, LIMIT, "2019-01-01", null, null, null);
    }

    static AttestRight right(
            Step step,
            Money limit,
            String from,
            @Nullable String until,
            @Nullable String agreement,
            @Nullable String unit) {
        return new AttestRight(
                "right-" + step,
                step,
                limit,
                LocalDate.parse(from),
                until == null ? null : LocalDate.parse(until),
                agreement,
                unit);
    }

    static RightUsed used(Step step) {
        return new RightUsed("right-" + step, LIMIT, null);
    }

    static Attested attested(String recipient, String amount) {
        return new Attested(recipient, Money.parse(amount));
    }

    Mandate by(String actor) {
        return Mandate.of(actor, today);
    }

    Mandate by(String actor, String reason) {
        return new Mandate(actor, today, today, reason);
    }

    public FundingCommand examine(String payable, String recipient, String amount) {
        return examine(payable, recipient, amount, EXAMINER, right(Step.EXAMINE));
    }

    FundingCommand examine(String payable, String recipient, String amount, String actor, AttestRight... rights) {
        return new ExaminePayable(
                GivenFunding.AGREEMENT,
                payable,
                recipient,
                Money.parse(amount),
                List.of(rights),
                "socialnämnden",
                by(actor));
    }

    public FundingCommand approve(String payable, String recipient, String amount) {
        return approve(payable, recipient, amount, APPROVER, right(Step.APPROVE));
    }

    FundingCommand approve(String payable, String recipient, String amount, String actor, AttestRight... rights) {
        return new ApprovePayable(
                GivenFunding.AGREEMENT,
                payable,
                recipient,
                Money.parse(amount),
                List.of(rights),
                "socialnämnden",
                by(actor));
    }

    /** As long as a credit note of the same seller has reduced nothing. */
    FundingCommand examineDespite(String openCredit, String payable, String recipient, String amount) {
        return new ExaminePayable(
                GivenFunding.AGREEMENT,
                payable,
                recipient,
                Money.parse(amount),
                List.of(right(Step.EXAMINE)),
                "socialnämnden",
                List.of(openCredit),
                by(EXAMINER));
    }

    FundingCommand refuse(String payable, String recipient, String amount, String why, AttestRight... rights) {
        return new RefuseAttest(
                GivenFunding.AGREEMENT,
                payable,
                recipient,
                Money.parse(amount),
                List.of(rights),
                "socialnämnden",
                by(APPROVER, why));
    }

    FundingCommand invoice(String tranche, String number, String amount) {
        return new PutInvoice(
                GivenFunding.AGREEMENT,
                tranche,
                "invoice-stream-" + number,
                number,
                Money.parse(amount),
                today,
                today.plusDays(30),
                "registrar",
                by("registrar"));
    }

    /** By a person who says that it is none of those that stand there. */
    public FundingCommand judgedInvoice(String tranche, String number, String amount, Mandate mandate) {
        return new PutInvoice(
                GivenFunding.AGREEMENT,
                tranche,
                "invoice-stream-" + number,
                number,
                Money.parse(amount),
                today,
                today.plusDays(30),
                "registrar",
                true,
                mandate);
    }

    FundingCommand takeBack(String payable) {
        return new TakeInvoiceBack(GivenFunding.AGREEMENT, payable, by(OFFICER, "put on the wrong tranche"));
    }

    public FundingCommand reserve(String payable, String recipient, String amount) {
        return reserve(payable, recipient, amount, ORDER, today.toString());
    }

    FundingCommand reserve(String payable, String recipient, String amount, String order, String paymentDate) {
        return reserve(payable, recipient, amount, order, paymentDate, REGISTER);
    }

    FundingCommand reserve(
            String payable,
            String recipient,
            String amount,
            String order,
            String paymentDate,
            List<AttestRight> register) {
        return new ReserveForOrder(
                GivenFunding.AGREEMENT,
                payable,
                order,
                LocalDate.parse(paymentDate),
                recipient,
                Money.parse(amount),
                OFFICER,
                register,
                by("automation:order"));
    }

    public FundingCommand confirm(String payable) {
        return confirm(payable, ORDER);
    }

    FundingCommand confirm(String payable, String order) {
        return confirm(payable, order, REGISTER);
    }

    FundingCommand confirm(String payable, String order, List<AttestRight> register) {
        return new ConfirmForOrder(GivenFunding.AGREEMENT, payable, order, register, by("automation:order"));
    }

    FundingCommand giveBack(String payable, String order) {
        return new GiveBackFromOrder(GivenFunding.AGREEMENT, payable, order, "dropped", by("automation:order"));
    }

    public FundingCommand executed(String payable, String amount) {
        return executed(payable, ORDER, amount);
    }

    FundingCommand executed(String payable, String order, String amount) {
        return new RecordExecuted(
                GivenFunding.AGREEMENT, payable, order, today, Money.parse(amount), by("automation:bank"));
    }

    FundingCommand rejected(String payable, String order, String amount) {
        return new RecordRejected(
                GivenFunding.AGREEMENT, payable, order, today, Money.parse(amount), "AC01", by("automation:bank"));
    }

    FundingCommand returned(String payable, String order, String amount) {
        return new RecordReturned(
                GivenFunding.AGREEMENT, payable, order, today, Money.parse(amount), "AC04", by("automation:bank"));
    }
}
