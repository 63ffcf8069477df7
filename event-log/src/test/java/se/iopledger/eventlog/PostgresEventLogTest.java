package se.iopledger.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import se.iopledger.eventlog.testing.EventLogConformance;
import se.iopledger.eventlog.testing.Events;
import se.iopledger.eventlog.testing.TestLog;

/** The log in PostgreSQL conforms. */
class PostgresEventLogTest extends EventLogConformance {

    private final TestLog opened = new TestLog("log");
    private final PostgresEventLog other =
            PostgresEventLog.open(opened.pool(), opened.database().app(), new SimpleMeterRegistry());

    @AfterEach
    void close() {
        other.close();
        opened.close();
    }

    @Test
    void migrating_again_changes_nothing() {
        opened.stored(Events.append("A", 0, 1));
        LogSchema.migrate(opened.database().owner(), opened.database().appRole());
        assertThat(opened.log().head()).isZero();
    }

    @Test
    void a_role_that_is_not_plain_is_refused() {
        assertThatThrownBy(() -> LogSchema.migrate(opened.database().owner(), "app\"; DROP SCHEMA eventlog; --"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Override
    protected EventLog log() {
        return opened.log();
    }

    @Override
    protected EventLog otherInstance() {
        return other;
    }
}
