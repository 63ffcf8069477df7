package se.iopledger.finance.domain.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.iopledger.contracts.BankAccount;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.OcrReference;
import se.iopledger.contracts.finance.OrderEvent;
import se.iopledger.contracts.finance.OrderEvent.Debit;
import se.iopledger.contracts.finance.OrderEvent.FileDigest;
import se.iopledger.contracts.finance.OrderEvent.LineReported;
import se.iopledger.contracts.finance.OrderEvent.LineStatus;
import se.iopledger.contracts.finance.OrderEvent.OrderReleased;
import se.iopledger.contracts.finance.OrderEvent.OutcomeConfirmed;
import se.iopledger.contracts.finance.OrderLine;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.testing.Clause;
import se.iopledger.finance.bankday.SwedishBankDays;
import se.iopledger.finance.domain.order.OrderCommand.ConfirmOutcome;
import se.iopledger.finance.domain.order.OrderCommand.DropLine;
import se.iopledger.finance.domain.order.OrderCommand.EmptyOrder;
import se.iopledger.finance.domain.order.OrderCommand.NoteConfirmed;
import se.iopledger.finance.domain.order.OrderCommand.NoteGivenBack;
import se.iopledger.finance.domain.order.OrderCommand.NotePassedOn;
import se.iopledger.finance.domain.order.OrderCommand.NoteReserved;
import se.iopledger.finance.domain.order.OrderCommand.RecordOrder;
import se.iopledger.finance.domain.order.OrderCommand.RefuseOutcome;
import se.iopledger.finance.domain.order.OrderCommand.ReleaseOrder;
import se.iopledger.finance.domain.order.OrderCommand.ReportLine;
import se.iopledger.finance.domain.order.OrderCommand.StateOutcome;
import se.iopledger.finance.domain.order.PaymentOrder.Known;
import se.iopledger.finance.domain.order.PaymentOrder.Stage;

/** What a payment order lets happen, from its recording to the bank's answers. Everything in it is made up. */
class OrderDeciderTest {
    private static final String ORDER = "9b7d0c34-11aa-5e6f-8c21-0f4b2a6d7e10";
    private static final OrderDecider DECIDER = new OrderDecider(new SwedishBankDays());
    private static final LocalDate TODAY = LocalDate.parse("2021-12-20");
    private static final Mandate ANNA = Mandate.of("anna", TODAY);
    private static final Rejection WHY =
            Rejection.conflict("RecipientMustNotBeHeld", "payments are held").by("STO-7");
    private static final Debit DEBIT = new Debit(
            "payer",
            "Simulerade kommunen",
            "account-1",
            BankAccount.iban("SE9399900000000000000001"),
            "SIMUSESS",
            null);

    private static OrderLine line(int number) {
        return line(number, "2022-" + number + "-stad-stiftelsen", "190000.00", null, "STO 2022-" + number);
    }

    private static OrderLine line(
            int number, String payable, String amount, @Nullable OcrReference ocr, @Nullable String message) {
        return new OrderLine(
                number,
                "agreement",
                payable,
                LocalDate.parse("2022-01-03"),
                Money.parse(amount),
                "stiftelsen",
                "payee",
                "Stiftelsen 1000 Möjligheter",
                "account-1",
                BankAccount.plusgiro("900001-9"),
                ocr,
                message);
    }

    private static OrderCommand recorded(OrderLine... lines) {
        return recorded("2022-01-03", DEBIT, lines);
    }

    private static OrderCommand recorded(String day, Debit debit, OrderLine... lines) {
        return new RecordOrder(ORDER, "0180", LocalDate.parse(day), debit, List.of(lines), ANNA);
    }

    private static OrderCommand reserved(int line) {
        return new NoteReserved(ORDER, line, ANNA);
    }

    private static OrderCommand confirmed(int line) {
        return new NoteConfirmed(ORDER, line, 12, ANNA);
    }

    private static OrderCommand dropped(int line) {
        return new DropLine(ORDER, line, WHY, ANNA);
    }

    private static OrderCommand givenBack(int line) {
        return new NoteGivenBack(ORDER, line, ANNA);
    }

    /** @param lines what the file was made of */
    private static OrderCommand released(Integer... lines) {
        return released(ANNA, lines);
    }

