package se.iopledger.finance.order;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.finance.OrderEvent;
import se.iopledger.contracts.finance.OrderLine;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.finance.domain.PaymentCommand.ConfirmForOrder;
import se.iopledger.finance.domain.PaymentCommand.GiveBackFromOrder;
import se.iopledger.finance.domain.PaymentCommand.RecordExecuted;
import se.iopledger.finance.domain.PaymentCommand.RecordRejected;
import se.iopledger.finance.domain.PaymentCommand.RecordReturned;
import se.iopledger.finance.domain.PaymentCommand.ReserveForOrder;
import se.iopledger.finance.domain.order.OrderCommand.DropLine;
import se.iopledger.finance.domain.order.OrderCommand.EmptyOrder;
import se.iopledger.finance.domain.order.OrderCommand.NoteConfirmed;
import se.iopledger.finance.domain.order.OrderCommand.NoteGivenBack;
import se.iopledger.finance.domain.order.OrderCommand.NoteNotTakenIn;
import se.iopledger.finance.domain.order.OrderCommand.NotePassedOn;
import se.iopledger.finance.domain.order.OrderCommand.NoteReserved;
import se.iopledger.finance.domain.order.OrderCommand.ReleaseOrder;
import se.iopledger.finance.domain.order.OrderRules;
import se.iopledger.finance.domain.order.PaymentOrder.Known;
import se.iopledger.finance.domain.order.PaymentOrder.Line;
import se.iopledger.finance.domain.order.PaymentOrder.NotTakenIn;
import se.iopledger.finance.domain.order.PaymentOrder.Report;
import se.iopledger.finance.domain.order.ReleaseDays;
import se.iopledger.finance.domain.order.Step;
import se.iopledger.finance.domain.order.Step.Confirm;
import se.iopledger.finance.domain.order.Step.Empty;
import se.iopledger.finance.domain.order.Step.GiveBack;
import se.iopledger.finance.domain.order.Step.PassOn;
import se.iopledger.finance.domain.order.Step.Release;
import se.iopledger.finance.domain.order.Step.Reserve;
import se.iopledger.finance.domain.pay.Payable.Attest;
import se.iopledger.finance.domain.pay.Payable.Part;
import se.iopledger.finance.domain.payee.Payee;
import se.iopledger.finance.domain.payee.PayeeCommand.ConfirmLine;
import se.iopledger.finance.domain.payee.PayeeId;

/**
 * Takes a payment order through its steps. Killed between any two of them, or in the middle of one, whoever comes next
 * begins with what the streams hold, and does the same again: every command that it sends may be sent twice.
 *
 * <p>A line is confirmed when agreement-service was asked for the agreement's version, everything up to it has had its
 * effect here, and then the agreement's stream and the payee's have looked at everything again. Right before the release
 * all of it is asked once more, so that an order that lay meanwhile is not released with what was stopped since. Where it
 * cannot be known within a stated time the line is dropped, so that the others are not held up and somebody sees it.
 */
final class OrderDriver {
    private static final Duration LOOKS_EVERY = Duration.ofMinutes(1);
    private static final ZoneId STOCKHOLM = ZoneId.of("Europe/Stockholm");

    private final Streams streams;
    private final Agreements agreements;
    private final OrderWaits waits;
    private final Clock clock;
    private final Supplier<LocalDate> businessDate;
    private final Duration patience;
    private final ReleaseDays releaseDays;
    private final int accountsWaitDays;
    private final boolean demonstration;

    /** When what a post-dated order holds was looked through last. */
    private final Map<String, Instant> lookedThrough = new ConcurrentHashMap<>();

    /** Since when an agreement of an order is waited for; whoever takes the order up later waits anew. */
    private final Map<String, Instant> waitingSince = new ConcurrentHashMap<>();

    /**
     * @param patience how long an agreement is waited for before its line is dropped
     * @param releaseDays how long before its payment date an order is confirmed and released
     * @param accountsWaitDays how many days an account waits that replaces another
     * @param demonstration whether made-up accounts are paid to
     */
    OrderDriver(
            Streams streams,
            Agreements agreements,
            OrderWaits waits,
            Clock clock,
            Supplier<LocalDate> businessDate,
            Duration patience,
            ReleaseDays releaseDays,
            int accountsWaitDays,
            boolean demonstration) {
        this.streams = streams;
        this.agreements = agreements;
        this.waits = waits;
        this.clock = clock;
        this.businessDate = businessDate;
        this.patience = patience;
        this.releaseDays = releaseDays;
        this.accountsWaitDays = accountsWaitDays;
        this.demonstration = demonstration;
    }

