package se.iopledger.finance.domain.pay;

import static se.iopledger.finance.domain.pay.PaymentRules.first;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import se.iopledger.contracts.finance.FinanceEvent;
import se.iopledger.contracts.finance.PaymentEvent.Ground;
import se.iopledger.contracts.finance.PaymentEvent.PaymentsHeld;
import se.iopledger.contracts.finance.PaymentEvent.PaymentsReleased;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.Remedy;
import se.iopledger.contracts.terms.RemedyKind;
import se.iopledger.finance.domain.AgreementMoney;
import se.iopledger.finance.domain.PaymentCommand.HoldOnGround;
import se.iopledger.finance.domain.PaymentCommand.HoldPayments;
import se.iopledger.finance.domain.PaymentCommand.OfHold;
import se.iopledger.finance.domain.PaymentCommand.ReleaseOnGround;
import se.iopledger.finance.domain.PaymentCommand.ReleasePayments;
import se.iopledger.finance.domain.pay.Payable.Attest;
import se.iopledger.finance.domain.pay.Payments.Hold;

/**
 * Stops payments and lets them go on. An automation stops money only where a clause of the agreement says that it may be
 * stopped when a party falls short (STO-7), and only that party's, as far as it is known which it is; a person may also stop it on no clause, and says so.
 */
@CheckReturnValue
final class Holding {
    private Holding() {}

    static Decision<FinanceEvent> decide(OfHold command, AgreementMoney money) {
        Payments payments = money.payments();
        return switch (command) {
            case HoldPayments hold -> hold(hold, money);
            case ReleasePayments release -> release(release, payments);
            case HoldOnGround ground -> holdOn(ground, payments);
            case ReleaseOnGround ground -> releaseOn(ground, payments);
        };
    }

    private static Decision<FinanceEvent> hold(HoldPayments command, AgreementMoney money) {
        return Paying.unless(
                first(
                        () -> holdMustStopSomebodysPayments(command, money),
                        () -> holdMustRestOnAClauseThatAllowsIt(command),
                        () -> reasonMustBeGiven(command)),
                () -> new PaymentsHeld(
                        command.agreementId(),
                        nextId(money.payments()),
                        Ground.DECISION,
                        null,
                        command.recipient(),
                        command.mandate().actor(),
                        Objects.requireNonNull(command.mandate().reason()),
                        command.clauses()));
    }

    private static Optional<Rejection> holdMustStopSomebodysPayments(HoldPayments command, AgreementMoney money) {
        String recipient = command.recipient();
        boolean isPaid = recipient == null
                || OpenPayable.planned(money.funding()).stream()
                        .anyMatch(planned -> planned.tranche().recipient().equals(recipient));
        return isPaid
                ? Optional.empty()
                : Optional.of(Rejection.at(
                        "/recipient",
                        "HoldMustStopSomebodysPayments",
                        "no tranche of the agreement is paid to " + recipient));
    }

    /**
     * A clause that is cited must be one that lets these payments be stopped, and not only another's; citing none says that
     * it rests on none.
     */
    private static Optional<Rejection> holdMustRestOnAClauseThatAllowsIt(HoldPayments command) {
        List<String> allowing = allowing(Optional.ofNullable(command.recipient()), stops(command.remedies())).stream()
                .flatMap(stop -> stop.clauses().stream())
                .toList();
        return command.clauses().stream()
                .filter(clause -> !allowing.contains(clause))
                .findFirst()
                .map(clause -> Rejection.at(
                        "/clauses",
                        "HoldMustRestOnAClauseThatAllowsIt",
                        clause + " lets nobody stop these payments; "
                                + (allowing.isEmpty() ? "no clause of the agreement does" : allowing + " does")
                                + ". A stop that rests on no clause cites none"));
    }

    private static Optional<Rejection> reasonMustBeGiven(OfHold command) {
        return command.mandate().reason() == null
                ? Optional.of(
                        Rejection.at("/reason", "ReasonMustBeGiven", "payments are stopped and released for a reason"))
                : Optional.empty();
    }

    private static List<Remedy> stops(List<Remedy> remedies) {
        return remedies.stream()
                .filter(remedy -> remedy.kind() == RemedyKind.PAYMENT_STOP)
                .toList();
    }

    private static Decision<FinanceEvent> release(ReleasePayments command, Payments payments) {
        Optional<Hold> hold = payments.hold(command.holdId());
        if (hold.isEmpty()) {
            return Decision.rejected(
                    Rejection.unknown("HoldMustExist", "payments of the agreement have no " + command.holdId()));
        }
        if (hold.get().released()) {
            return Paying.nothing();
        }
        return Paying.unless(
                first(() -> reasonMustBeGiven(command), () -> whoAttestedMustNotRelease(command, hold.get(), payments)),
                () -> new PaymentsReleased(
                        command.agreementId(),
                        command.holdId(),
                        command.mandate().actor(),
                        Objects.requireNonNull(command.mandate().reason())));
    }