    private static OrderCommand released(Mandate mandate, Integer... lines) {
        return new ReleaseOrder(
                ORDER,
                OffsetDateTime.parse("2022-01-02T10:30:00+01:00"),
                List.of(lines),
                List.of(new FileDigest("pain.001.001.03", "00")),
                mandate);
    }

    private static OrderCommand told(int line, LineStatus status) {
        return told(line, status, null, null);
    }

    private static OrderCommand told(int line, LineStatus status, @Nullable String amount, @Nullable LocalDate on) {
        return new ReportLine(
                ORDER, line, status, "import", on, amount == null ? null : Money.parse(amount), null, null, ANNA);
    }

    private static PaymentOrder given(OrderCommand... commands) {
        PaymentOrder order = OrderDecider.initial();
        for (OrderCommand command : commands) {
            order = after(order, command);
        }
        return order;
    }

    private static PaymentOrder given(PaymentOrder before, OrderCommand... commands) {
        PaymentOrder order = before;
        for (OrderCommand command : commands) {
            order = after(order, command);
        }
        return order;
    }

    private static PaymentOrder after(PaymentOrder order, OrderCommand command) {
        PaymentOrder evolved = order;
        for (OrderEvent event : accepted(order, command)) {
            evolved = OrderDecider.evolve(evolved, event);
        }
        return evolved;
    }

    private static List<OrderEvent> accepted(PaymentOrder order, OrderCommand command) {
        return switch (DECIDER.decide(command, order)) {
            case Decision.Accepted<OrderEvent>(var events) -> events;
            case Decision.Rejected<OrderEvent>(Rejection rejection) ->
                throw new AssertionError("refused by " + rejection);
        };
    }

    private static void refused(PaymentOrder order, OrderCommand command, String rule, String detail) {
        assertThat(DECIDER.decide(command, order)).isInstanceOfSatisfying(Decision.Rejected.class, rejected -> {
            assertThat(rejected.rejection().rule()).isEqualTo(rule);
            assertThat(rejected.rejection().detail()).contains(detail);
        });
    }

    private static PaymentOrder releasedOrder() {
        return given(recorded(line(1), line(2)), reserved(1), reserved(2), confirmed(1), confirmed(2), released(1, 2));
    }

    @Test
    void anOrderIsReleasedWhenEachLineIsConfirmedOrDropped() {
        PaymentOrder order = given(recorded(line(1), line(2)), reserved(1), reserved(2), confirmed(1), dropped(2));

        refused(order, released(1), "EveryLineMustBeDecided", "confirmed or dropped");
        refused(after(order, givenBack(2)), released(1, 2), "FileMustHoldWhatIsConfirmed", "confirmed are [1]");
        assertThat(accepted(after(order, givenBack(2)), released(1)))
                .singleElement()
                .isInstanceOfSatisfying(OrderReleased.class, released -> {
                    assertThat(released.lines()).isEqualTo(1);
                    assertThat(released.total()).isEqualTo(Money.parse("190000.00"));
                    assertThat(released.messageId())
                            .hasSizeLessThanOrEqualTo(35)
                            .isEqualTo(ORDER.replace("-", ""));
                });
    }

    @Test
    void anOrderWithoutALineLeftIsClosedAndHasNoFile() {
        PaymentOrder order = given(recorded(line(1)), dropped(1), givenBack(1));

        refused(order, released(), "EveryLineMustBeDecided", "one at least");
        assertThat(accepted(order, new EmptyOrder(ORDER, ANNA))).hasSize(1);
        refused(
                given(recorded(line(1))),
                new EmptyOrder(ORDER, ANNA),
                "NothingMustBeLeftInTheOrder",
                "every line is dropped");
    }

    @Test
    void aDroppedLineKeepsItsReasonAndGivesBackWhatItOrAnotherDriverHadReserved() {
        Known early = (Known) given(recorded(line(1)), dropped(1));
        Known late = (Known) given(recorded(line(1)), reserved(1), dropped(1));

        assertThat(early.lines().getFirst().toGiveBack()).isTrue();
        assertThat(late.lines().getFirst().toGiveBack()).isTrue();
        assertThat(late.lines().getFirst().dropped())
                .isEqualTo(new PaymentOrder.Dropped("RecipientMustNotBeHeld", "payments are held", List.of("STO-7")));
    }