    /** Whether a drive left something to do. */
    enum Outcome {
        /** Nothing is to be done until the bank tells more. */
        AT_REST,
        /** Something is waited for; {@link #waitingFor} says what. */
        WAITS
    }

    /**
     * All that an order waits for; empty where it waits for nothing. It follows from what is stored, so that every instance
     * says the same.
     */
    List<String> waitingFor(String orderId) {
        return streams.order(orderId) instanceof Known order ? waitingFor(order) : List.of();
    }

    List<String> waitingFor(Known order) {
        List<String> waiting = new ArrayList<>();
        for (Line line : order.lines()) {
            NotTakenIn refused = line.notTakenIn();
            if (refused != null) {
                waiting.add("a person, since agreement " + line.line().agreementId() + " does not take in that payment "
                        + line.line().number() + " was " + (refused.status() == null ? "left out" : refused.status())
                        + ": " + refused.rule() + ", " + refused.detail());
            }
        }
        if (order.release() == null && !order.emptied()) {
            LocalDate first = releaseDays.firstOf(order.paymentDate());
            if (businessDate.get().isBefore(first)) {
                waiting.add(first + ", the first day on which an order for " + order.paymentDate()
                        + " is confirmed and released");
            }
            waits.of(order.orderId()).ifPresent(waiting::add);
        }
        return waiting;
    }

    /** Does all that can be done now. */
    Outcome drive(String orderId) {
        while (streams.order(orderId) instanceof Known order) {
            List<Step> steps = Step.of(order);
            if (steps.isEmpty()) {
                return Outcome.AT_REST;
            }
            boolean waiting = false;
            for (Step step : steps) {
                waiting |= !take(step, order);
            }
            if (waiting) {
                return Outcome.WAITS;
            }
        }
        return Outcome.AT_REST;
    }

    /**
     * Has agreements take in what they did not take in before: what stood against it may have gone. Before it is settled by
     * hand it is not to depend on when the next round comes.
     */
    void tryAgain(String orderId) {
        if (streams.order(orderId) instanceof Known order) {
            for (Step step : Step.of(order)) {
                if (step instanceof GiveBack || step instanceof PassOn) {
                    // Where it has to be waited it is noted, and the rounds go on with it.
                    var _ = take(step, order);
                }
            }
        }
    }

    /** @return false where it has to be waited */
    private boolean take(Step step, Known order) {
        switch (step) {
            case Reserve(OrderLine line) -> reserve(line, order);
            case GiveBack(OrderLine line, String why) -> {
                return giveBack(line, why, order);
            }
            case Confirm(List<OrderLine> lines) -> {
                return inItsDays(order, lines, () -> confirm(lines, order));
            }
            case Release _ -> {
                return inItsDays(order, order.confirmed(), () -> release(order));
            }
            case Empty _ -> mustHold(streams.send(new EmptyOrder(order.orderId(), mandate()), order.municipality()));
            case PassOn(OrderLine line, Report report) -> {
                return passOn(line, report, order);
            }
        }
        return true;
    }

    /**
     * Neither long before the payment date nor after it.
     *
     * @return false where it has to be waited
     */
    private boolean inItsDays(Known order, List<OrderLine> lines, BooleanSupplier work) {
        LocalDate today = businessDate.get();
        Optional<Rejection> past = OrderRules.paymentDateMustNotHavePassed(order, today);
        if (past.isPresent()) {
            lines.forEach(line -> drop(line, past.get(), order));
            return true;
        }
        LocalDate first = releaseDays.firstOf(order.paymentDate());
        if (today.isBefore(first)) {
            return dropWhatIsApprovedNoLonger(order, lines);
        }
        lookedThrough.remove(order.orderId());
        return work.getAsBoolean();
    }

