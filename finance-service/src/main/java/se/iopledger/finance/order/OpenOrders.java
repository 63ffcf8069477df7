package se.iopledger.finance.order;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.iopledger.contracts.finance.OrderEvent;
import se.iopledger.contracts.finance.OrderEvent.LineConfirmed;
import se.iopledger.contracts.finance.OrderEvent.LineDropped;
import se.iopledger.contracts.finance.OrderEvent.LineNotTakenIn;
import se.iopledger.contracts.finance.OrderEvent.LineReported;
import se.iopledger.contracts.finance.OrderEvent.LineReserved;
import se.iopledger.contracts.finance.OrderEvent.LineStatus;
import se.iopledger.contracts.finance.OrderEvent.OrderEmptied;
import se.iopledger.contracts.finance.OrderEvent.OrderRecorded;
import se.iopledger.contracts.finance.OrderEvent.OrderReleased;
import se.iopledger.contracts.finance.OrderEvent.OutcomeConfirmed;
import se.iopledger.contracts.finance.OrderEvent.OutcomeRefused;
import se.iopledger.contracts.finance.OrderEvent.OutcomeStated;
import se.iopledger.contracts.finance.OrderEvent.ReportPassedOn;
import se.iopledger.contracts.finance.OrderEvent.ReservationGivenBack;
import se.iopledger.contracts.finance.OrderEvent.SettlementConfirmed;
import se.iopledger.contracts.finance.OrderEvent.SettlementProposed;
import se.iopledger.contracts.finance.OrderEvent.SettlementRefused;
import se.iopledger.shell.projection.Projection;
import se.iopledger.shell.projection.RecordedEvent;

/** Which orders there are, and which of them have something left to do. */
@Component
final class OpenOrders implements Projection {
    private final JdbcClient reading;

    OpenOrders(JdbcClient reading) {
        this.reading = reading;
    }

    /**
     * One order in the list.
     *
     * @param openStatements how many statements about its payments, and settlements by hand, wait for a second person
     */
    record Row(
            String orderId,
            String municipality,
            LocalDate paymentDate,
            int lines,
            String standing,
            int openStatements) {}

    @Override
    public String name() {
        return "payment-orders";
    }

    @Override
    public Set<Class<?>> about() {
        return Set.of(OrderEvent.class);
    }

    @Override
    public List<String> tables() {
        return List.of("payment_order", "payment_order_not_taken_in");
    }

    @Override
    public void on(RecordedEvent event, JdbcClient tables) {
        if (!(event.payload() instanceof OrderEvent told)) {
            return;
        }
        switch (told) {
            case OrderRecorded recorded ->
                tables.sql("INSERT INTO payment_order VALUES (:id, :municipality, :day, :lines, 'RECORDED', 0, 0)")
                        .param("id", recorded.orderId())
                        .param("municipality", recorded.municipality())
                        .param("day", recorded.paymentDate())
                        .param("lines", recorded.lines().size())
                        .update();
            case OrderReleased released -> standing(released.orderId(), "RELEASED", tables);
            case OrderEmptied emptied -> standing(emptied.orderId(), "EMPTY", tables);
            case LineReported reported -> {
                if (reported.status() != LineStatus.ACCEPTED) {
                    owe(reported.orderId(), 1, tables);
                }
            }
            case ReportPassedOn passed -> {
                owe(passed.orderId(), -1, tables);
                takenIn(passed.orderId(), passed.line(), tables);
            }
            case ReservationGivenBack back -> takenIn(back.orderId(), back.line(), tables);
            case LineNotTakenIn not ->
                tables.sql("INSERT INTO payment_order_not_taken_in VALUES (:id, :line) ON CONFLICT DO NOTHING")
                        .param("id", not.orderId())
                        .param("line", not.line())
                        .update();
            case LineReserved _, LineConfirmed _, LineDropped _ -> {
                // Steps on the way to the release.
            }
            case SettlementProposed proposed -> waits(proposed.orderId(), 1, tables);
            case SettlementConfirmed confirmed -> {
                waits(confirmed.orderId(), -1, tables);
                takenIn(confirmed.orderId(), confirmed.line(), tables);
                if (confirmed.status() != null) {
                    owe(confirmed.orderId(), -1, tables);
                }
            }
            case SettlementRefused refused -> waits(refused.orderId(), -1, tables);
            case OutcomeStated stated -> waits(stated.orderId(), 1, tables);
            case OutcomeConfirmed confirmed -> waits(confirmed.orderId(), -1, tables);
            case OutcomeRefused refused -> waits(refused.orderId(), -1, tables);
        }
    }

