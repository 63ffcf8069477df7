package se.iopledger.finance.order;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.finance.order.Ledger.AMOUNT;
import static se.iopledger.finance.order.Ledger.PAYABLE;
import static se.iopledger.finance.order.Ledger.PAYEE;
import static se.iopledger.finance.order.Ledger.TODAY;
import static se.iopledger.finance.order.Ledger.by;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.iopledger.contracts.BankAccount;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.OrderEvent.LineNotTakenIn;
import se.iopledger.contracts.finance.OrderEvent.LineStatus;
import se.iopledger.contracts.finance.OrderEvent.OrderReleased;
import se.iopledger.contracts.finance.PayeeEvent.OrderLineConfirmed;
import se.iopledger.contracts.finance.PayeeEvent.PartyKey;
import se.iopledger.contracts.finance.PayeeEvent.RecipientHeld;
import se.iopledger.contracts.finance.PayeeEvent.Role;
import se.iopledger.contracts.finance.PaymentEvent.PayableConfirmed;
import se.iopledger.contracts.finance.PaymentEvent.PayableReserved;
import se.iopledger.contracts.finance.PaymentEvent.PaymentExecuted;
import se.iopledger.contracts.finance.PaymentEvent.PaymentReturned;
import se.iopledger.contracts.finance.PaymentEvent.PaymentsHeld;
import se.iopledger.contracts.model.Cause;
import se.iopledger.contracts.model.Command;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;
import se.iopledger.finance.bankday.SwedishBankDays;
import se.iopledger.finance.bankfile.PaymentFileWriter.Version;
import se.iopledger.finance.domain.ClaimCommand.ClaimOverpayment;
import se.iopledger.finance.domain.ClaimCommand.ProposeVoiding;
import se.iopledger.finance.domain.ClaimCommand.RecordRepayment;
import se.iopledger.finance.domain.ClaimCommand.VoidRepayment;
import se.iopledger.finance.domain.FundingCommand.FollowAgreement;
import se.iopledger.finance.domain.PaymentCommand.GiveBackFromOrder;
import se.iopledger.finance.domain.PaymentCommand.HoldPayments;
import se.iopledger.finance.domain.PaymentCommand.RecordRejected;
import se.iopledger.finance.domain.order.OrderCommand.ConfirmOutcome;
import se.iopledger.finance.domain.order.OrderCommand.ConfirmSettlement;
import se.iopledger.finance.domain.order.OrderCommand.DropLine;
import se.iopledger.finance.domain.order.OrderCommand.NoteGivenBack;
import se.iopledger.finance.domain.order.OrderCommand.ProposeSettlement;
import se.iopledger.finance.domain.order.OrderCommand.ReportLine;
import se.iopledger.finance.domain.order.OrderCommand.StateOutcome;
import se.iopledger.finance.domain.order.OrderIds;
import se.iopledger.finance.domain.order.PaymentOrder.Known;
import se.iopledger.finance.domain.order.PaymentOrder.Stage;
import se.iopledger.finance.domain.order.ReleaseDays;
import se.iopledger.finance.domain.pay.OpenPayable;
import se.iopledger.finance.domain.payee.PayeeCommand.HoldRecipient;
import se.iopledger.finance.domain.payee.PayeeCommand.RegisterPayee;
import se.iopledger.finance.domain.payee.PayeeCommand.ReleaseRecipient;
import se.iopledger.finance.domain.payee.PayeeId;
import se.iopledger.finance.domain.plan.TermsOf;
import se.iopledger.finance.order.OrderDriver.Outcome;

/**
 * A payment order on its way to the bank: killed between any two steps, driven by two at once, with a stop recorded at any
 * moment. The models are the real ones; only log and other service are held in memory.
 */
class OrderDriverTest {
    private static final String ORDER = "9b7d0c34-11aa-5e6f-8c21-0f4b2a6d7e10";
    private static final String OTHER = "9b7d0c34-11aa-5e6f-8c21-0f4b2a6d7e11";
    private static final Terms UPPSALA =
            TermsOf.uppsala().takenOver("2019-01-01").build();
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** More commands than any of these orders needs. */
    private static final int ENOUGH = 40;

    private final Hands clock = new Hands();

    /** A clock that is set by hand. */
    private static final class Hands extends Clock {
        private Instant now = Instant.parse("2019-01-02T08:30:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        void pass(Duration time) {
            now = now.plus(time);
        }
    }

    private static Ledger ledger() {
        Ledger ledger = Ledger.with(UPPSALA, "a-1", "a-2");
        ledger.records(ORDER, "a-1", "a-2");
        return ledger;
    }

    private OrderDriver driver(Ledger ledger) {
        return driver(ledger, TODAY);
    }

    private OrderDriver driver(Ledger ledger, LocalDate today) {
        return new OrderDriver(
                ledger,
                ledger,
                ledger,
                clock,
                () -> today,
                PATIENCE,
                new ReleaseDays(new SwedishBankDays(), 3),
                10,
                true);
    }

    private static byte[] file(Ledger ledger, Version version) {
        Known order = ledger.known(ORDER);
        return OrderFiles.released(order, Objects.requireNonNull(order.release()), version);
    }

    private static OpenPayable.State stateOf(Ledger ledger, String agreement) {
        return OpenPayable.of(PAYABLE, ledger.state(agreement)).orElseThrow().state();
    }