    /**
     * What changed while an order lies post-dated, as by a credit note, cannot be attested anew as long as it stands in the
     * order: it is dropped at once, and not only when the order's days come.
     *
     * @return false where nothing is dropped, and it has to be waited
     */
    private boolean dropWhatIsApprovedNoLonger(Known order, List<OrderLine> lines) {
        boolean dropped = false;
        if (isToBeLookedThrough(order.orderId())) {
            for (OrderLine line : lines) {
                Attest attest = streams.payments(line.agreementId())
                        .payable(line.payableId())
                        .attest();
                if (attest == null || attest.approval() == null) {
                    drop(line, paymentMustBeApproved(line), order);
                    dropped = true;
                }
            }
        }
        return dropped;
    }

    /** Each line is a look into another stream: a minute later is soon enough for an order that waits for its day. */
    private boolean isToBeLookedThrough(String orderId) {
        Instant now = clock.instant();
        Instant before = lookedThrough.get(orderId);
        if (before != null && now.isBefore(before.plus(LOOKS_EVERY))) {
            return false;
        }
        lookedThrough.put(orderId, now);
        return true;
    }

    private static Rejection paymentMustBeApproved(OrderLine line) {
        return Rejection.conflict(
                "PaymentMustBeApproved",
                line.payableId() + " is not approved any more: it changed since it was ordered, and is attested anew");
    }

    private void reserve(OrderLine line, Known order) {
        Optional<Rejection> past = OrderRules.paymentDateMustNotHavePassed(order, businessDate.get());
        if (past.isPresent()) {
            drop(line, past.get(), order);
            return;
        }
        Optional<Rejection> refused = streams.send(
                new ReserveForOrder(
                        line.agreementId(),
                        line.payableId(),
                        order.orderId(),
                        order.paymentDate(),
                        line.recipient(),
                        line.amount(),
                        order.recordedBy(),
                        streams.rights(order.municipality()),
                        mandate()),
                order.municipality());
        if (refused.isPresent()) {
            drop(line, refused.get(), order);
        } else {
            mustHold(streams.send(new NoteReserved(order.orderId(), line.number(), mandate()), order.municipality()));
            whatAnotherDroppedIsNotKept(line, order);
        }
    }

    /** Another driver may have dropped the line, and given nothing back, just before it was reserved here. */
    private void whatAnotherDroppedIsNotKept(OrderLine line, Known order) {
        if (streams.order(order.orderId()) instanceof Known now) {
            now.line(line.number()).map(Line::dropped).ifPresent(dropped -> {
                // Where it is refused a person has been told, and it is tried again.
                var _ = giveBack(line, dropped.rule() + ": " + dropped.detail(), order);
            });
        }
    }

    private void drop(OrderLine line, Rejection why, Known order) {
        mustHold(streams.send(new DropLine(order.orderId(), line.number(), why, mandate()), order.municipality()));
    }

    /**
     * What the agreement does not take back, as what was repaid meanwhile, waits for a person, and the other payments of the
     * order do not wait for it.
     *
     * @return false where it waits
     */
    private boolean giveBack(OrderLine line, String why, Known order) {
        Optional<Rejection> refused = streams.send(
                new GiveBackFromOrder(line.agreementId(), line.payableId(), order.orderId(), why, mandate()),
                order.municipality());
        if (refused.isPresent()) {
            noteNotTakenIn(line, null, refused.get(), order);
            return false;
        }
        mustHold(streams.send(new NoteGivenBack(order.orderId(), line.number(), mandate()), order.municipality()));
        return true;
    }

    private void noteNotTakenIn(OrderLine line, @Nullable Report report, Rejection why, Known order) {
        mustHold(streams.send(
                new NoteNotTakenIn(
                        order.orderId(),
                        line.number(),
                        report == null ? null : report.status(),
                        report == null ? null : report.importId(),
                        why,
                        mandate()),
                order.municipality()));
    }

    /** First everything is waited for, then everything is confirmed at once: little time passes until the release. */
    private boolean confirm(List<OrderLine> lines, Known order) {
        Map<String, Agreements.Heard> heard = heard(lines);
        return switch (hearing(lines, heard, order)) {
            case WAITS -> false;
            case LEFT_OUT -> true;
            case UP_TO_DATE -> {
                for (OrderLine line : lines) {
                    if (heard.get(line.agreementId()) instanceof Agreements.Heard.UpToDate(int version)) {
                        confirm(line, version, order);
                    }
                }
                yield true;
            }
        };
    }

    private Map<String, Agreements.Heard> heard(List<OrderLine> lines) {
        Map<String, Agreements.Heard> heard = new LinkedHashMap<>();
        lines.forEach(line -> heard.computeIfAbsent(line.agreementId(), agreements::heard));
        return heard;
    }

