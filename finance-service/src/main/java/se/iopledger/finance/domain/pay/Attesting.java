package se.iopledger.finance.domain.pay;

import static se.iopledger.finance.domain.pay.PaymentRules.first;
import static se.iopledger.finance.domain.pay.PaymentRules.payableMustExist;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.FinanceEvent;
import se.iopledger.contracts.finance.PaymentEvent.AttestRefused;
import se.iopledger.contracts.finance.PaymentEvent.AttestVoided;
import se.iopledger.contracts.finance.PaymentEvent.Attested;
import se.iopledger.contracts.finance.PaymentEvent.PayableApproved;
import se.iopledger.contracts.finance.PaymentEvent.PayableExamined;
import se.iopledger.contracts.finance.PaymentEvent.RightUsed;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.finance.domain.AgreementFunding.Scheduled;
import se.iopledger.finance.domain.AgreementMoney;
import se.iopledger.finance.domain.PaymentCommand.ApprovePayable;
import se.iopledger.finance.domain.PaymentCommand.ExaminePayable;
import se.iopledger.finance.domain.PaymentCommand.OfAttest;
import se.iopledger.finance.domain.PaymentCommand.RefuseAttest;
import se.iopledger.finance.domain.pay.AttestRight.Step;
import se.iopledger.finance.domain.pay.Payable.Attest;
import se.iopledger.finance.domain.pay.Payable.Invoice;

/**
 * Attest by two persons: one examines, another approves, each by a right of the register that is in force on the day and
 * covers the agreement and the amount. An advance (UPP-6) is attested like an invoice.
 */
@CheckReturnValue
public final class Attesting {
    private Attesting() {}

    static Decision<FinanceEvent> decide(OfAttest command, AgreementMoney money) {
        Optional<OpenPayable> found = OpenPayable.of(command.payableId(), money);
        if (found.isEmpty() || !(money.funding() instanceof Scheduled scheduled)) {
            return Decision.rejected(payableMustExist(command.payableId()));
        }
        OpenPayable payable = found.get();
        if (isDoneAlready(command, payable)) {
            return Paying.nothing();
        }
        return Paying.unless(
                first(
                        () -> PaymentRules.mayBePaid(payable, scheduled.basis().lastDay()),
                        () -> payableMustNotBeOrdered(payable),
                        () -> openCreditsMustBeSettledBeforeAttest(command),
                        () -> whatIsAttestedMustBeWhatIsOwed(command, payable),
                        () -> attestMustGoInTurn(command, payable),
                        () -> fourEyes(command, payable),
                        () -> whoLiftedTheStopMustNotAttest(command, payable, money.payments()),
                        () -> aRightMustCoverIt(command, limited(command, money.payments()))),
                () -> attested(command, limited(command, money.payments())));
    }

    private static FinanceEvent attested(OfAttest command, Money limited) {
        String id = command.agreementId();
        Attested what = new Attested(command.recipient(), command.amount());
        String actor = command.mandate().actor();
        RightUsed right = rightFor(command, limited).orElseThrow().used();
        return switch (command) {
            case ExaminePayable examine -> new PayableExamined(id, examine.payableId(), what, actor, right);
            case ApprovePayable approve -> new PayableApproved(id, approve.payableId(), what, actor, right);
            case RefuseAttest refuse ->
                new AttestRefused(
                        id,
                        refuse.payableId(),
                        what,
                        actor,
                        right,
                        Objects.requireNonNull(refuse.mandate().reason(), "a refusal says why"));
        };
    }

    private static boolean isDoneAlready(OfAttest command, OpenPayable payable) {
        Attest attest = payable.payable().attest();
        if (attest == null || !attest.what().equals(new Attested(command.recipient(), command.amount()))) {
            return false;
        }
        String actor = command.mandate().actor();
        return switch (command) {
            case ExaminePayable _ -> attest.examination().by().equals(actor);
            case ApprovePayable _ ->
                attest.approval() != null && attest.approval().by().equals(actor);
            case RefuseAttest _ -> false;
        };
    }

    private static Optional<Rejection> payableMustNotBeOrdered(OpenPayable payable) {
        return payable.payable()
                .reserved()
                .map(part -> Rejection.conflict(
                        "PayableMustNotBeOrdered",
                        payable.payableId() + " stands in payment order " + part.orderId()
                                + "; what it is to be is decided before"));
    }

