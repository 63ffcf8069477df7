package se.iopledger.reporting.testing;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.EventCatalogue;
import se.iopledger.eventlog.Append;
import se.iopledger.eventlog.AppendResult;
import se.iopledger.eventlog.Entry;
import se.iopledger.eventlog.EntryAttributes;
import se.iopledger.eventlog.LogSchema;
import se.iopledger.eventlog.NewEvent;
import se.iopledger.eventlog.PostgresEventLog;
import se.iopledger.eventlog.publisher.KafkaPublisher;
import se.iopledger.eventlog.testing.EmbeddedBroker;
import se.iopledger.eventlog.testing.EmbeddedDatabases;
import se.iopledger.eventlog.testing.TestDatabase;

/**
 * Another service, as far as it can be heard: a real log, published to its real topic. One of each per JVM, since a
 * topic belongs to one log.
 */
public final class OtherService implements AutoCloseable {
    private final String name;
    private final HikariDataSource pool;
    private final PostgresEventLog log;
    private final KafkaPublisher publisher;
    private final Map<String, Long> nextSequences = new HashMap<>();

    /**
     * Opens the log and starts publishing.
     *
     * @param name as {@code agreement-service}
     * @param topic where it publishes
     */
    public OtherService(String name, String topic) {
        this(name, topic, EmbeddedBroker.bootstrapServers());
    }

    /** As above, on another broker than the one that all tests share. */
    public OtherService(String name, String topic, String bootstrapServers) {
        this.name = name;
        TestDatabase database = EmbeddedDatabases.create("otherservice");
        LogSchema.migrate(database.owner(), database.appRole());
        this.pool = database.appPool();
        this.log = PostgresEventLog.open(pool, database.app(), new SimpleMeterRegistry());
        this.publisher = new KafkaPublisher(
                log,
                pool,
                database.app(),
                topic,
                EventCatalogue.PARTITIONS,
                Map.of("bootstrap.servers", bootstrapServers),
                new SimpleMeterRegistry());
        publisher.start();
    }

    /**
     * Lets an event happen.
     *
     * @param cause the entry that made it necessary, or null
     */
    public Entry tell(
            String agreementId, String municipality, LocalDate effectiveOn, Object event, @Nullable Entry cause) {
        long sequence = nextSequences.merge(agreementId, 1L, Long::sum) - 1;
        NewEvent.Builder stored = NewEvent.of(
                        "/" + name,
                        Entries.typeOf(event),
                        agreementId,
                        sequence,
                        UUID.randomUUID().toString())
                .with(EntryAttributes.MUNICIPALITY, municipality)
                .with(EntryAttributes.ACTOR, "registrar")
                .with(EntryAttributes.EFFECTIVE, effectiveOn.toString());
        if (cause != null) {
            stored.with(EntryAttributes.CAUSE_ORIGIN, cause.source())
                    .with(EntryAttributes.CAUSE_POSITION, Long.toString(cause.position()));
        }
        byte[] data = ContractsJson.mapper().writeValueAsString(event).getBytes(StandardCharsets.UTF_8);
        if (!(log.append(new Append(List.of(stored.data(data)))).join() instanceof AppendResult.Stored)) {
            throw new AssertionError("not stored: " + event);
        }
        return log.readStream(agreementId, sequence, 1).getFirst();
    }

    @Override
    public void close() {
        publisher.close();
        log.close();
        pool.close();
    }
}
