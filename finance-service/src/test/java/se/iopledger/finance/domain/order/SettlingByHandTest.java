package se.iopledger.finance.domain.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import se.iopledger.contracts.BankAccount;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.OrderEvent;
import se.iopledger.contracts.finance.OrderEvent.Debit;
import se.iopledger.contracts.finance.OrderEvent.FileDigest;
import se.iopledger.contracts.finance.OrderEvent.LineNotTakenIn;
import se.iopledger.contracts.finance.OrderEvent.LineStatus;
import se.iopledger.contracts.finance.OrderEvent.ReportPassedOn;
import se.iopledger.contracts.finance.OrderEvent.ReservationGivenBack;
import se.iopledger.contracts.finance.OrderEvent.SettlementConfirmed;
import se.iopledger.contracts.finance.OrderEvent.SettlementProposed;
import se.iopledger.contracts.finance.OrderEvent.SettlementRefused;
import se.iopledger.contracts.finance.OrderLine;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.finance.bankday.SwedishBankDays;
import se.iopledger.finance.domain.order.OrderCommand.ConfirmOutcome;
import se.iopledger.finance.domain.order.OrderCommand.ConfirmSettlement;
import se.iopledger.finance.domain.order.OrderCommand.DropLine;
import se.iopledger.finance.domain.order.OrderCommand.NoteConfirmed;
import se.iopledger.finance.domain.order.OrderCommand.NoteGivenBack;
import se.iopledger.finance.domain.order.OrderCommand.NoteNotTakenIn;
import se.iopledger.finance.domain.order.OrderCommand.NotePassedOn;
import se.iopledger.finance.domain.order.OrderCommand.NoteReserved;
import se.iopledger.finance.domain.order.OrderCommand.ProposeSettlement;
import se.iopledger.finance.domain.order.OrderCommand.RecordOrder;
import se.iopledger.finance.domain.order.OrderCommand.RefuseSettlement;
import se.iopledger.finance.domain.order.OrderCommand.ReleaseOrder;
import se.iopledger.finance.domain.order.OrderCommand.ReportLine;
import se.iopledger.finance.domain.order.OrderCommand.StateOutcome;
import se.iopledger.finance.domain.order.PaymentOrder.Known;

/** What an agreement does not take in of a payment, and how two persons settle it by hand. */
class SettlingByHandTest {
    private static final String ORDER = "order";
    private static final LocalDate TODAY = LocalDate.parse("2022-01-03");
    private static final OrderDecider DECIDER = new OrderDecider(new SwedishBankDays());
    private static final Rejection REPAID =
            Rejection.conflict("WhatWasRepaidMustNotComeBackTwice", "it was repaid on a claim");

    private static final String OVERTAKEN =
            "the agreement has taken it in meanwhile: nothing is left to be settled by hand";

    private static Mandate by(String actor) {
        return Mandate.of(actor, TODAY);
    }

    private static OrderLine line(int number) {
        return new OrderLine(
                number,
                "agreement",
                "2022-" + number + "-stad-stiftelsen",
                TODAY,
                Money.parse("100.00"),
                "stiftelsen",
                "payee",
                "Simulerade Stiftelsen",
                "account-1",
                BankAccount.bankgiro("9900-0010"),
                null,
                "STO 2022-" + number);
    }

    private static PaymentOrder after(PaymentOrder before, OrderCommand... commands) {
        PaymentOrder order = before;
        for (OrderCommand command : commands) {
            for (OrderEvent event : accepted(order, command)) {
                order = OrderDecider.evolve(order, event);
            }
        }
        return order;
    }

    private static List<OrderEvent> accepted(PaymentOrder order, OrderCommand command) {
        Decision<OrderEvent> decision = DECIDER.decide(command, order);
        assertThat(decision).as(decision.toString()).isInstanceOf(Decision.Accepted.class);
        return ((Decision.Accepted<OrderEvent>) decision).events();
    }