    /** What came of asking for the agreements of some lines. */
    private enum Hearing {
        UP_TO_DATE,
        WAITS,
        /** Some lines were dropped: what is next follows anew from what is left. */
        LEFT_OUT
    }

    private Hearing hearing(List<OrderLine> lines, Map<String, Agreements.Heard> heard, Known order) {
        List<String> waiting = new ArrayList<>();
        List<Rejection> stuck = new ArrayList<>();
        for (OrderLine line : lines) {
            switch (Objects.requireNonNull(heard.get(line.agreementId()))) {
                case Agreements.Heard.UpToDate _ -> waitingSince.remove(waitKey(line, order));
                case Agreements.Heard.NotYet(String why) -> {
                    if (isOutOfPatience(line, order)) {
                        drop(line, agreementMustBeHeardInTime(line, why), order);
                        stuck.add(agreementMustBeHeardInTime(line, why));
                    } else {
                        waiting.add("agreement " + line.agreementId() + ": " + why);
                    }
                }
                case Agreements.Heard.Stuck(String why) -> {
                    Rejection rule = nothingOfTheAgreementMustBeParked(line, why);
                    drop(line, rule, order);
                    stuck.add(rule);
                }
            }
        }
        if (!waiting.isEmpty()) {
            waits.waits(order.orderId(), waiting.stream().distinct().collect(Collectors.joining("; ")));
            return Hearing.WAITS;
        }
        waits.goesOn(order.orderId());
        return stuck.isEmpty() ? Hearing.UP_TO_DATE : Hearing.LEFT_OUT;
    }

    private boolean isOutOfPatience(OrderLine line, Known order) {
        Instant since = waitingSince.computeIfAbsent(waitKey(line, order), key -> clock.instant());
        return !clock.instant().isBefore(since.plus(patience));
    }

    private static String waitKey(OrderLine line, Known order) {
        return order.orderId() + " " + line.agreementId();
    }

    private static Rejection agreementMustBeHeardInTime(OrderLine line, String why) {
        return Rejection.conflict(
                "AgreementMustBeHeardInTime",
                "whether something was recorded of the agreement that stops " + line.payableId()
                        + " could not be known in time: " + why);
    }

    private static Rejection nothingOfTheAgreementMustBeParked(OrderLine line, String why) {
        return Rejection.conflict(
                "NothingOfTheAgreementMustBeParked",
                line.payableId() + " is not paid before somebody has decided on what could not be handled: " + why);
    }

    private void confirm(OrderLine line, int version, Known order) {
        if (stands(line, order)) {
            mustHold(streams.send(
                    new NoteConfirmed(order.orderId(), line.number(), version, mandate()), order.municipality()));
        }
    }

    /**
     * Has the agreement's stream and the payee's look at all that could stop the line, and drops it where one refuses.
     *
     * @return whether nothing stops it
     */
    private boolean stands(OrderLine line, Known order) {
        Optional<Rejection> refused = streams.send(
                        new ConfirmForOrder(
                                line.agreementId(),
                                line.payableId(),
                                order.orderId(),
                                streams.rights(order.municipality()),
                                mandate()),
                        order.municipality())
                .or(() -> streams.send(
                        new ConfirmLine(
                                line.payeeId(),
                                order.orderId(),
                                line.agreementId(),
                                line.payableId(),
                                line.accountId(),
                                line.account(),
                                order.paymentDate(),
                                attestedBy(line, order),
                                demonstration,
                                mandate()),
                        order.municipality()))
                .or(() -> formerKeyMustNotStandAgainstIt(line, order))
                .or(() -> debitedAccountMustBeInForce(order));
        refused.ifPresent(why -> drop(line, why, order));
        return refused.isEmpty();
    }

    private Optional<Rejection> formerKeyMustNotStandAgainstIt(OrderLine line, Known order) {
        Payee former = streams.payee(PayeeId.formerly(order.municipality(), line.agreementId(), line.recipient()));
        return FormerKey.recipientMustNotBeHeld(former, order.paymentDate())
                .or(() -> FormerKey.whoAttestedMustNotHaveReleasedTheRecipient(former, attestedBy(line, order)))
                .or(() -> streams.payee(line.payeeId()) instanceof Payee.Known paid
                        ? paid.account(line.accountId())
                                .flatMap(account -> FormerKey.changedAccountMustHaveWaited(
                                        former, paid, account, accountsWaitDays, businessDate.get()))
                        : Optional.empty());
    }