    private static void standing(String orderId, String standing, JdbcClient tables) {
        tables.sql("UPDATE payment_order SET standing = :standing WHERE order_id = :id")
                .param("standing", standing)
                .param("id", orderId)
                .update();
    }

    private static void owe(String orderId, int more, JdbcClient tables) {
        tables.sql("UPDATE payment_order SET to_pass_on = to_pass_on + :more WHERE order_id = :id")
                .param("more", more)
                .param("id", orderId)
                .update();
    }

    private static void takenIn(String orderId, int line, JdbcClient tables) {
        tables.sql("DELETE FROM payment_order_not_taken_in WHERE order_id = :id AND line = :line")
                .param("id", orderId)
                .param("line", line)
                .update();
    }

    private static void waits(String orderId, int more, JdbcClient tables) {
        tables.sql("UPDATE payment_order SET open_statements = open_statements + :more WHERE order_id = :id")
                .param("more", more)
                .param("id", orderId)
                .update();
    }

    /** The place of an order among those that have something left to do: the nearest day first. */
    record Place(LocalDate paymentDate, String orderId) {}

    private static final String SOMETHING_TO_DO = """
            (standing = 'RECORDED' OR to_pass_on > 0
                OR EXISTS (SELECT 1 FROM payment_order_not_taken_in n WHERE n.order_id = payment_order.order_id))""";

    /**
     * Orders on their way to the release, those of which the bank told something that is to be passed on, and those that
     * have to give something back.
     *
     * @param last only what comes after this one; from the beginning where null
     */
    List<Place> withSomethingToDo(@Nullable Place last, int limit) {
        return reading.sql("SELECT payment_date, order_id FROM payment_order WHERE " + SOMETHING_TO_DO
                        + " AND (payment_date, order_id) > (:day, :id) ORDER BY payment_date, order_id LIMIT :limit")
                .param("day", last == null ? LocalDate.EPOCH : last.paymentDate())
                .param("id", last == null ? "" : last.orderId())
                .param("limit", limit)
                .query((row, number) -> new Place(row.getObject(1, LocalDate.class), row.getString(2)))
                .list();
    }

    boolean hasSomethingToDo(String orderId) {
        return reading.sql("SELECT count(*) FROM payment_order WHERE order_id = :id AND " + SOMETHING_TO_DO)
                        .param("id", orderId)
                        .query((row, number) -> row.getLong(1))
                        .single()
                > 0;
    }

    /** Orders that wait for something that a person may have to look at, the nearest day first. */
    List<String> waiting(int limit) {
        return reading.sql("""
                        SELECT order_id FROM payment_order o
                        WHERE EXISTS (SELECT 1 FROM payment_order_not_taken_in n WHERE n.order_id = o.order_id)
                           OR (standing = 'RECORDED'
                               AND EXISTS (SELECT 1 FROM order_wait w WHERE w.order_id = o.order_id))
                        ORDER BY payment_date, order_id LIMIT :limit""")
                .param("limit", limit)
                .query((row, number) -> row.getString(1))
                .list();
    }

    /** The newest days first, after the one that the page before ended with. */
    List<Row> of(Set<String> municipalities, LocalDate beforeDay, String afterId, int limit) {
        if (municipalities.isEmpty()) {
            return List.of();
        }
        return reading.sql("""
                        SELECT order_id, municipality, payment_date, lines, standing, open_statements FROM payment_order
                        WHERE municipality IN (:municipalities)
                          AND (payment_date < :day OR (payment_date = :day AND order_id > :id))
                        ORDER BY payment_date DESC, order_id LIMIT :limit""")
                .param("municipalities", municipalities)
                .param("day", beforeDay)
                .param("id", afterId)
                .param("limit", limit)
                .query((row, number) -> new Row(
                        row.getString(1),
                        row.getString(2),
                        row.getObject(3, LocalDate.class),
                        row.getInt(4),
                        row.getString(5),
                        row.getInt(6)))
                .list();
    }
}
