package se.iopledger.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import se.iopledger.contracts.EventCatalogue;
import se.iopledger.eventlog.Entry;
import se.iopledger.eventlog.EntryRestoration;
import se.iopledger.eventlog.PostgresEventLog;
import se.iopledger.eventlog.complete.LogCompletion;
import se.iopledger.eventlog.personal.MasterKeys;
import se.iopledger.eventlog.seal.LogTiles;
import se.iopledger.eventlog.testing.EmbeddedBroker;
import se.iopledger.eventlog.testing.EmbeddedDatabases;
import se.iopledger.eventlog.testing.Eventually;
import se.iopledger.eventlog.testing.KeptCopy;
import se.iopledger.eventlog.testing.TestDatabase;
import se.iopledger.proofs.note.SignatureType;
import se.iopledger.proofs.note.SigningKey;
import se.iopledger.shell.testing.RunningService;

/**
 * An agreement-service with databases and a broker of its own, so that either database can be put back to an earlier copy
 * without another test's log meeting the restored one in a topic.
 */
final class Installation implements AutoCloseable {
    private static final String TODAY = "2021-12-20";
    private static final String ORIGIN = "test.example/agreement-service";

    private final String masterKey = MasterKeys.generate("test");
    /** The same at every start, also on a copy of the log. */
    private final String signingKey = SigningKey.generate(ORIGIN, SignatureType.ED25519, new SecureRandom())
            .secretText();

    private TestDatabase log = EmbeddedDatabases.create("agreement");
    private TestDatabase keys = EmbeddedDatabases.create("agreementkeys");
    private EmbeddedKafkaKraftBroker broker = newBroker();
    private RunningService service = started();

    private static EmbeddedKafkaKraftBroker newBroker() {
        // So that Kafka's shutdown hooks are those of the shared broker, which knows how to live with them.
        var _ = EmbeddedBroker.bootstrapServers();
        EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 1);
        broker.brokerProperties(Map.of("auto.create.topics.enable", "false", "group.initial.rebalance.delay.ms", "0"));
        broker.afterPropertiesSet();
        return broker;
    }

    private RunningService started() {
        Map<String, String> settings = AgreementService.settings(TODAY, keys, masterKey);
        settings.put("iop.kafka.bootstrap-servers", broker.getBrokersAsString());
        settings.put("iop.log.origin", ORIGIN);
        settings.put("iop.log.signing-keys", signingKey);
        return RunningService.start(AgreementServiceApplication.class, log, settings);
    }

    RunningService service() {
        return service;
    }

    TestDatabase log() {
        return log;
    }

    TestDatabase keys() {
        return keys;
    }

    MasterKeys masterKeys() {
        return MasterKeys.parse(masterKey);
    }

    /** Both databases as they are now. */
    Backup backUp() {
        service.close();
        Backup backup =
                new Backup(EmbeddedDatabases.copyOf(log, "logbackup"), EmbeddedDatabases.copyOf(keys, "keysbackup"));
        service = started();
        return backup;
    }

    record Backup(TestDatabase log, TestDatabase keys) {}

    /** Puts the log back, with a topic that nothing was published to. */
    void restoreLog(Backup backup) {
        service.close();
        broker.destroy();
        broker = newBroker();
        log = backup.log();
        service = started();
    }

    /**
     * Puts both back to the same yesterday and completes the log, from what others kept of it, before the service starts.
     * The topics stay.
     */
    void restoreBothAndComplete(Backup backup) throws SQLException {
        LogTiles served = service.bean(LogTiles.class);
        long size = service.bean(PostgresEventLog.class).head() + 1;
        Eventually.await("all is sealed", () -> served.size() == size);
        SigningKey witness =
                SigningKey.generate("test.example/witness", SignatureType.COSIGNATURE_V1, new SecureRandom());
        KeptCopy copy = KeptCopy.of(served, witness);
        service.close();
        log = backup.log();
        keys = backup.keys();
        LogCompletion.Whose whose = new LogCompletion.Whose(
                "/agreement-service", List.of(SigningKey.parse(signingKey).verifier()), List.of(witness.verifier()));
        LogCompletion.Outcome outcome =
                new LogCompletion(new EntryRestoration(log.owner()), copy, whose, said -> {}).complete(false);
        assertThat(outcome.after()).isEqualTo(size).isGreaterThan(outcome.before());
        service = started();
    }

    void restoreKeys(Backup backup) {
        service.close();
        keys = backup.keys();
        service = started();
    }

    void restart() {
        service.close();
        service = started();
    }

    List<Entry> entries() {
        return service.bean(PostgresEventLog.class).readFrom(0, 10_000);
    }

    /** Everything published so far: as many records as the log has entries. */
    List<byte[]> published() {
        Properties client = new Properties();
        client.put("bootstrap.servers", broker.getBrokersAsString());
        List<TopicPartition> partitions = new ArrayList<>();
        for (int partition = 0; partition < EventCatalogue.PARTITIONS; partition++) {
            partitions.add(new TopicPartition(EventCatalogue.AGREEMENTS_TOPIC, partition));
        }
        List<byte[]> values = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            int expected = entries().size();
            long giveUpAt = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (values.size() < expected && System.nanoTime() < giveUpAt) {
                consumer.poll(Duration.ofMillis(200)).forEach(found -> values.add(found.value()));
            }
        }
        return values;
    }

    @Override
    public void close() {
        service.close();
        broker.destroy();
    }
}