    /** What a credit note gives back that nobody has placed yet may be part of this. */
    private static Optional<Rejection> openCreditsMustBeSettledBeforeAttest(OfAttest command) {
        return command.openCredits().stream()
                .findFirst()
                .map(creditNote -> Rejection.conflict(
                        "OpenCreditsMustBeSettledBeforeAttest",
                        "credit note " + creditNote + " of the seller of " + command.payableId()
                                + " has reduced no invoice yet: it is placed or refused first"));
    }

    private static Optional<Rejection> whatIsAttestedMustBeWhatIsOwed(OfAttest command, OpenPayable payable) {
        Attested owed = payable.toAttest();
        return owed.equals(new Attested(command.recipient(), command.amount()))
                ? Optional.empty()
                : Optional.of(Rejection.conflict(
                        "WhatIsAttestedMustBeWhatIsOwed",
                        command.amount() + " to " + command.recipient() + " was seen, and " + owed.amount() + " to "
                                + owed.recipient() + " is owed: look at it again"));
    }

    private static Optional<Rejection> attestMustGoInTurn(OfAttest command, OpenPayable payable) {
        Attest attest = payable.payable().attest();
        return switch (command) {
            case ExaminePayable _ ->
                attest == null
                        ? Optional.empty()
                        : Optional.of(Rejection.conflict(
                                "PayableMustNotBeExaminedAlready", command.payableId() + " is examined already"));
            case ApprovePayable _ -> {
                if (attest == null) {
                    yield Optional.of(Rejection.conflict(
                            "PaymentMustBeExaminedBeforeItIsApproved",
                            command.payableId() + " is not examined as it stands"));
                }
                yield attest.approval() == null
                        ? Optional.empty()
                        : Optional.of(Rejection.conflict(
                                "PayableMustNotBeApprovedAlready", command.payableId() + " is approved already"));
            }
            case RefuseAttest _ -> Optional.empty();
        };
    }

    /** By identity: two sign-ins of one person are the register's to prevent. */
    private static Optional<Rejection> fourEyes(OfAttest command, OpenPayable payable) {
        return switch (command) {
            case ExaminePayable _, RefuseAttest _ -> Optional.empty();
            case ApprovePayable approve -> {
                String actor = approve.mandate().actor();
                Attest attest = payable.payable().attest();
                Invoice invoice = payable.payable().invoice();
                if (attest != null && attest.examination().by().equals(actor)) {
                    yield Optional.of(Rejection.forbidden(
                            "WhoExaminedMustNotApprove", "who examined a payment does not approve it"));
                }
                yield invoice != null && invoice.registeredBy().equals(actor)
                        ? Optional.of(Rejection.forbidden(
                                "WhoRegisteredTheInvoiceMustNotApprove",
                                "who registered an invoice does not approve its payment"))
                        : Optional.empty();
            }
        };
    }

    /**
     * What a stop kept back would else be paid on the word of two: who says that it may be paid in spite of the ground of the
     * stop, and who attests it, are three. Whoever refuses to attest it lets nothing be paid.
     */
    private static Optional<Rejection> whoLiftedTheStopMustNotAttest(
            OfAttest command, OpenPayable payable, Payments payments) {
        String actor = command.mandate().actor();
        return switch (command) {
            case RefuseAttest _ -> Optional.empty();
            case ExaminePayable _, ApprovePayable _ ->
                payments.holds().stream()
                        .filter(hold ->
                                hold.wasLiftedBy(actor, payable.tranche().trancheId()))
                        .findFirst()
                        .map(hold -> Rejection.forbidden(
                                "WhoLiftedTheStopMustNotAttest",
                                "who lifted " + hold.holdId() + ", which kept " + payable.payableId()
                                        + " back, does not attest it"));
        };
    }

    private static Set<Step> stepsOf(OfAttest command) {
        return switch (command) {
            case ExaminePayable _ -> EnumSet.of(Step.EXAMINE);
            case ApprovePayable _ -> EnumSet.of(Step.APPROVE);
            case RefuseAttest _ -> EnumSet.allOf(Step.class);
        };
    }

