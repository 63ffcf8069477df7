package se.iopledger.finance.order;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** In this service's database. It is no projection: it comes of asking agreement-service, and not of the log. */
@Component
final class StoredOrderWaits implements OrderWaits {
    private final JdbcClient tables;

    StoredOrderWaits(JdbcClient tables) {
        this.tables = tables;
    }

    @Override
    public void waits(String orderId, String what) {
        tables.sql("""
                        INSERT INTO order_wait (order_id, what) VALUES (:order, :what)
                        ON CONFLICT (order_id) DO UPDATE SET what = :what WHERE order_wait.what <> :what""").param("order", orderId).param("what", what).update();
    }

    @Override
    public void goesOn(String orderId) {
        tables.sql("DELETE FROM order_wait WHERE order_id = :order")
                .param("order", orderId)
                .update();
    }

    @Override
    public Optional<String> of(String orderId) {
        return tables.sql("SELECT what FROM order_wait WHERE order_id = :order")
                .param("order", orderId)
                .query((row, number) -> row.getString(1))
                .optional();
    }
}