    /** It was when the order was recorded; the order may have lain for long. */
    private Optional<Rejection> debitedAccountMustBeInForce(Known order) {
        OrderEvent.Debit debit = order.debit();
        boolean withdrawn = streams.payee(debit.payerId()) instanceof Payee.Known payer
                && payer.account(debit.accountId())
                        .filter(account -> account.isInForceOn(order.paymentDate()))
                        .isEmpty();
        return withdrawn
                ? Optional.of(Rejection.conflict(
                        "DebitedAccountMustBeInForce",
                        debit.account() + ", which the order is to debit, is not in force on " + order.paymentDate()
                                + " any more: order it from another account"))
                : Optional.empty();
    }

    /** Who examined and who approved what the agreement's stream has confirmed. */
    private Set<String> attestedBy(OrderLine line, Known order) {
        Attest attest = streams.payments(line.agreementId())
                .payable(line.payableId())
                .part(order.orderId())
                .map(Part::attest)
                .orElseThrow(() -> new IllegalStateException(
                        line.payableId() + " is confirmed for order " + order.orderId() + ", and nobody attested it"));
        return attest.by();
    }

    /** Everything is asked again, so that what was recorded since the confirmation counts. */
    private boolean release(Known order) {
        List<OrderLine> lines = order.confirmed();
        return switch (hearing(lines, heard(lines), order)) {
            case WAITS -> false;
            case LEFT_OUT -> true;
            case UP_TO_DATE -> {
                boolean all = true;
                for (OrderLine line : lines) {
                    all &= stands(line, order);
                }
                if (all) {
                    releaseAsItStands(order);
                }
                yield true;
            }
        };
    }

    private void releaseAsItStands(Known order) {
        OffsetDateTime createdAt =
                OffsetDateTime.ofInstant(clock.instant(), STOCKHOLM).truncatedTo(ChronoUnit.SECONDS);
        Optional<Rejection> refused = streams.send(
                new ReleaseOrder(
                        order.orderId(),
                        createdAt,
                        order.confirmed().stream().map(OrderLine::number).toList(),
                        OrderFiles.digests(order, createdAt),
                        mandate()),
                order.municipality());
        // Another driver may have dropped a line meanwhile: then there is another step to be taken first.
        if (streams.order(order.orderId()).equals(order)) {
            mustHold(refused);
        }
    }

    /**
     * What the agreement cannot take in, as money that came back after it was repaid, waits for a person, and the other
     * payments of the order do not wait for it.
     */
    private boolean passOn(OrderLine line, Report report, Known order) {
        LocalDate day = Objects.requireNonNullElse(report.on(), businessDate.get());
        Optional<Rejection> refused = streams.send(
                switch (report.status()) {
                    case EXECUTED ->
                        new RecordExecuted(
                                line.agreementId(), line.payableId(), order.orderId(), day, line.amount(), mandate());
                    case REJECTED ->
                        new RecordRejected(
                                line.agreementId(),
                                line.payableId(),
                                order.orderId(),
                                day,
                                line.amount(),
                                report.code(),
                                mandate());
                    case RETURNED ->
                        new RecordReturned(
                                line.agreementId(),
                                line.payableId(),
                                order.orderId(),
                                day,
                                order.line(line.number()).orElseThrow().returnedWith(report),
                                report.code(),
                                mandate());
                    case ACCEPTED -> throw new IllegalStateException("an acceptance is not passed on");
                },
                order.municipality());
        if (refused.isPresent()) {
            noteNotTakenIn(line, report, refused.get(), order);
            return false;
        }
        mustHold(streams.send(
                new NotePassedOn(order.orderId(), line.number(), report.status(), report.importId(), mandate()),
                order.municipality()));
        return true;
    }

    private Mandate mandate() {
        LocalDate today = businessDate.get();
        return Mandate.ofAutomation("OrderDriver", today, today);
    }

    /** What follows from what was decided before cannot be refused; where it is, somebody has to look. */
    private static void mustHold(Optional<Rejection> refused) {
        refused.ifPresent(rejection -> {
            throw new IllegalStateException("refused by " + rejection.rule() + ": " + rejection.detail());
        });
    }
}