    @Test
    @Clause({"UPP-4", "UPP-6"})
    void anOrderOfApprovedAdvancesIsReleasedWithItsFile() {
        Ledger ledger = ledger();

        assertThat(driver(ledger).drive(ORDER)).isEqualTo(Outcome.AT_REST);

        assertThat(ledger.known(ORDER).release()).isNotNull().satisfies(release -> {
            assertThat(release.lines()).isEqualTo(2);
            assertThat(release.total()).isEqualTo(AMOUNT.plus(AMOUNT));
        });
        assertThat(new String(file(ledger, Version.V03), StandardCharsets.UTF_8))
                .contains("<MsgId>" + OrderIds.messageId(ORDER) + "</MsgId>", "<CtrlSum>2333333.34</CtrlSum>");
        assertThat(stateOf(ledger, "a-1")).isEqualTo(OpenPayable.State.RELEASED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void killedAtAnyStepAnotherTakesTheOrderUpAndTheFileIsTheSame(boolean afterTheStep) {
        Ledger undisturbed = ledger();
        assertThat(driver(undisturbed).drive(ORDER)).isEqualTo(Outcome.AT_REST);
        for (int step = 1; step <= ENOUGH; step++) {
            Ledger ledger = ledger();
            ledger.killAt(step, afterTheStep);
            boolean killed = drivenUntilKilled(ledger);

            assertThat(driver(ledger).drive(ORDER)).isEqualTo(Outcome.AT_REST);

            for (Version version : Version.values()) {
                assertThat(file(ledger, version)).as("step %s", step).isEqualTo(file(undisturbed, version));
            }
            everyPayableIsConfirmedOnce(ledger);
            assertThat(killed).as("step %s", step).isEqualTo(step <= 15);
        }
    }

    private boolean drivenUntilKilled(Ledger ledger) {
        try {
            assertThat(driver(ledger).drive(ORDER)).isEqualTo(Outcome.AT_REST);
            return false;
        } catch (Ledger.Killed end) {
            return end.getMessage() == null;
        }
    }

    private static void everyPayableIsConfirmedOnce(Ledger ledger) {
        assertThat(ledger.log).filteredOn(PayableConfirmed.class::isInstance).hasSize(2);
        assertThat(ledger.log).filteredOn(OrderLineConfirmed.class::isInstance).hasSize(2);
        assertThat(ledger.log).filteredOn(OrderReleased.class::isInstance).hasSize(1);
    }

    @Property(tries = 200)
    void killedAgainAndAgainItStillEndsAndPaysOnce(
            @ForAll @Size(max = 12) List<@IntRange(min = 1, max = 12) Integer> kills, @ForAll boolean afterTheStep) {
        Ledger ledger = ledger();
        for (int kill : kills) {
            ledger.killAt(kill, afterTheStep);
            drivenUntilKilled(ledger);
        }
        ledger.killAt(0, false);

        assertThat(driver(ledger).drive(ORDER)).isEqualTo(Outcome.AT_REST);

        everyPayableIsConfirmedOnce(ledger);
    }

    @Test
    void twoInstancesThatDriveTheSameOrderReleaseItOnce() {
        for (int step = 1; step <= ENOUGH; step++) {
            Ledger ledger = ledger();
            OrderDriver other = driver(ledger);
            ledger.before(step, () -> assertThat(other.drive(ORDER)).isEqualTo(Outcome.AT_REST));

            assertThat(driver(ledger).drive(ORDER)).isEqualTo(Outcome.AT_REST);

            everyPayableIsConfirmedOnce(ledger);
        }
    }

    private static Command recipientHeld() {
        return new HoldRecipient(PAYEE, "The account was reported stolen", List.of(), by("anna"));
    }

    private static Command agreementHeld() {
        return new HoldPayments(
                "a-1",
                null,
                List.of(),
                List.of(),
                new se.iopledger.contracts.model.Mandate("anna", TODAY, TODAY, "The report is missing"));
    }

    @Test
    @Clause("STO-7")
    void aHoldOnTheRecipientRecordedBeforeAConfirmationIsNeverMissed() {
        for (int step = 1; step <= ENOUGH; step++) {
            Ledger ledger = ledger();
            ledger.before(step, () -> ledger.must(recipientHeld()));

            assertThat(driver(ledger).drive(ORDER)).isEqualTo(Outcome.AT_REST);

            nothingIsConfirmedAfter(ledger, RecipientHeld.class, OrderLineConfirmed.class);
            whatIsDroppedIsGivenBack(ledger);
        }
    }

    /** Its number was stated later, so that it was registered anew: the hold on it as a party stands. */
    @Test
    void aHoldOnTheRecipientFromBeforeItsNumberWasStatedIsNotMissed() {
        for (int step = 1; step <= ENOUGH; step++) {
            Ledger ledger = ledger();
            String former = PayeeId.formerly(Ledger.MUNICIPALITY, "a-1", "partner");
            ledger.must(new RegisterPayee(
                    former,
                    Ledger.MUNICIPALITY,
                    Role.RECIPIENT,
                    "Simulerade Stadsmissionen",
                    null,
                    new PartyKey("a-1", "partner"),
                    null,
                    by("anna")));
            ledger.killAt(step, true);
            boolean killed = drivenUntilKilled(ledger);
            boolean held = killed && ledger.known(ORDER).release() == null;
            if (held) {
                ledger.must(new HoldRecipient(former, "The account was reported stolen", List.of("STO-7"), by("anna")));
            }

            assertThat(driver(ledger).drive(ORDER)).isEqualTo(Outcome.AT_REST);

            assertThat(ledger.known(ORDER).confirmed())
                    .as("step %s", step)
                    .extracting(line -> line.agreementId())
                    .isEqualTo(held ? List.of("a-2") : List.of("a-1", "a-2"));
            whatIsDroppedIsGivenBack(ledger);
        }
    }

    /** Of the same agreement: the key was that of its party, and a-2 has another. */
    @Test
    void whoReleasedTheRecipientBeforeItsNumberWasStatedAttestsNothingToIt() {
        Ledger ledger = ledger();
        ledger.paidUnderItsPartysKey("a-1", Ledger.GIRO);
        String former = PayeeId.formerly(Ledger.MUNICIPALITY, "a-1", "partner");
        ledger.must(new HoldRecipient(former, "The account was reported stolen", List.of("STO-7"), by("anna")));
        ledger.must(new ReleaseRecipient(former, "hold-1", "It was not", by("approver")));

        assertThat(driver(ledger).drive(ORDER)).isEqualTo(Outcome.AT_REST);

        assertThat(ledger.known(ORDER).confirmed())
                .extracting(line -> line.agreementId())
                .containsExactly("a-2");
        assertThat(ledger.known(ORDER).line(1).orElseThrow().dropped())
                .isNotNull()
                .satisfies(
                        dropped -> assertThat(dropped.rule()).isEqualTo("WhoAttestedMustNotHaveReleasedTheRecipient"));
        whatIsDroppedIsGivenBack(ledger);
    }

    /** The first account under the stated number is another than the one that was paid to before: a changed one. */
    @Test
    void anAccountThatChangesWithTheRecipientsNumberWaitsLikeAnyOther() {
        Ledger ledger = ledger();
        ledger.paidUnderItsPartysKey("a-1", BankAccount.plusgiro("900001-9"));

        assertThat(driver(ledger).drive(ORDER)).isEqualTo(Outcome.AT_REST);

        assertThat(ledger.known(ORDER).confirmed())
                .extracting(line -> line.agreementId())
                .containsExactly("a-2");
        assertThat(ledger.known(ORDER).line(1).orElseThrow().dropped())
                .isNotNull()
                .satisfies(dropped -> assertThat(dropped.rule()).isEqualTo("ChangedAccountMustHaveWaited"));
        whatIsDroppedIsGivenBack(ledger);
    }

    @Test
    void theAccountThatWasPaidToBeforeTheNumberWasStatedIsPaidToAtOnce() {
        Ledger ledger = ledger();
        ledger.paidUnderItsPartysKey("a-1", Ledger.GIRO);

        assertThat(driver(ledger).drive(ORDER)).isEqualTo(Outcome.AT_REST);

        assertThat(ledger.known(ORDER).confirmed())
                .extracting(line -> line.agreementId())
                .containsExactly("a-1", "a-2");
    }

    /** The municipality has changed its bank, say: its file is not to debit what it gave up. */
    @Test
    void anOrderWhoseDebitedAccountWasWithdrawnWhileItLayIsNotReleased() {
        for (int step = 1; step <= ENOUGH; step++) {
            Ledger ledger = ledger();
            ledger.debitedAccountIsInForce();
            ledger.killAt(step, true);
            boolean killed = drivenUntilKilled(ledger);
            boolean withdrawn = killed && ledger.known(ORDER).release() == null;
            if (withdrawn) {
                ledger.debitedAccountIsWithdrawn();
            }

            assertThat(driver(ledger).drive(ORDER)).isEqualTo(Outcome.AT_REST);

            assertThat(ledger.known(ORDER).release() == null)
                    .as("step %s", step)
                    .isEqualTo(withdrawn);
            assertThat(ledger.known(ORDER).lines()).as("step %s", step).allSatisfy(line -> {
                if (withdrawn) {
                    assertThat(line.dropped())
                            .isNotNull()
                            .satisfies(dropped -> assertThat(dropped.rule()).isEqualTo("DebitedAccountMustBeInForce"));
                }
            });
            whatIsDroppedIsGivenBack(ledger);
        }
    }

    @Test
    @Clause("STO-7")
    void aHoldOnTheAgreementRecordedBeforeAConfirmationIsNeverMissed() {
        for (int step = 1; step <= ENOUGH; step++) {
            Ledger ledger = ledger();
            ledger.before(step, () -> ledger.must(agreementHeld()));

            assertThat(driver(ledger).drive(ORDER)).isEqualTo(Outcome.AT_REST);

            int held = indexOf(ledger, PaymentsHeld.class);
            assertThat(ledger.log.subList(held < 0 ? ledger.log.size() : held, ledger.log.size()))
                    .as("step %s", step)
                    .noneMatch(event -> event instanceof PayableConfirmed confirmed
                            && confirmed.agreementId().equals("a-1"));
            whatIsDroppedIsGivenBack(ledger);
        }
    }

    @Test
    @Clause("STO-7")
    void aHoldThatComesWhileAKilledOrderLiesStillCounts() {
        for (int step = 1; step <= ENOUGH; step++) {
            Ledger ledger = ledger();
            ledger.killAt(step, true);
            if (drivenUntilKilled(ledger)) {
                boolean released = ledger.known(ORDER).release() != null;
                ledger.must(recipientHeld());

                assertThat(driver(ledger).drive(ORDER)).isEqualTo(Outcome.AT_REST);

                assertThat(ledger.known(ORDER).confirmed())
                        .as("step %s: what is released is the bank's to stop, and nothing else is", step)
                        .hasSize(released ? 2 : 0);
                whatIsDroppedIsGivenBack(ledger);
            }
        }
    }

    @Test
    @Clause("STO-7")
    void aHoldOnOneAgreementThatComesWhileAKilledOrderLiesLeavesTheOthers() {
        for (int step = 1; step <= ENOUGH; step++) {
            Ledger ledger = ledger();
            ledger.killAt(step, true);
            if (drivenUntilKilled(ledger) && ledger.known(ORDER).release() == null) {
                ledger.must(agreementHeld());

                assertThat(driver(ledger).drive(ORDER)).isEqualTo(Outcome.AT_REST);

                assertThat(ledger.known(ORDER).confirmed())
                        .as("step %s", step)
                        .extracting(line -> line.agreementId())
                        .containsExactly("a-2");
                assertThat(ledger.known(ORDER).release()).isNotNull();
                whatIsDroppedIsGivenBack(ledger);
            }
        }
    }

    @Test
    void aRightThatIsRevokedWhileAKilledOrderLiesCarriesNothingIntoTheRelease() {
        for (int step = 1; step <= ENOUGH; step++) {
            Ledger ledger = ledger();
            ledger.killAt(step, true);
            if (drivenUntilKilled(ledger) && ledger.known(ORDER).release() == null) {
                ledger.rights.clear();

                assertThat(driver(ledger).drive(ORDER)).isEqualTo(Outcome.AT_REST);

                assertThat(ledger.known(ORDER).release()).as("step %s", step).isNull();
                assertThat(ledger.known(ORDER).confirmed()).isEmpty();
                whatIsDroppedIsGivenBack(ledger);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void partsThatCameBackReachTheAgreementOnceHoweverOftenTheyArePassedOn(boolean afterTheStep) {
        for (int step = 1; step <= ENOUGH; step++) {
            Ledger ledger = ledger();
            assertThat(driver(ledger).drive(ORDER)).isEqualTo(Outcome.AT_REST);
            returns(ledger, "statement-1", "100.00");
            returns(ledger, "statement-2", "250.50");
            ledger.killAt(step, afterTheStep);
            boolean killed = drivenUntilKilled(ledger);

            assertThat(driver(ledger).drive(ORDER)).isEqualTo(Outcome.AT_REST);

            assertThat(OpenPayable.of(PAYABLE, ledger.state("a-1"))
                            .orElseThrow()
                            .open())
                    .as("step %s", step)
                    .isEqualTo(Money.parse("350.50"));
            if (!killed) {
                return;
            }
        }
    }

    @Test
    void twoInstancesThatPassOnPartsLoseNone() {
        for (int step = 1; step <= ENOUGH; step++) {
            Ledger ledger = ledger();
            assertThat(driver(ledger).drive(ORDER)).isEqualTo(Outcome.AT_REST);
            returns(ledger, "statement-1", "100.00");
            returns(ledger, "statement-2", "250.50");
            OrderDriver other = driver(ledger);
            ledger.before(step, () -> assertThat(other.drive(ORDER)).isEqualTo(Outcome.AT_REST));

            assertThat(driver(ledger).drive(ORDER)).isEqualTo(Outcome.AT_REST);

            assertThat(OpenPayable.of(PAYABLE, ledger.state("a-1"))
                            .orElseThrow()
                            .open())
                    .as("step %s", step)
                    .isEqualTo(Money.parse("350.50"));
        }
    }

    @Test
    void whatOneAgreementCannotTakeInWaitsForAPersonAndTheOthersDoNotWait() {
        Ledger ledger = ledger();
        OrderDriver driver = driver(ledger);
        assertThat(driver.drive(ORDER)).isEqualTo(Outcome.AT_REST);
        ledger.must(new RecordRejected("a-1", PAYABLE, ORDER, TODAY, AMOUNT, "AC04", by("anna")));
        ledger.must(told(1, LineStatus.EXECUTED));
        ledger.must(told(2, LineStatus.EXECUTED));

        assertThat(driver.drive(ORDER)).isEqualTo(Outcome.WAITS);

        assertThat(ledger.log).filteredOn(PaymentExecuted.class::isInstance).hasSize(1);
        assertThat(driver.waitingFor(ORDER))
                .singleElement()
                .satisfies(what ->
                        assertThat(what).contains("agreement a-1", "payment 1", "BankMustNotHaveAnsweredOtherwise"));
    }

    private Ledger whatNoAgreementTakesIn() {
        Ledger ledger = ledger();
        assertThat(driver(ledger).drive(ORDER)).isEqualTo(Outcome.AT_REST);
        ledger.must(new RecordRejected("a-1", PAYABLE, ORDER, TODAY, AMOUNT, "AC04", by("anna")));
        ledger.must(new RecordRejected("a-2", PAYABLE, ORDER, TODAY, AMOUNT, "AC04", by("anna")));
        ledger.must(told(1, LineStatus.EXECUTED));
        ledger.must(told(2, LineStatus.EXECUTED));
        assertThat(driver(ledger).drive(ORDER)).isEqualTo(Outcome.WAITS);
        return ledger;
    }

    @Test
    void everyPaymentThatWaitsForAPersonIsToldByEveryInstance() {
        Ledger ledger = whatNoAgreementTakesIn();

        List<String> toldByAnother = driver(ledger).waitingFor(ORDER);

        assertThat(toldByAnother)
                .hasSize(2)
                .anySatisfy(what -> assertThat(what).contains("agreement a-1", "payment 1"))
                .anySatisfy(what -> assertThat(what).contains("agreement a-2", "payment 2"));
    }

    @Test
    void whatAnotherInstanceFinishedIsNotToldAsWaitingAnyMore() {
        Ledger ledger = ledger();
        OrderDriver slow = driver(ledger);
        ledger.hears("a-2", new Agreements.Heard.NotYet("version 13 of it is not handled"));
        assertThat(slow.drive(ORDER)).isEqualTo(Outcome.WAITS);
        ledger.hears("a-2", new Agreements.Heard.UpToDate(13));

        assertThat(driver(ledger).drive(ORDER)).isEqualTo(Outcome.AT_REST);

        assertThat(slow.waitingFor(ORDER)).isEmpty();
    }

    @Test
    void thatAnAgreementRefusesIsNotedOnceHoweverOftenItIsTried() {
        Ledger ledger = whatNoAgreementTakesIn();

        assertThat(driver(ledger).drive(ORDER)).isEqualTo(Outcome.WAITS);
        assertThat(driver(ledger).drive(ORDER)).isEqualTo(Outcome.WAITS);

        assertThat(ledger.log).filteredOn(LineNotTakenIn.class::isInstance).hasSize(2);
    }

    @Test
    void whatTwoPersonsSettledByHandWaitsNoLonger() {
        Ledger ledger = whatNoAgreementTakesIn();
        ledger.must(new ProposeSettlement(ORDER, 1, "The bank had paid it after all, case 19/0042", by("anna")));
        ledger.must(new ConfirmSettlement(ORDER, "settlement-1", by("bo")));

        assertThat(driver(ledger).drive(ORDER)).isEqualTo(Outcome.WAITS);
        assertThat(driver(ledger).waitingFor(ORDER))
                .singleElement()
                .satisfies(what -> assertThat(what).contains("payment 2"));
        ledger.must(new ProposeSettlement(ORDER, 2, "As the other", by("bo")));
        ledger.must(new ConfirmSettlement(ORDER, "settlement-2", by("anna")));

        assertThat(driver(ledger).drive(ORDER)).isEqualTo(Outcome.AT_REST);
        assertThat(driver(ledger).waitingFor(ORDER)).isEmpty();
        assertThat(ledger.log).filteredOn(PaymentExecuted.class::isInstance).isEmpty();
    }

    /** Terms that give nothing for the year that is paid: it is overpaid, claimed back and repaid. */
    private static void overpaidAndRepaid(Ledger ledger, String agreement, Money repaid) {
        ledger.must(new FollowAgreement(
                agreement, by("automation:test"), new Cause("/agreement-service", 2), Optional.empty()));
        Mandate why = new Mandate("anna", TODAY, TODAY, "overpaid");
        ledger.must(new ClaimOverpayment(agreement, PAYABLE, AMOUNT, why));
        ledger.must(new RecordRepayment(
                agreement, "claim-1", TODAY, repaid, "BG-1", new Mandate("bo", TODAY, TODAY, "it came")));
    }

    @Test
    void moneyThatComesBackAfterItWasRepaidIsSettledByHand() {
        Ledger ledger = ledger();
        assertThat(driver(ledger).drive(ORDER)).isEqualTo(Outcome.AT_REST);
        overpaidAndRepaid(ledger, "a-1", AMOUNT);
        ledger.must(told(1, LineStatus.RETURNED));
        assertThat(driver(ledger).drive(ORDER)).isEqualTo(Outcome.WAITS);
        assertThat(driver(ledger).waitingFor(ORDER))
                .singleElement()
                .satisfies(what -> assertThat(what).contains("WhatWasRepaidMustNotComeBackTwice"));

        ledger.must(new ProposeSettlement(ORDER, 1, "The repayment was sent back to its payer", by("anna")));
        ledger.must(new ConfirmSettlement(ORDER, "settlement-1", by("bo")));

        assertThat(driver(ledger).drive(ORDER)).isEqualTo(Outcome.AT_REST);
    }

    /** Settled by hand and taken in it would be open again for what was given to its recipient otherwise. */
    @Test
    void whatTheAgreementTakesInByNowIsNotSettledByHandBetweenTwoRounds() {
        Ledger ledger = ledger();
        OrderDriver driver = driver(ledger);
        assertThat(driver.drive(ORDER)).isEqualTo(Outcome.AT_REST);
        overpaidAndRepaid(ledger, "a-1", AMOUNT);
        ledger.must(told(1, LineStatus.RETURNED));
        assertThat(driver.drive(ORDER)).isEqualTo(Outcome.WAITS);
        ledger.must(new ProposeSettlement(ORDER, 1, "The repayment was sent back to its payer", by("anna")));
        Mandate mistake = new Mandate("bo", TODAY, TODAY, "it was for another claim");
        ledger.must(new ProposeVoiding("a-1", "claim-1", "BG-1", mistake));
        ledger.must(new VoidRepayment(
                "a-1", "claim-1", "BG-1", new Mandate("cecilia", TODAY, TODAY, "it was for another claim")));

        driver.tryAgain(ORDER);

        assertThat(ledger.log).filteredOn(PaymentReturned.class::isInstance).hasSize(1);
        assertThat(ledger.send(new ConfirmSettlement(ORDER, "settlement-1", by("bo")), Ledger.MUNICIPALITY))
                .hasValueSatisfying(rejection -> assertThat(rejection.rule()).isEqualTo("SettlementMustBeOpen"));
        assertThat(driver.drive(ORDER)).isEqualTo(Outcome.AT_REST);
    }

    @Test
    void aPartThatWasSettledByHandIsNotToldAgainWithTheNextPart() {
        Ledger ledger = ledger();
        assertThat(driver(ledger).drive(ORDER)).isEqualTo(Outcome.AT_REST);
        Money left = Money.parse("100.00");
        overpaidAndRepaid(ledger, "a-1", AMOUNT.minus(left));
        returns(ledger, "statement-1", "250.50");
        assertThat(driver(ledger).drive(ORDER)).isEqualTo(Outcome.WAITS);
        ledger.must(new ProposeSettlement(ORDER, 1, "Sent back to its payer", by("anna")));
        ledger.must(new ConfirmSettlement(ORDER, "settlement-1", by("bo")));
        returns(ledger, "statement-2", "60.00");

        assertThat(driver(ledger).drive(ORDER)).isEqualTo(Outcome.AT_REST);

        assertThat(ledger.state("a-1").settled().of(PAYABLE)).isEqualTo(Money.parse("40.00"));
    }

    @Test
    void whatCannotBeGivenBackWaitsForAPersonAndTheOtherPaymentIsReleased() {
        for (int step = 1; step <= ENOUGH; step++) {
            Ledger ledger = ledger();
            ledger.killAt(step, true);
            boolean confirmed = drivenUntilKilled(ledger)
                    && ledger.known(ORDER).release() == null
                    && stateOf(ledger, "a-1") == OpenPayable.State.RELEASED;
            if (confirmed) {
                overpaidAndRepaid(ledger, "a-1", AMOUNT);
                var _ = driver(ledger).drive(ORDER);

                assertThat(driver(ledger).drive(ORDER)).as("step %s", step).isEqualTo(Outcome.WAITS);

                assertThat(ledger.known(ORDER).release()).isNotNull();
                assertThat(ledger.known(ORDER).confirmed())
                        .extracting(line -> line.agreementId())
                        .containsExactly("a-2");
                assertThat(driver(ledger).waitingFor(ORDER))
                        .singleElement()
                        .satisfies(what -> assertThat(what)
                                .contains("payment 1 was left out", "WhatWasRepaidMustNotComeBackTwice"));
                ledger.must(new ProposeSettlement(ORDER, 1, "Nothing was paid; the repayment was sent back", by("bo")));
                ledger.must(new ConfirmSettlement(ORDER, "settlement-1", by("anna")));
                assertThat(driver(ledger).drive(ORDER)).isEqualTo(Outcome.AT_REST);
            }
        }
    }

    private static void returns(Ledger ledger, String statement, String amount) {
        ledger.must(new StateOutcome(
                ORDER, LineStatus.RETURNED, List.of(1), Money.parse(amount), TODAY, "Simulated letter", by("anna")));
        ledger.must(new ConfirmOutcome(ORDER, statement, by("bo")));
    }

    @Test
    void whatIsNotHeardOfRightBeforeTheReleaseIsWaitedFor() {
        Ledger ledger = ledger();
        ledger.killAt(11, true);
        assertThat(drivenUntilKilled(ledger)).isTrue();
        assertThat(ledger.known(ORDER).confirmed()).hasSize(2);
        ledger.hears("a-2", new Agreements.Heard.NotYet("version 13 of it is not handled"));
        OrderDriver driver = driver(ledger);

        assertThat(driver.drive(ORDER)).isEqualTo(Outcome.WAITS);
        assertThat(ledger.known(ORDER).release()).isNull();
        ledger.hears("a-2", new Agreements.Heard.Stuck("1 of its events are dead letters"));

        assertThat(driver.drive(ORDER)).isEqualTo(Outcome.AT_REST);
        assertThat(ledger.known(ORDER).confirmed()).hasSize(1);
        assertThat(ledger.known(ORDER).release()).isNotNull();
        whatIsDroppedIsGivenBack(ledger);
    }

    @Test
    void aPostDatedOrderLiesReservedUntilAFewBankDaysBeforeItsDay() {
        Ledger ledger = Ledger.with(UPPSALA, "a-1");
        ledger.records(LocalDate.parse("2019-01-16"), ORDER, "a-1");
        OrderDriver driver = driver(ledger);

        assertThat(driver.drive(ORDER)).isEqualTo(Outcome.WAITS);
        assertThat(stateOf(ledger, "a-1")).isEqualTo(OpenPayable.State.ORDERED);
        assertThat(driver.waitingFor(ORDER))
                .singleElement()
                .satisfies(what -> assertThat(what).contains("2019-01-11"));
        assertThat(ledger.of(ORDER)).as("nobody has to look at it").isEmpty();
        assertThat(driver(ledger, LocalDate.parse("2019-01-10")).drive(ORDER)).isEqualTo(Outcome.WAITS);

        assertThat(driver(ledger, LocalDate.parse("2019-01-11")).drive(ORDER)).isEqualTo(Outcome.AT_REST);
        assertThat(ledger.known(ORDER).release()).isNotNull();
    }

    @Test
    void whatIsApprovedNoLongerLeavesAPostDatedOrderLongBeforeItsDay() {
        Ledger ledger = Ledger.with(UPPSALA, "a-1", "a-2");
        ledger.records(LocalDate.parse("2019-01-16"), ORDER, "a-1", "a-2");
        OrderDriver driver = driver(ledger);
        assertThat(driver.drive(ORDER)).isEqualTo(Outcome.WAITS);
        ledger.must(new FollowAgreement(
                "a-1", by("automation:test"), new Cause("/agreement-service", 2), Optional.empty()));

        assertThat(driver.drive(ORDER)).as("it was looked through just now").isEqualTo(Outcome.WAITS);
        assertThat(ledger.known(ORDER).line(1).orElseThrow().dropped()).isNull();
        clock.pass(Duration.ofMinutes(1));

        assertThat(driver.drive(ORDER)).isEqualTo(Outcome.WAITS);
        assertThat(ledger.known(ORDER).line(1).orElseThrow().dropped())
                .isNotNull()
                .satisfies(dropped -> assertThat(dropped.rule()).isEqualTo("PaymentMustBeApproved"));
        assertThat(ledger.known(ORDER).line(1).orElseThrow().toGiveBack()).isFalse();
        assertThat(stateOf(ledger, "a-2")).isEqualTo(OpenPayable.State.ORDERED);
    }

    @Test
    void anOrderThatIsTakenUpAfterItsDayIsDroppedByARuleAndGivenBack() {
        for (int step = 1; step <= ENOUGH; step++) {
            Ledger ledger = ledger();
            ledger.killAt(step, true);
            if (drivenUntilKilled(ledger) && ledger.known(ORDER).release() == null) {
                assertThat(driver(ledger, TODAY.plusDays(1)).drive(ORDER)).isEqualTo(Outcome.AT_REST);

                assertThat(ledger.known(ORDER).emptied()).as("step %s", step).isTrue();
                assertThat(ledger.known(ORDER).lines())
                        .allSatisfy(line -> assertThat(line.dropped())
                                .isNotNull()
                                .satisfies(dropped ->
                                        assertThat(dropped.rule()).isEqualTo("PaymentDateMustNotHavePassed")));
                whatIsDroppedIsGivenBack(ledger);
            }
        }
    }

    @Test
    void whatOneDriverDroppedAndAnotherReservesIsGivenBack() {
        Rejection why = Rejection.conflict("HeldPaymentsMustNotBeOrdered", "payments are stopped");
        for (int step = 1; step <= 4; step++) {
            Ledger ledger = ledger();
            ledger.before(step, () -> {
                ledger.must(new DropLine(ORDER, 1, why, by("automation:other")));
                ledger.must(new GiveBackFromOrder("a-1", PAYABLE, ORDER, "dropped", by("automation:other")));
                ledger.must(new NoteGivenBack(ORDER, 1, by("automation:other")));
            });

            assertThat(driver(ledger).drive(ORDER)).isEqualTo(Outcome.AT_REST);

            assertThat(stateOf(ledger, "a-1")).as("step %s", step).isEqualTo(OpenPayable.State.APPROVED);
            assertThat(ledger.known(ORDER).confirmed()).as("step %s", step).hasSize(1);
        }
    }

    @Test
    void aFileIsNotReleasedThatHoldsWhatAnotherDriverDropped() {
        Rejection why = Rejection.conflict("RecipientMustNotBeHeld", "payments are held");
        for (int step = 11; step <= 15; step++) {
            Ledger ledger = ledger();
            ledger.before(step, () -> {
                ledger.must(new DropLine(ORDER, 1, why, by("automation:other")));
                ledger.must(new GiveBackFromOrder("a-1", PAYABLE, ORDER, "dropped", by("automation:other")));
                ledger.must(new NoteGivenBack(ORDER, 1, by("automation:other")));
            });

            assertThat(driver(ledger).drive(ORDER)).isEqualTo(Outcome.AT_REST);

            assertThat(new String(file(ledger, Version.V03), StandardCharsets.UTF_8))
                    .as("step %s", step)
                    .contains("<CtrlSum>" + AMOUNT + "</CtrlSum>");
            whatIsDroppedIsGivenBack(ledger);
        }
    }

    @Test
    void whoVerifiedTheAccountAndApprovedThePaymentIsLeftOut() {
        Ledger ledger = Ledger.with(UPPSALA, "a-1");
        ledger.follows("a-2", UPPSALA);
        ledger.attested("a-2", "examiner", "bo");
        ledger.records(ORDER, "a-1", "a-2");

        assertThat(driver(ledger).drive(ORDER)).isEqualTo(Outcome.AT_REST);

        assertThat(ledger.known(ORDER).line(2).orElseThrow().dropped())
                .isNotNull()
                .satisfies(
                        dropped -> assertThat(dropped.rule()).isEqualTo("WhoAttestedMustNotHaveBroughtInTheAccount"));
        assertThat(ledger.known(ORDER).confirmed()).hasSize(1);
        whatIsDroppedIsGivenBack(ledger);
    }

    @Test
    void whatTheBankRejectsIsAttestedAnewWhetherItAcceptedItBeforeOrNot() {
        Ledger ledger = ledger();
        assertThat(driver(ledger).drive(ORDER)).isEqualTo(Outcome.AT_REST);
        ledger.must(told(1, LineStatus.ACCEPTED));
        ledger.must(told(1, LineStatus.REJECTED));
        ledger.must(told(2, LineStatus.REJECTED));

        assertThat(driver(ledger).drive(ORDER)).isEqualTo(Outcome.AT_REST);

        assertThat(stateOf(ledger, "a-1")).isEqualTo(OpenPayable.State.OPEN);
        assertThat(stateOf(ledger, "a-2")).isEqualTo(OpenPayable.State.OPEN);
    }

    private static void nothingIsConfirmedAfter(Ledger ledger, Class<?> hold, Class<?> confirmation) {
        int held = indexOf(ledger, hold);
        assertThat(ledger.log.subList(held < 0 ? ledger.log.size() : held, ledger.log.size()))
                .noneMatch(confirmation::isInstance);
    }

    private static int indexOf(Ledger ledger, Class<?> type) {
        for (int index = 0; index < ledger.log.size(); index++) {
            if (type.isInstance(ledger.log.get(index))) {
                return index;
            }
        }
        return -1;
    }

    private static void whatIsDroppedIsGivenBack(Ledger ledger) {
        for (var line : ledger.known(ORDER).lines()) {
            OpenPayable.State state = stateOf(ledger, line.line().agreementId());
            assertThat(state)
                    .isEqualTo(
                            line.stage() == Stage.CONFIRMED ? OpenPayable.State.RELEASED : OpenPayable.State.APPROVED);
        }
    }

    @Test
    void whatStandsInOneOrderIsLeftOutOfTheOther() {
        Ledger ledger = ledger();
        ledger.records(OTHER, "a-1", "a-2");

        assertThat(driver(ledger).drive(ORDER)).isEqualTo(Outcome.AT_REST);
        assertThat(driver(ledger).drive(OTHER)).isEqualTo(Outcome.AT_REST);

        assertThat(ledger.known(OTHER).emptied()).isTrue();
        assertThat(ledger.known(OTHER).lines())
                .allSatisfy(line -> assertThat(line.dropped()).isNotNull());
        assertThat(ledger.log).filteredOn(PayableReserved.class::isInstance).hasSize(2);
        everyPayableIsConfirmedOnce(ledger);
    }

    @Test
    void twoOrdersThatMeetAtAnyStepNeverHoldTheSamePayable() {
        for (int step = 1; step <= ENOUGH; step++) {
            Ledger ledger = ledger();
            ledger.records(OTHER, "a-2", "a-1");
            OrderDriver other = driver(ledger);
            ledger.before(step, () -> assertThat(other.drive(OTHER)).isEqualTo(Outcome.AT_REST));

            assertThat(driver(ledger).drive(ORDER)).isEqualTo(Outcome.AT_REST);
            assertThat(driver(ledger).drive(OTHER)).isEqualTo(Outcome.AT_REST);

            assertThat(ledger.known(ORDER).confirmed().size()
                            + ledger.known(OTHER).confirmed().size())
                    .as("step %s", step)
                    .isEqualTo(2);
        }
    }

    @Test
    void anOrderWaitsUntilWhatWasRecordedOfItsAgreementsHasHadItsEffect() {
        Ledger ledger = ledger();
        OrderDriver driver = driver(ledger);
        ledger.hears("a-2", new Agreements.Heard.NotYet("version 13 of it is not handled"));

        assertThat(driver.drive(ORDER)).isEqualTo(Outcome.WAITS);
        assertThat(driver.waitingFor(ORDER)).containsExactly("agreement a-2: version 13 of it is not handled");
        assertThat(ledger.known(ORDER).confirmed())
                .as("nothing is confirmed before all can be")
                .isEmpty();
        ledger.hears("a-2", new Agreements.Heard.UpToDate(13));

        assertThat(driver.drive(ORDER)).isEqualTo(Outcome.AT_REST);
        assertThat(driver.waitingFor(ORDER)).isEmpty();
        assertThat(ledger.known(ORDER).confirmed()).hasSize(2);
    }

    @Test
    void anAgreementThatCannotBeHeardInTimeIsLeftOutAndTheOthersArePaid() {
        Ledger ledger = ledger();
        OrderDriver driver = driver(ledger);
        ledger.hears("a-2", new Agreements.Heard.NotYet("agreement-service does not answer"));
        assertThat(driver.drive(ORDER)).isEqualTo(Outcome.WAITS);
        clock.pass(PATIENCE);

        assertThat(driver.drive(ORDER)).isEqualTo(Outcome.AT_REST);

        assertThat(ledger.known(ORDER).confirmed()).hasSize(1);
        assertThat(ledger.known(ORDER).line(2).orElseThrow().dropped())
                .isNotNull()
                .satisfies(dropped -> {
                    assertThat(dropped.rule()).isEqualTo("AgreementMustBeHeardInTime");
                    assertThat(dropped.detail()).contains("agreement-service does not answer");
                });
        whatIsDroppedIsGivenBack(ledger);
    }

    @Test
    void anAgreementWithDeadLettersIsNotPaidUntilAPersonHasDecided() {
        Ledger ledger = ledger();
        ledger.hears("a-1", new Agreements.Heard.Stuck("1 of its events are dead letters"));

        assertThat(driver(ledger).drive(ORDER)).isEqualTo(Outcome.AT_REST);

        assertThat(ledger.known(ORDER).line(1).orElseThrow().dropped())
                .isNotNull()
                .satisfies(dropped -> assertThat(dropped.rule()).isEqualTo("NothingOfTheAgreementMustBeParked"));
        assertThat(ledger.known(ORDER).confirmed()).hasSize(1);
        whatIsDroppedIsGivenBack(ledger);
    }

    @Test
    void whatTheBankPaidIsPassedOnOnceHoweverOftenItIsKilled() {
        for (int step = 1; step <= 6; step++) {
            Ledger ledger = ledger();
            assertThat(driver(ledger).drive(ORDER)).isEqualTo(Outcome.AT_REST);
            ledger.must(told(1, LineStatus.EXECUTED));
            ledger.killAt(step, true);
            drivenUntilKilled(ledger);

            assertThat(driver(ledger).drive(ORDER)).isEqualTo(Outcome.AT_REST);

            assertThat(ledger.log).filteredOn(PaymentExecuted.class::isInstance).hasSize(1);
            assertThat(stateOf(ledger, "a-1")).isEqualTo(OpenPayable.State.SETTLED);
        }
    }

    @Test
    void whatTheBankRejectedOrGaveBackMayBeOrderedAgainOnceItIsAttestedAnew() {
        Ledger ledger = ledger();
        assertThat(driver(ledger).drive(ORDER)).isEqualTo(Outcome.AT_REST);
        ledger.must(told(1, LineStatus.REJECTED));
        ledger.must(told(2, LineStatus.EXECUTED));
        ledger.must(told(2, LineStatus.RETURNED));
        assertThat(driver(ledger).drive(ORDER)).isEqualTo(Outcome.AT_REST);
        ledger.attested("a-1", "examiner", "approver");
        ledger.attested("a-2", "examiner", "approver");
        ledger.records(OTHER, "a-1", "a-2");

        assertThat(driver(ledger).drive(OTHER)).isEqualTo(Outcome.AT_REST);

        assertThat(ledger.known(OTHER).confirmed()).hasSize(2);
        assertThat(ledger.known(OTHER).release()).isNotNull();
    }

    private static Command told(int line, LineStatus status) {
        return new ReportLine(ORDER, line, status, "import", TODAY, AMOUNT, "AC04", null, by("automation:bank"));
    }
}