    private static void refused(PaymentOrder order, OrderCommand command, String rule) {
        assertThat(DECIDER.decide(command, order))
                .isInstanceOfSatisfying(
                        Decision.Rejected.class,
                        rejected -> assertThat(rejected.rejection().rule()).isEqualTo(rule));
    }

    /** Two payments stand in the file. */
    private static PaymentOrder released() {
        return after(
                OrderDecider.initial(),
                new RecordOrder(
                        ORDER,
                        "0180",
                        TODAY,
                        new Debit(
                                "payer",
                                "Simulerade staden",
                                "account-1",
                                BankAccount.iban("SE9399900000000000000001"),
                                "SIMUSESS",
                                null),
                        List.of(line(1), line(2)),
                        by("officer")),
                new NoteReserved(ORDER, 1, by("driver")),
                new NoteReserved(ORDER, 2, by("driver")),
                new NoteConfirmed(ORDER, 1, 3, by("driver")),
                new NoteConfirmed(ORDER, 2, 3, by("driver")),
                new ReleaseOrder(
                        ORDER,
                        OffsetDateTime.parse("2022-01-03T10:30:00+01:00"),
                        List.of(1, 2),
                        List.of(new FileDigest("pain.001.001.03", "00")),
                        by("driver")));
    }

    private static OrderCommand returned() {
        return new ReportLine(ORDER, 1, LineStatus.RETURNED, "import", TODAY, null, null, null, by("bank"));
    }

    private static OrderCommand notTakenIn(@Nullable LineStatus status, Rejection why) {
        return new NoteNotTakenIn(ORDER, 1, status, status == null ? null : "import", why, by("driver"));
    }

    /** The money came back, and its recipient had repaid it. */
    private static PaymentOrder notTakenIn() {
        return after(released(), returned(), notTakenIn(LineStatus.RETURNED, REPAID));
    }

    private static OrderCommand proposes(String actor) {
        return new ProposeSettlement(ORDER, 1, "Its repayment was sent back, case 22/0042", by(actor));
    }

    private static OrderCommand confirms(String actor) {
        return new ConfirmSettlement(ORDER, "settlement-1", by(actor));
    }

    @Test
    void whatTheAgreementRefusesIsNotedOnceUntilItRefusesItForAnotherReason() {
        PaymentOrder told = after(released(), returned());

        assertThat(accepted(told, notTakenIn(LineStatus.RETURNED, REPAID)))
                .containsExactly(
                        new LineNotTakenIn(ORDER, 1, LineStatus.RETURNED, "import", REPAID.rule(), REPAID.detail()));
        assertThat(accepted(notTakenIn(), notTakenIn(LineStatus.RETURNED, REPAID)))
                .isEmpty();
        assertThat(accepted(
                        notTakenIn(), notTakenIn(LineStatus.RETURNED, Rejection.conflict("AnotherRule", "another"))))
                .hasSize(1);
    }

    @Test
    void whatWasPassedOnMeanwhileIsNotNotedAsRefused() {
        PaymentOrder passedOn =
                after(released(), returned(), new NotePassedOn(ORDER, 1, LineStatus.RETURNED, "import", by("driver")));

        assertThat(accepted(passedOn, notTakenIn(LineStatus.RETURNED, REPAID))).isEmpty();
    }

    @Test
    void whatIsTakenInAfterAllWaitsNoLonger() {
        Known order =
                (Known) after(notTakenIn(), new NotePassedOn(ORDER, 1, LineStatus.RETURNED, "import", by("driver")));

        assertThat(order.line(1).orElseThrow().notTakenIn()).isNull();
        refused(order, proposes("anna"), "OnlyWhatIsNotTakenInIsSettledByHand");
    }