    /** Kronor that must be within the limit: what one person attests of a tranche is not made smaller by splitting it. */
    private static Money limited(OfAttest command, Payments payments) {
        return switch (command) {
            case ExaminePayable _, ApprovePayable _ -> command.amount().plus(attestedBefore(command, payments));
            case RefuseAttest _ -> command.amount();
        };
    }

    /** Kronor of the same tranche that the actor has attested: what was paid, and what is to be besides this. */
    private static Money attestedBefore(OfAttest command, Payments payments) {
        String actor = command.mandate().actor();
        String tranche = payments.payable(command.payableId()).trancheId();
        List<Payable> ofTranche = payments.ofTranche(tranche);
        Money paid = Money.sum(ofTranche.stream()
                .flatMap(payable -> payable.parts().stream())
                .filter(part -> part.attest() != null && part.attest().isBy(actor))
                .map(Payable.Part::settles)
                .toList());
        Money open = Money.sum(ofTranche.stream()
                .filter(payable -> !payable.payableId().equals(command.payableId()))
                .map(Payable::attest)
                .filter(Objects::nonNull)
                .filter(attest -> attest.isBy(actor))
                .map(attest -> attest.what().amount())
                .toList());
        return paid.plus(open);
    }

    private static Optional<AttestRight> rightFor(OfAttest command, Money limited) {
        return command.rights().stream().filter(covers(command, limited)).findFirst();
    }

    private static Predicate<AttestRight> covers(OfAttest command, Money limited) {
        LocalDate today = command.mandate().today();
        Set<Step> steps = stepsOf(command);
        return right -> steps.contains(right.step())
                && right.covers(command.agreementId(), command.unit())
                && right.isInForceOn(today)
                && right.limit().compareTo(limited) >= 0;
    }

    /** Says which part is missing, in the order in which a person would look for it. */
    private static Optional<Rejection> aRightMustCoverIt(OfAttest command, Money limited) {
        if (rightFor(command, limited).isPresent()) {
            return Optional.empty();
        }
        List<AttestRight> held = command.rights().stream()
                .filter(right -> stepsOf(command).contains(right.step()))
                .toList();
        if (held.isEmpty()) {
            return Optional.of(Rejection.forbidden(
                    "AttestNeedsARight", "the register gives the signed-in user no right to this step of the attest"));
        }
        List<AttestRight> here = held.stream()
                .filter(right -> right.covers(command.agreementId(), command.unit()))
                .toList();
        if (here.isEmpty()) {
            return Optional.of(Rejection.forbidden(
                    "RightMustCoverTheAgreement", "the user's rights are for other agreements or units"));
        }
        LocalDate today = command.mandate().today();
        return Optional.of(
                here.stream().noneMatch(right -> right.isInForceOn(today))
                        ? Rejection.forbidden(
                                "RightMustBeInForce", "none of the user's rights to this step is in force on " + today)
                        : Rejection.forbidden(
                                "AmountMustBeWithinTheLimit",
                                limited + " is more than the user may attest of one tranche, with what the user has"
                                        + " attested of it before: " + highest(here, today)));
    }

    private static Money highest(List<AttestRight> rights, LocalDate today) {
        return rights.stream()
                .filter(right -> right.isInForceOn(today))
                .map(AttestRight::limit)
                .max(Money::compareTo)
                .orElse(Money.ZERO);
    }

    /** Attests whose payable is not what it was when it was attested. */
    public static List<FinanceEvent> outlived(String agreementId, AgreementMoney money) {
        List<FinanceEvent> voided = new ArrayList<>();
        for (Payable payable : money.payments().payables().values()) {
            Attest attest = payable.attest();
            if (attest != null) {
                Optional<OpenPayable> now =
                        OpenPayable.of(payable.payableId(), money).filter(OpenPayable::isOpen);
                if (now.filter(open -> open.toAttest().equals(attest.what())).isEmpty()) {
                    voided.add(new AttestVoided(agreementId, payable.payableId(), attest.what(), because(now)));
                }
            }
        }
        return voided;
    }

    private static String because(Optional<OpenPayable> now) {
        return now.map(open ->
                        "It is now " + open.open() + " to " + open.tranche().recipient() + ".")
                .orElse("It is not to be paid any more.");
    }
}
