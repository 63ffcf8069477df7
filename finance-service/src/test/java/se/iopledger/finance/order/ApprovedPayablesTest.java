package se.iopledger.finance.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.PaymentEvent.Attested;
import se.iopledger.contracts.finance.PaymentEvent.OfPayable;
import se.iopledger.contracts.finance.PaymentEvent.PayableApproved;
import se.iopledger.contracts.finance.PaymentEvent.PayableConfirmed;
import se.iopledger.contracts.finance.PaymentEvent.PayableReserved;
import se.iopledger.contracts.finance.PaymentEvent.PaymentExecuted;
import se.iopledger.contracts.finance.PaymentEvent.PaymentRejected;
import se.iopledger.contracts.finance.PaymentEvent.PaymentReturned;
import se.iopledger.contracts.finance.PaymentEvent.ReservationGivenBack;
import se.iopledger.contracts.finance.PaymentEvent.RightUsed;
import se.iopledger.finance.order.ApprovedPayables.Row;

/** Where it is looked for what may be ordered. */
class ApprovedPayablesTest {
    private static final LocalDate DAY = LocalDate.parse("2019-01-02");
    private static final Money AMOUNT = Money.parse("100.00");

    private static final OfPayable CONFIRMED =
            new PayableConfirmed("a-1", "t", "t", "order", DAY, "partner", AMOUNT, "examiner", "approver");

    @Test
    void whatIsConfirmedForAnOrderIsNotLookedAtAnyMore() {
        assertThat(ApprovedPayables.after(CONFIRMED)).isEqualTo(Row.GOES);
    }

    @Test
    void whatIsApprovedOrIsOpenAgainIsLookedAt() {
        List<OfPayable> openAgain = List.of(
                new PayableApproved(
                        "a-1",
                        "t",
                        new Attested("partner", AMOUNT),
                        "approver",
                        new RightUsed("right-1", AMOUNT, null)),
                new ReservationGivenBack("a-1", "t", "order", "held"),
                new PaymentRejected("a-1", "t", "order", DAY, AMOUNT, "AC04"),
                new PaymentReturned("a-1", "t", "order", DAY, AMOUNT, "AC04"));

        assertThat(openAgain)
                .allSatisfy(event -> assertThat(ApprovedPayables.after(event)).isEqualTo(Row.COMES));
    }

    @Test
    void aReservationMayBeGivenBackAndAnExecutionIsToldAfterTheConfirmation() {
        assertThat(ApprovedPayables.after(new PayableReserved("a-1", "t", "order", DAY, "partner", AMOUNT, "officer")))
                .isEqualTo(Row.STAYS);
        assertThat(ApprovedPayables.after(new PaymentExecuted("a-1", "t", "order", DAY, AMOUNT)))
                .as("told after a return, it says nothing new")
                .isEqualTo(Row.STAYS);
    }
}