    @Test
    void onePersonSettlesItByHandAndAnotherConfirmsIt() {
        assertThat(accepted(notTakenIn(), proposes("anna")))
                .containsExactly(new SettlementProposed(
                        ORDER,
                        "settlement-1",
                        1,
                        LineStatus.RETURNED,
                        "import",
                        REPAID.rule(),
                        "Its repayment was sent back, case 22/0042",
                        "anna"));
        PaymentOrder proposed = after(notTakenIn(), proposes("anna"));
        assertThat(Step.of((Known) proposed)).as("it is still tried").hasSize(1);

        refused(proposed, confirms("anna"), "WhoProposedMustNotConfirm");
        assertThat(accepted(proposed, confirms("bo")))
                .containsExactly(new SettlementConfirmed(ORDER, "settlement-1", 1, LineStatus.RETURNED, "bo"));
        PaymentOrder settled = after(proposed, confirms("bo"));
        assertThat(Step.of((Known) settled)).as("nothing is left to do").isEmpty();
        assertThat(((Known) settled).line(1).orElseThrow().reports())
                .singleElement()
                .satisfies(report -> assertThat(report.settledBy()).isEqualTo("settlement-1"));
        assertThat(accepted(settled, confirms("bo"))).isEmpty();
    }

    @Test
    void whatIsNotSettledSoIsRefusedWithAReasonAndWaitsOn() {
        PaymentOrder proposed = after(notTakenIn(), proposes("anna"));
        OrderCommand refuses = new RefuseSettlement(
                ORDER, "settlement-1", new Mandate("bo", TODAY, TODAY, "It has not been sent back yet"));

        refused(proposed, new RefuseSettlement(ORDER, "settlement-1", by("bo")), "ReasonMustBeGiven");
        assertThat(accepted(proposed, refuses))
                .containsExactly(new SettlementRefused(ORDER, "settlement-1", "bo", "It has not been sent back yet"));
        PaymentOrder refused = after(proposed, refuses);
        assertThat(accepted(refused, refuses)).isEmpty();
        refused(refused, confirms("bo"), "SettlementMustBeOpen");
        assertThat(accepted(refused, proposes("anna"))).hasSize(1);
        refused(
                after(proposed, confirms("bo")),
                new RefuseSettlement(ORDER, "settlement-1", new Mandate("bo", TODAY, TODAY, "after all")),
                "SettlementMustBeOpen");
    }

    @Test
    void nothingIsSettledByHandThatTheAgreementTakesIn() {
        refused(released(), proposes("anna"), "OnlyWhatIsNotTakenInIsSettledByHand");
        refused(notTakenIn(), new ProposeSettlement(ORDER, 1, " ", by("anna")), "DecisionMustBeGiven");
        refused(notTakenIn(), new ProposeSettlement(ORDER, 7, "why not", by("anna")), "LineMustBeInTheOrder");
        refused(after(notTakenIn(), proposes("anna")), proposes("bo"), "SettlementMustNotBeProposedTwice");
        refused(notTakenIn(), confirms("bo"), "SettlementMustBeProposed");
        refused(
                notTakenIn(),
                new RefuseSettlement(ORDER, "settlement-1", new Mandate("bo", TODAY, TODAY, "x")),
                "SettlementMustBeProposed");
    }

    /** As when the repayment turned out to be a mistake, and was voided while the proposal lay. */
    @Test
    void whatTheAgreementTakesInAfterAllIsNotSettledByHandAndTheProposalWaitsForNobody() {
        PaymentOrder proposed = after(notTakenIn(), proposes("anna"));
        OrderCommand passedOn = new NotePassedOn(ORDER, 1, LineStatus.RETURNED, "import", by("automation:driver"));

        assertThat(accepted(proposed, passedOn))
                .containsExactly(
                        new ReportPassedOn(ORDER, 1, LineStatus.RETURNED),
                        new SettlementRefused(ORDER, "settlement-1", "automation:driver", OVERTAKEN));
        PaymentOrder takenIn = after(proposed, passedOn);
        refused(takenIn, confirms("bo"), "SettlementMustBeOpen");
        assertThat(((Known) takenIn).settlements()).singleElement().satisfies(settlement -> {
            assertThat(settlement.decided()).isEqualTo(PaymentOrder.Decided.REFUSED);
            assertThat(settlement.reason()).isEqualTo(OVERTAKEN);
        });
    }