    /** Who has attested what the stop keeps back would see it paid. */
    private static Optional<Rejection> whoAttestedMustNotRelease(
            ReleasePayments command, Hold hold, Payments payments) {
        String actor = command.mandate().actor();
        Predicate<Attest> kept = attest -> hold.stops(attest.what().recipient()) && attest.isBy(actor);
        boolean attested = payments.payables().values().stream()
                .map(Payable::attest)
                .filter(Objects::nonNull)
                .anyMatch(kept);
        return attested
                ? Optional.of(Rejection.forbidden(
                        "WhoAttestedMustNotRelease",
                        "who has attested a payment that is stopped does not lift the stop"))
                : Optional.empty();
    }

    private static Decision<FinanceEvent> holdOn(HoldOnGround command, Payments payments) {
        List<Remedy> stops = stops(command.remedies());
        List<Optional<String>> stopped = stopped(command.fallShort(), stops).stream()
                .filter(recipient -> !isAnswered(command, recipient, payments))
                .toList();
        return Decision.accepted(IntStream.range(0, stopped.size())
                .<FinanceEvent>mapToObj(number -> held(command, id(payments, number), stopped.get(number), stops))
                .toList());
    }

    /**
     * Whose payments: those of who falls short, as far as the terms let them be stopped, or, where that is not known, of
     * everybody whom the terms name for it; an empty one stands for all whom the agreement pays.
     */
    private static List<Optional<String>> stopped(List<String> fallShort, List<Remedy> stops) {
        if (!fallShort.isEmpty()) {
            return fallShort.stream()
                    .distinct()
                    .map(Optional::of)
                    .filter(recipient -> !allowing(recipient, stops).isEmpty())
                    .toList();
        }
        List<Optional<String>> named = stops.stream()
                .map(stop -> Optional.ofNullable(stop.liable()))
                .distinct()
                .toList();
        return named.contains(Optional.<String>empty()) ? List.of(Optional.empty()) : named;
    }

    /** What lets the payments of one recipient be stopped, or of all. */
    private static List<Remedy> allowing(Optional<String> recipient, List<Remedy> stops) {
        return stops.stream()
                .filter(stop -> recipient.isEmpty()
                        || stop.liable() == null
                        || stop.liable().equals(recipient.get()))
                .toList();
    }

    /** Of each recipient by itself: what a person decided about the one says nothing of the other. */
    private static boolean isAnswered(HoldOnGround command, Optional<String> recipient, Payments payments) {
        return payments.holds().stream()
                .filter(restsOn(command.ground(), command.of()).and(answers(command.ground())))
                .anyMatch(hold -> hold.recipient() == null || hold.recipient().equals(recipient.orElse(null)));
    }

    private static PaymentsHeld held(
            HoldOnGround command, String holdId, Optional<String> recipient, List<Remedy> stops) {
        List<Remedy> allowing = allowing(recipient, stops);
        return new PaymentsHeld(
                command.agreementId(),
                holdId,
                command.ground(),
                command.of(),
                recipient.orElse(null),
                command.mandate().actor(),
                command.what() + " The terms let payments be stopped: "
                        + allowing.stream().map(Remedy::cause).distinct().collect(Collectors.joining("; "))
                        + ".",
                allowing.stream()
                        .flatMap(stop -> stop.clauses().stream())
                        .distinct()
                        .toList());
    }

    private static Decision<FinanceEvent> releaseOn(ReleaseOnGround command, Payments payments) {
        return Decision.accepted(payments.holds().stream()
                .filter(restsOn(command.ground(), command.of()))
                .filter(hold -> !hold.released())
                .<FinanceEvent>map(hold -> new PaymentsReleased(
                        command.agreementId(), hold.holdId(), command.mandate().actor(), command.what()))
                .toList());
    }

    /**
     * What is overdue may be so again after it was not: the stop that fell away with it is none for the second time. A
     * deficiency is registered anew instead, and hearing of the same once more is no news.
     */
    private static Predicate<Hold> answers(Ground ground) {
        return switch (ground) {
            case OBLIGATION_OVERDUE -> hold -> !hold.isLiftedByAutomation();
            case DEFICIENCY, DECISION -> _ -> true;
        };
    }

    private static Predicate<Hold> restsOn(Ground ground, String of) {
        return hold -> hold.ground() == ground && of.equals(hold.of());
    }

    private static String nextId(Payments payments) {
        return id(payments, 0);
    }

    /** @param number of a hold among those that come now, from 0 */
    private static String id(Payments payments, int number) {
        return "hold-" + (payments.holds().size() + 1 + number);
    }
}
