package se.iopledger.finance.order;

import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.iopledger.contracts.finance.PaymentEvent.AttestRefused;
import se.iopledger.contracts.finance.PaymentEvent.AttestVoided;
import se.iopledger.contracts.finance.PaymentEvent.InvoicePut;
import se.iopledger.contracts.finance.PaymentEvent.InvoiceTakenBack;
import se.iopledger.contracts.finance.PaymentEvent.OfPayable;
import se.iopledger.contracts.finance.PaymentEvent.PayableApproved;
import se.iopledger.contracts.finance.PaymentEvent.PayableConfirmed;
import se.iopledger.contracts.finance.PaymentEvent.PayableExamined;
import se.iopledger.contracts.finance.PaymentEvent.PayableReserved;
import se.iopledger.contracts.finance.PaymentEvent.PaymentExecuted;
import se.iopledger.contracts.finance.PaymentEvent.PaymentRejected;
import se.iopledger.contracts.finance.PaymentEvent.PaymentReturned;
import se.iopledger.contracts.finance.PaymentEvent.ReservationGivenBack;
import se.iopledger.shell.projection.Projection;
import se.iopledger.shell.projection.RecordedEvent;

/**
 * Where to look for what may be ordered: what was approved and is in no file to a bank. Whether it may be ordered now is
 * asked of its agreement's stream.
 */
@Component
final class ApprovedPayables implements Projection {
    private final JdbcClient reading;

    ApprovedPayables(JdbcClient reading) {
        this.reading = reading;
    }

    /** A payable of an agreement. */
    record Place(String agreementId, String payableId) {}

    @Override
    public String name() {
        return "approved-payables";
    }

    @Override
    public Set<Class<?>> about() {
        return Set.of(OfPayable.class);
    }

    @Override
    public List<String> tables() {
        return List.of("approved_payable");
    }

    @Override
    public void on(RecordedEvent event, JdbcClient tables) {
        if (event.payload() instanceof OfPayable payable) {
            switch (after(payable)) {
                case COMES -> remember(payable, event.municipality(), tables);
                case GOES -> forget(payable, tables);
                case STAYS -> {
                    // As it was.
                }
            }
        }
    }

    /** What an event makes of a payable's row. */
    enum Row {
        COMES,
        GOES,
        STAYS
    }

    /** It goes with the confirmation; whatever opens it again after that brings it back. */
    static Row after(OfPayable event) {
        return switch (event) {
            case PayableConfirmed _ -> Row.GOES;
            case PayableApproved _, ReservationGivenBack _, PaymentRejected _, PaymentReturned _ -> Row.COMES;
            case PayableReserved _,
                    PaymentExecuted _,
                    InvoicePut _,
                    InvoiceTakenBack _,
                    PayableExamined _,
                    AttestRefused _,
                    AttestVoided _ -> Row.STAYS;
        };
    }

    private static void forget(OfPayable event, JdbcClient tables) {
        tables.sql("DELETE FROM approved_payable WHERE agreement_id = :agreement AND payable_id = :payable")
                .param("agreement", event.agreementId())
                .param("payable", event.payableId())
                .update();
    }

    private static void remember(OfPayable event, String municipality, JdbcClient tables) {
        tables.sql("INSERT INTO approved_payable VALUES (:agreement, :payable, :municipality) ON CONFLICT DO NOTHING")
                .param("agreement", event.agreementId())
                .param("payable", event.payableId())
                .param("municipality", municipality)
                .update();
    }

    List<Place> of(String municipality) {
        return reading.sql("SELECT agreement_id, payable_id FROM approved_payable WHERE municipality = :municipality"
                        + " ORDER BY agreement_id, payable_id")
                .param("municipality", municipality)
                .query((row, number) -> new Place(row.getString(1), row.getString(2)))
                .list();
    }
}