    /** What was decided rests on the reason for which it was refused. */
    @Test
    void whatIsRefusedForAnotherReasonMeanwhileIsNotSettledByTheProposalOfBefore() {
        PaymentOrder otherwise = after(
                notTakenIn(),
                proposes("anna"),
                notTakenIn(LineStatus.RETURNED, Rejection.conflict("AnotherRule", "another reason")));

        refused(otherwise, confirms("bo"), "SettlementMustBeOfWhatIsRefusedNow");
        PaymentOrder anew = after(
                otherwise,
                new RefuseSettlement(ORDER, "settlement-1", new Mandate("bo", TODAY, TODAY, "for another reason now")),
                proposes("anna"),
                new ConfirmSettlement(ORDER, "settlement-2", by("bo")));
        assertThat(((Known) anew).line(1).orElseThrow().notTakenIn()).isNull();
    }

    @Test
    void whatIsProposedOfAnotherPaymentWaitsOn() {
        PaymentOrder both = after(
                notTakenIn(),
                proposes("anna"),
                new ReportLine(ORDER, 2, LineStatus.RETURNED, "import", TODAY, null, null, null, by("bank")));

        assertThat(accepted(both, new NotePassedOn(ORDER, 2, LineStatus.RETURNED, "import", by("driver"))))
                .containsExactly(new ReportPassedOn(ORDER, 2, LineStatus.RETURNED));
    }

    /** Of what it had reserved its agreement does not take back. */
    private static PaymentOrder droppedAndNotGivenBack() {
        return after(
                OrderDecider.initial(),
                new RecordOrder(
                        ORDER,
                        "0180",
                        TODAY,
                        new Debit(
                                "payer",
                                "Simulerade staden",
                                "account-1",
                                BankAccount.iban("SE9399900000000000000001"),
                                "SIMUSESS",
                                null),
                        List.of(line(1)),
                        by("officer")),
                new NoteReserved(ORDER, 1, by("driver")),
                new NoteConfirmed(ORDER, 1, 3, by("driver")),
                new DropLine(ORDER, 1, REPAID, by("driver")),
                notTakenIn(null, REPAID));
    }

    @Test
    void whatADroppedPaymentCannotGiveBackIsSettledByHandToo() {
        PaymentOrder settled = after(droppedAndNotGivenBack(), proposes("anna"), confirms("bo"));

        assertThat(((Known) settled).line(1).orElseThrow().toGiveBack()).isFalse();
        assertThat(accepted(settled, new NoteGivenBack(ORDER, 1, by("driver")))).isEmpty();
    }

    @Test
    void whatADroppedPaymentGivesBackAfterAllIsNotSettledByHand() {
        PaymentOrder proposed = after(droppedAndNotGivenBack(), proposes("anna"));

        assertThat(accepted(proposed, new NoteGivenBack(ORDER, 1, by("automation:driver"))))
                .containsExactly(
                        new ReservationGivenBack(ORDER, 1),
                        new SettlementRefused(ORDER, "settlement-1", "automation:driver", OVERTAKEN));
    }

    @Test
    void aFileOfWhichAPaymentWasRejectedIsNotSentAgain() {
        PaymentOrder lost = after(
                released(),
                new StateOutcome(
                        ORDER, LineStatus.REJECTED, List.of(), null, TODAY, "It never reached the bank", by("anna")),
                new ConfirmOutcome(ORDER, "statement-1", by("bo")));

        assertThat(OrderRules.rejectedFileMustNotBeSent((Known) released())).isEmpty();
        assertThat(OrderRules.rejectedFileMustNotBeSent((Known) lost))
                .hasValueSatisfying(rejection -> assertThat(rejection.rule()).isEqualTo("RejectedFileMustNotBeSent"));
    }
}
