package se.iopledger.finance.payable;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.iopledger.eventlog.testing.EmbeddedDatabases;
import se.iopledger.eventlog.testing.TestDatabase;

/**
 * A database from before the two projections of tranches became one: all that they kept is told by the log again, so that
 * none of it may stay, and no other projection begins anew.
 */
class PayablesFromBeforeTest {
    private final TestDatabase database = EmbeddedDatabases.create("payables_before");
    private final JdbcClient tables = JdbcClient.create(database.owner());

    @BeforeEach
    void asItWas() {
        migrate("shell", "classpath:se/iopledger/shell/migration", "latest");
        migrate("service", "classpath:db/finance", "54");
        tables.sql("INSERT INTO service.funding_schedule VALUES ('A', '0000', 1, 1)")
                .update();
        tables.sql("INSERT INTO service.tranche VALUES ('A', 'T', '0000', '2022-02-15', true, true, '{}')")
                .update();
        tables.sql("INSERT INTO service.fallen_tranche VALUES ('A', 'T')").update();
        tables.sql("INSERT INTO service.payable (agreement_id, payable_id, tranche_id) VALUES ('A', 'T', 'T')")
                .update();
        tables.sql("INSERT INTO service.payable_order VALUES ('A', 'T', 'O', 100, NULL, NULL)")
                .update();
        tables.sql("INSERT INTO service.payment_hold VALUES ('A', 'H', NULL, false, '{}')")
                .update();
        tables.sql("INSERT INTO shell.projection_token (processorname, segment)"
                        + " VALUES ('due-tranches', 0), ('waiting-payables', 0), ('open-orders', 0)")
                .update();
    }

    @Test
    void nothingOfThemStaysAndTheOthersGoOn() {
        migrate("service", "classpath:db/finance", "latest");

        assertThat(new Payables().tables()).allSatisfy(table -> assertThat(
                        tables.sql("SELECT count(*) FROM service." + table)
                                .query(Long.class)
                                .single())
                .isZero());
        assertThat(tables.sql("SELECT processorname FROM shell.projection_token")
                        .query(String.class)
                        .list())
                .containsExactly("open-orders");
    }

    private void migrate(String schema, String location, String target) {
        Flyway.configure()
                .dataSource(database.owner())
                .schemas(schema)
                .createSchemas(true)
                .table("schema_history")
                .locations(location)
                .placeholders(Map.of("appRole", database.appRole()))
                .target(target)
                .load()
                .migrate();
    }
}