    @Test
    void ofTwoThatDriveTheSameOrderTheFirstIsBelieved() {
        PaymentOrder dropped = given(recorded(line(1)), reserved(1), dropped(1));
        PaymentOrder confirmed = given(recorded(line(1)), reserved(1), confirmed(1));

        assertThat(accepted(dropped, confirmed(1))).isEmpty();
        assertThat(accepted(dropped, dropped(1))).isEmpty();
        assertThat(accepted(confirmed, reserved(1))).isEmpty();
        assertThat(accepted(confirmed, givenBack(1))).isEmpty();
        assertThat(accepted(releasedOrder(), released(1, 2)))
                .as("released twice")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2021-12-19,is before today",
        "2022-01-06,'no Swedish bank day; the next is 2022-01-07'",
        "2021-12-24,'no Swedish bank day; the next is 2021-12-27'",
        "2023-01-03,more than a year ahead"
    })
    void anOrderIsForABankDayAhead(String day, String why) {
        refused(OrderDecider.initial(), recorded(day, DEBIT, line(1)), "PaymentDateMustBeABankDayAhead", why);
    }

    @Test
    void anOrderHasOneToNinetyNineLinesAndNoPayableTwice() {
        refused(OrderDecider.initial(), recorded(), "OrderMustHaveLines", "this one 0");
        assertThat(DECIDER.decide(recorded(), OrderDecider.initial()))
                .isInstanceOfSatisfying(
                        Decision.Rejected.class,
                        rejected -> assertThat(rejected.rejection().field())
                                .as("as it is called where the order is asked for")
                                .isEqualTo("/payables"));
        refused(
                OrderDecider.initial(),
                recorded(IntStream.rangeClosed(1, 100)
                        .mapToObj(OrderDeciderTest::line)
                        .toArray(OrderLine[]::new)),
                "OrderMustHaveLines",
                "this one 100");
        refused(
                OrderDecider.initial(),
                recorded(line(1), line(2, line(1).payableId(), "1.00", null, "x")),
                "PayableMustStandInTheOrderOnce",
                line(1).payableId());
        assertThat(accepted(
                        OrderDecider.initial(),
                        recorded(IntStream.rangeClosed(1, 99)
                                .mapToObj(OrderDeciderTest::line)
                                .toArray(OrderLine[]::new))))
                .hasSize(1);
    }

    static Stream<OrderLine> unwritable() {
        return Stream.of(
                line(1, "p", "0.00", null, "x"),
                line(1, "p", "-1.00", null, "x"),
                line(1, "p", "1.00", null, "tack & hej"),
                line(1, "p", "1.00", null, "more than twenty-five characters"),
                line(1, "p", "1.00", new OcrReference("18"), null),
                line(1, "p", "1.00", new OcrReference("2022000109"), "and a message"),
                line(1, "p", "1.00", null, null));
    }

    @ParameterizedTest
    @MethodSource("unwritable")
    void aLineThatCannotStandInABankFileIsRefusedBeforeItIsAnOrder(OrderLine line) {
        refused(OrderDecider.initial(), recorded(line), "LineMustBeWritableInABankFile", "p: ");
    }

    @Test
    void anOrderWithoutABankIsRefused() {
        refused(
                OrderDecider.initial(),
                recorded("2022-01-03", new Debit("p", "Simulerade kommunen", "a", DEBIT.account(), " ", null), line(1)),
                "DebitedAccountMustNameItsBank",
                "BIC");
    }

    @Test
    void whatTheBankTellsIsKeptPerLine() {
        PaymentOrder order = after(releasedOrder(), told(1, LineStatus.ACCEPTED));
        order = after(order, told(2, LineStatus.REJECTED));
        order = after(order, told(1, LineStatus.EXECUTED, "190000.00", TODAY));
        order = after(order, told(1, LineStatus.RETURNED));

        Known known = (Known) order;
        assertThat(known.line(1).orElseThrow().status()).contains(LineStatus.RETURNED);
        assertThat(known.line(2).orElseThrow().status()).contains(LineStatus.REJECTED);
        assertThat(Step.of(known))
                .as("what the agreement's stream is to know, the first of each line")
                .extracting(step -> ((Step.PassOn) step).report().status())
                .containsExactly(LineStatus.EXECUTED, LineStatus.REJECTED);
    }

    @Test
    @Clause("STO-7")
    void aConfirmedLineIsDroppedAsLongAsTheOrderIsNotReleased() {
        PaymentOrder confirmed = given(recorded(line(1)), reserved(1), confirmed(1));

        Known dropped = (Known) after(confirmed, dropped(1));

        assertThat(dropped.confirmed()).isEmpty();
        assertThat(dropped.lines().getFirst().toGiveBack()).isTrue();
        refused(dropped, released(1), "EveryLineMustBeDecided", "confirmed or dropped");
        assertThat(accepted(releasedOrder(), dropped(1)))
                .as("what stands in a file")
                .isEmpty();
    }

    @Test
    void anOrderWhosePaymentDateHasPassedIsNotReleased() {
        PaymentOrder confirmed = given(recorded(line(1)), reserved(1), confirmed(1));

        refused(
                confirmed,
                released(Mandate.of("anna", LocalDate.parse("2022-01-04")), 1),
                "PaymentDateMustNotHavePassed",
                "today is 2022-01-04");
        assertThat(accepted(confirmed, released(Mandate.of("anna", LocalDate.parse("2022-01-03")), 1)))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "2022-01-03,3,2021-12-28",
        "2022-01-03,0,2022-01-03",
        "2022-01-07,1,2022-01-05",
        "2022-01-12,2,2022-01-10"
    })
    void aPostDatedOrderIsReleasedAFewBankDaysBeforeItsDay(LocalDate paymentDate, int before, LocalDate first) {
        assertThat(new ReleaseDays(new SwedishBankDays(), before).firstOf(paymentDate))
                .isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AM05", "DUPL", "DU03", "dupl"})
    void whatTheBankRejectsAsADuplicateIsNotRejected(String code) {
        for (PaymentOrder order : List.of(releasedOrder(), after(releasedOrder(), told(1, LineStatus.ACCEPTED)))) {
            refused(
                    order,
                    new ReportLine(ORDER, 1, LineStatus.REJECTED, "import", null, null, code, null, ANNA),
                    "DuplicateMustNotRejectWhatWasSent",
                    code);
        }
    }

    @Test
    void whatIsBookedAfterItCameBackIsNotTheSamePayment() {
        PaymentOrder returned =
                after(releasedOrder(), told(1, LineStatus.RETURNED, null, LocalDate.parse("2021-12-17")));

        refused(
                returned,
                told(1, LineStatus.EXECUTED, null, LocalDate.parse("2021-12-20")),
                "WhatCameBackMustNotBePaidAgain",
                "come back on 2021-12-17");
        assertThat(accepted(returned, told(1, LineStatus.EXECUTED, null, LocalDate.parse("2021-12-16"))))
                .as("the file of the debit came late")
                .isEmpty();
    }

    @Test
    void theSameNewsTwiceOrOlderNewsSaysNothing() {
        PaymentOrder executed = after(releasedOrder(), told(1, LineStatus.EXECUTED));

        assertThat(accepted(executed, told(1, LineStatus.EXECUTED))).isEmpty();
        assertThat(accepted(executed, told(1, LineStatus.ACCEPTED))).isEmpty();
    }

    @Test
    void anAmountThatDiffersChangesNothingAndIsToldWhy() {
        refused(
                releasedOrder(),
                told(1, LineStatus.EXECUTED, "189999.99", null),
                "BankMustTellOfTheAmountOrdered",
                "189999.99, ordered was 190000.00");
    }

    @Test
    void newsThatContradictWhatWasToldAreRefused() {
        PaymentOrder rejected = after(releasedOrder(), told(1, LineStatus.REJECTED));
        PaymentOrder executed = after(releasedOrder(), told(1, LineStatus.EXECUTED));

        refused(rejected, told(1, LineStatus.EXECUTED), "StatusMustFollowOnTheLast", "REJECTED");
        refused(rejected, told(1, LineStatus.RETURNED), "StatusMustFollowOnTheLast", "REJECTED");
        refused(executed, told(1, LineStatus.REJECTED), "StatusMustFollowOnTheLast", "EXECUTED");
    }

    @Test
    void newsOfADayAheadOfALineThatIsNotThereOrOfAnOrderThatWasNotReleasedAreRefused() {
        refused(
                releasedOrder(),
                told(1, LineStatus.EXECUTED, null, TODAY.plusDays(1)),
                "ReportMustNotBeOfADayAhead",
                "2021-12-21");
        refused(releasedOrder(), told(7, LineStatus.EXECUTED), "LineMustBeInTheFile", "no payment 7");
        refused(
                given(recorded(line(1)), reserved(1)),
                told(1, LineStatus.EXECUTED),
                "OrderMustBeReleased",
                "never released");
        refused(
                given(
                        recorded(line(1), line(2)),
                        reserved(1),
                        reserved(2),
                        confirmed(1),
                        dropped(2),
                        givenBack(2),
                        released(1)),
                told(2, LineStatus.EXECUTED),
                "LineMustBeInTheFile",
                "no payment 2");
    }

    @Test
    void nothingIsDoneToAnOrderThatNobodyRecorded() {
        for (OrderCommand command : List.of(
                reserved(1),
                confirmed(1),
                dropped(1),
                givenBack(1),
                released(1),
                new EmptyOrder(ORDER, ANNA),
                told(1, LineStatus.ACCEPTED),
                says(LineStatus.EXECUTED, null, 1),
                confirms("statement-1"),
                new RefuseOutcome(ORDER, "statement-1", BO),
                new NotePassedOn(ORDER, 1, LineStatus.EXECUTED, "import", ANNA))) {
            refused(OrderDecider.initial(), command, "OrderMustBeRecorded", ORDER);
        }
        refused(given(recorded(line(1))), recorded(line(1)), "OrderMustBeRecordedOnce", "already");
        refused(given(recorded(line(1))), reserved(3), "LineMustBeInTheOrder", "no line 3");
    }

    @Test
    void aHistoryThatIsNotOursIsNotFollowed() {
        OrderEvent confirmed =
                accepted(given(recorded(line(1)), reserved(1)), confirmed(1)).getFirst();
        PaymentOrder recorded = given(recorded(line(1)));

        assertThatIllegalStateException().isThrownBy(() -> OrderDecider.evolve(OrderDecider.initial(), confirmed));
        assertThatIllegalStateException().isThrownBy(() -> OrderDecider.evolve(recorded, confirmed));
        OrderEvent again = accepted(OrderDecider.initial(), recorded(line(1))).getFirst();
        assertThatIllegalStateException().isThrownBy(() -> OrderDecider.evolve(recorded, again));
    }

    @Test
    void theBanksReferencesLeadBackToOneOrderAndOneLine() {
        assertThat(OrderIds.placeOf(OrderIds.paymentId(ORDER, 99))).contains(new OrderIds.Place(ORDER, 99));
        assertThat(OrderIds.orderOf(OrderIds.messageId(ORDER))).contains(ORDER);
        assertThat(OrderIds.paymentId(ORDER, 99)).hasSize(35);
        assertThat(OrderIds.placeOf("9b7d0c3411aa5e6f8c210f4b2a6d7e10-0")).isEmpty();
        assertThat(OrderIds.placeOf("50021001")).isEmpty();
        assertThat(OrderIds.placeOf(OrderIds.paymentId(ORDER, 7).toUpperCase(Locale.ROOT)))
                .contains(new OrderIds.Place(ORDER, 7));
        assertThat(OrderIds.orderOf(OrderIds.messageId(ORDER).toUpperCase(Locale.ROOT)))
                .contains(ORDER);
    }

    private static final Mandate BO = Mandate.of("bo", TODAY);

    private static OrderCommand says(LineStatus status, @Nullable String amount, Integer... lines) {
        return new StateOutcome(
                ORDER,
                status,
                List.of(lines),
                amount == null ? null : Money.parse(amount),
                TODAY,
                "Simulated letter of the bank",
                ANNA);
    }

    private static OrderCommand confirms(String statement) {
        return new ConfirmOutcome(ORDER, statement, BO);
    }

    @Test
    void whatOnePersonSaysBecameOfAPaymentHoldsWhenAnotherHasConfirmedIt() {
        PaymentOrder said = after(releasedOrder(), says(LineStatus.RETURNED, "40000.00", 1));

        assertThat(((Known) said).line(1).orElseThrow().reports()).isEmpty();
        refused(said, new ConfirmOutcome(ORDER, "statement-1", ANNA), "WhoStatedMustNotConfirm", "somebody else");
        assertThat(accepted(said, confirms("statement-1")))
                .containsExactly(
                        new OutcomeConfirmed(ORDER, "statement-1", "bo"),
                        new LineReported(
                                ORDER,
                                1,
                                LineStatus.RETURNED,
                                "statement-1",
                                Money.parse("40000.00"),
                                TODAY,
                                null,
                                "Simulated letter of the bank"));
        PaymentOrder confirmed = after(said, confirms("statement-1"));
        assertThat(accepted(confirmed, confirms("statement-1"))).isEmpty();
        refused(confirmed, new RefuseOutcome(ORDER, "statement-1", BO), "StatementMustBeOpen", "confirmed already");
    }

    @Test
    void whatComesBackInPartsIsNeverMoreThanWasPaid() {
        PaymentOrder part = given(releasedOrder(), says(LineStatus.RETURNED, "40000.00", 1), confirms("statement-1"));

        refused(
                part,
                says(LineStatus.RETURNED, "150000.01", 1),
                "MoreMustNotComeBackThanWasPaid",
                "40000.00 came back");
        refused(part, says(LineStatus.RETURNED, "0.00", 1), "MoreMustNotComeBackThanWasPaid", "nothing");
        refused(part, says(LineStatus.RETURNED, null, 1), "StatementMustTellSomethingNew", "RETURNED");
        refused(
                part,
                told(1, LineStatus.RETURNED, "190000.00", null),
                "WhatCameBackInPartMustBeToldByPersons",
                "40000.00");
        PaymentOrder all = given(part, says(LineStatus.RETURNED, "150000.00", 1), confirms("statement-2"));
        assertThat(((Known) all).line(1).orElseThrow().returned()).isEqualTo(Money.parse("190000.00"));
        assertThat(accepted(all, told(1, LineStatus.RETURNED, "190000.00", null)))
                .isEmpty();
        refused(all, says(LineStatus.RETURNED, "0.01", 1), "MoreMustNotComeBackThanWasPaid", "190000.00 came back");
    }

    @Test
    void twoStatementsOfTheSameMoneyAreNotBothConfirmed() {
        PaymentOrder both = given(
                releasedOrder(),
                says(LineStatus.RETURNED, "100000.00", 1),
                says(LineStatus.RETURNED, "100000.00", 1),
                confirms("statement-1"));

        refused(both, confirms("statement-2"), "MoreMustNotComeBackThanWasPaid", "100000.00 came back");
        PaymentOrder refused = after(both, new RefuseOutcome(ORDER, "statement-2", because(BO, "the same letter")));
        assertThat(accepted(refused, new RefuseOutcome(ORDER, "statement-2", because(BO, "again"))))
                .isEmpty();
        refused(refused, confirms("statement-2"), "StatementMustBeOpen", "refused already");
    }

    private static Mandate because(Mandate mandate, String reason) {
        return new Mandate(mandate.actor(), mandate.effectiveOn(), mandate.today(), reason);
    }

    @Test
    void aFileThatNeverReachedTheBankRejectsWhatTheBankToldNothingOf() {
        PaymentOrder two = given(
                recorded(line(1), line(2)),
                reserved(1),
                reserved(2),
                confirmed(1),
                confirmed(2),
                released(1, 2),
                told(2, LineStatus.ACCEPTED));

        PaymentOrder lost = given(two, says(LineStatus.REJECTED, null), confirms("statement-1"));

        assertThat(((Known) lost).line(1).orElseThrow().status()).contains(LineStatus.REJECTED);
        assertThat(((Known) lost).line(2).orElseThrow().status()).contains(LineStatus.ACCEPTED);
        refused(lost, says(LineStatus.EXECUTED, null, 1), "StatusMustFollowOnTheLast", "REJECTED");
        refused(lost, says(LineStatus.REJECTED, null), "APaymentMustBeConcerned", "every payment");
    }

    @Test
    void whatTheBankToldMeanwhileCountsWhenAStatementIsConfirmed() {
        PaymentOrder paid = given(releasedOrder(), says(LineStatus.REJECTED, null, 1), told(1, LineStatus.EXECUTED));

        refused(paid, confirms("statement-1"), "StatusMustFollowOnTheLast", "EXECUTED");
    }

    @Test
    void aStatementSaysWhatItRestsOnOfPaymentsThatWereSent() {
        PaymentOrder order = releasedOrder();

        refused(
                order,
                new StateOutcome(ORDER, LineStatus.EXECUTED, List.of(1), null, TODAY, " ", ANNA),
                "EvidenceMustBeGiven",
                "500 characters");
        refused(
                order,
                new StateOutcome(ORDER, LineStatus.EXECUTED, List.of(1), null, TODAY.plusDays(1), "letter", ANNA),
                "ReportMustNotBeOfADayAhead",
                "2021-12-21");
        refused(
                order,
                new StateOutcome(
                        ORDER, LineStatus.EXECUTED, List.of(1), null, LocalDate.parse("2020-12-31"), "letter", ANNA),
                "ReportMustNotBeOlderThanTheOrder",
                "2020-12-31");
        refused(order, says(LineStatus.EXECUTED, "1.00", 1), "OnlyAReturnMayBeOfPart", "one payment");
        refused(order, says(LineStatus.EXECUTED, null, 1, 1), "LinesMustBeNamedOnce", "twice");
        refused(order, says(LineStatus.EXECUTED, null, 7), "LineMustBeInTheFile", "no payment 7");
        refused(given(recorded(line(1))), says(LineStatus.EXECUTED, null, 1), "OrderMustBeReleased", "never released");
        refused(order, confirms("statement-1"), "StatementMustBeMade", "statement-1");
        refused(order, new RefuseOutcome(ORDER, "statement-1", BO), "StatementMustBeMade", "statement-1");
        refused(
                after(order, says(LineStatus.EXECUTED, null, 1)),
                new RefuseOutcome(ORDER, "statement-1", BO),
                "ReasonMustBeGiven",
                "does not hold");
    }

    /** Whatever is told in whatever order, twice or too late. */
    @Property
    void noLineIsEverBothInTheFileAndGivenBackAndTheFileNeverChanges(
            @ForAll @Size(max = 40) List<@IntRange(max = 14) Integer> choices) {
        PaymentOrder order = given(recorded(line(1), line(2)));
        List<OrderLine> file = new ArrayList<>();
        for (int choice : choices) {
            OrderCommand command = any(choice);
            if (DECIDER.decide(command, order) instanceof Decision.Accepted<OrderEvent>) {
                order = after(order, command);
            }
            Known known = (Known) order;
            if (known.release() != null) {
                if (file.isEmpty()) {
                    file.addAll(known.confirmed());
                }
                assertThat(known.confirmed()).isEqualTo(file);
                assertThat(known.release().total())
                        .isEqualTo(
                                Money.sum(file.stream().map(OrderLine::amount).toList()));
            }
            assertThat(known.lines())
                    .allSatisfy(line -> assertThat(line.stage() == Stage.CONFIRMED && line.dropped() != null)
                            .isFalse());
        }
    }

    private static OrderCommand any(int choice) {
        int line = choice % 2 + 1;
        return switch (choice / 2) {
            case 0 -> reserved(line);
            case 1 -> confirmed(line);
            case 2 -> dropped(line);
            case 3 -> givenBack(line);
            case 4 -> line == 1 ? released(1, 2) : released(1);
            case 5 -> told(line, LineStatus.EXECUTED);
            case 6 -> told(line, LineStatus.REJECTED);
            default -> new EmptyOrder(ORDER, ANNA);
        };
    }

    @Test
    void onlyAReportOfAReleasedLineIsNews() {
        assertThat(accepted(releasedOrder(), told(1, LineStatus.ACCEPTED)))
                .singleElement()
                .isInstanceOf(LineReported.class);
    }
}
