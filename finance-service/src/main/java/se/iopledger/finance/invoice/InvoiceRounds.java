package se.iopledger.finance.invoice;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.iopledger.eventlog.Failure;

/** Goes again and again to the invoices that something is under way with, and takes up what was left behind. */
final class InvoiceRounds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InvoiceRounds.class);
    private static final int AT_A_TIME = 200;

    private final JdbcClient tables;
    private final InvoiceSteps steps;
    private final Duration pause;
    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("invoice-rounds").daemon().factory());
    private volatile @Nullable Failure lastFailure;

    InvoiceRounds(JdbcClient tables, InvoiceSteps steps, Duration pause) {
        this.tables = tables;
        this.steps = steps;
        this.pause = pause;
    }

    void start() {
        var _ = rounds.scheduleWithFixedDelay(this::round, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Why the last round failed; null when it went well. */
    @Nullable Failure lastFailure() {
        return lastFailure;
    }

    private record UnderWay(String invoiceId, String municipality) {}

    private void round() {
        Failure failure = null;
        try {
            for (UnderWay invoice : underWay()) {
                Failure one = doing(
                        "invoice " + invoice.invoiceId() + " could not go on",
                        () -> steps.follow(invoice.invoiceId(), invoice.municipality()));
                failure = one == null ? failure : one;
            }
            for (Astray astray : astray()) {
                Failure one = doing(
                        "invoice " + astray.invoiceId() + " stands in agreement " + astray.agreementId() + " as "
                                + astray.payableId() + ", where it does not belong",
                        () -> steps.takeBack(
                                astray.invoiceId(),
                                astray.agreementId(),
                                astray.payableId(),
                                astray.trancheId(),
                                astray.municipality()));
                failure = one == null ? failure : one;
            }
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError broken) {
            LOG.error("cannot tell which invoices are under way", broken);
            failure = Failure.of("cannot tell which invoices are under way", broken);
        }
        lastFailure = failure;
    }

    private List<UnderWay> underWay() {
        return tables.sql("SELECT invoice_id, municipality FROM invoice WHERE state = 'UNDER_WAY'"
                        + " ORDER BY position LIMIT :limit")
                .param("limit", AT_A_TIME)
                .query((row, number) -> new UnderWay(row.getString("invoice_id"), row.getString("municipality")))
                .list();
    }

    private record Astray(
            String invoiceId, String agreementId, String payableId, String trancheId, String municipality) {}

    /**
     * Invoices that an agreement has taken and that have been at rest elsewhere since: two that follow the same invoice at
     * the same time may leave one behind, when the slower asks what the faster has undone already.
     */
    private List<Astray> astray() {
        return tables.sql("""
                        SELECT i.invoice_id, p.agreement_id, p.payable_id, p.tranche_id, i.municipality
                        FROM invoice_put p JOIN invoice i ON i.invoice_id = p.invoice_id
                        WHERE i.state IN ('WAITING', 'REFUSED', 'GIVEN_BACK')
                           OR (i.state = 'MATCHED'
                               AND (i.agreement_id, i.tranche_id) IS DISTINCT FROM (p.agreement_id, p.tranche_id))
                        ORDER BY i.position LIMIT :limit""")
                .param("limit", AT_A_TIME)
                .query((row, number) -> new Astray(
                        row.getString("invoice_id"),
                        row.getString("agreement_id"),
                        row.getString("payable_id"),
                        row.getString("tranche_id"),
                        row.getString("municipality")))
                .list();
    }

    /** One invoice that cannot go on does not keep the others. */
    private static @Nullable Failure doing(String what, Runnable work) {
        try {
            work.run();
            return null;
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError broken) {
            LOG.error("{}", what, broken);
            return Failure.of(what, broken);
        }
    }

    @Override
    public void close() {
        rounds.shutdown();
    }
}
