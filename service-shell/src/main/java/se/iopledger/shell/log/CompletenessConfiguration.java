package se.iopledger.shell.log;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.ContextClosedEvent;
import se.iopledger.contracts.EventCatalogue;
import se.iopledger.eventlog.PostgresEventLog;
import se.iopledger.eventlog.complete.CheckpointEvidence;
import se.iopledger.eventlog.complete.Completeness;
import se.iopledger.eventlog.complete.Evidence;
import se.iopledger.eventlog.complete.TopicEvidence;
import se.iopledger.proofs.note.SigningKey;
import se.iopledger.proofs.note.VerifierKey;
import se.iopledger.shell.ServiceDefinition;

/** Keeps the log closed to writes until it is known to be complete, and shows why. */
@Configuration
@EnableConfigurationProperties(JournalSettings.class)
@Import(CompletenessEndpoint.class)
public class CompletenessConfiguration {
    @Bean
    Completeness completeness(
            DataSource pool,
            ServiceDefinition service,
            SealSettings seal,
            JournalSettings journal,
            @Value("${iop.kafka.bootstrap-servers}") String bootstrapServers,
            MeterRegistry meters) {
        Map<String, Object> kafka = Map.of("bootstrap.servers", bootstrapServers);
        List<VerifierKey> keys = logKeys(seal);
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new TopicEvidence(service.topic(), kafka));
        evidence.add(new CheckpointEvidence(EventCatalogue.CHECKPOINTS_TOPIC, seal.origin(), keys, kafka));
        if (journal.isConfigured()) {
            evidence.add(new WitnessEvidence(new ServedJournal(journal, service.name()), keys));
        }
        return Completeness.begin(
                pool,
                evidence,
                "Complete it from the journal: run the jar of " + service.name() + " with " + CompleteLog.COMMAND
                        + ", as docs/restore.md says.",
                meters);
    }

    @Bean
    KeptElsewhere keptElsewhere(JournalSettings journal) {
        return new KeptElsewhere(journal.isConfigured() ? Optional.of(new ServedEntries(journal)) : Optional.empty());
    }

    /** The keys that sign the log's checkpoints, and those that did. */
    static List<VerifierKey> logKeys(SealSettings settings) {
        return Stream.concat(
                        SigningKeys.of(settings).stream().map(SigningKey::verifier),
                        SigningKeys.former(settings).stream())
                .toList();
    }

    /** Before anything else is closed, so that nothing begins meanwhile. */
    @Bean
    ApplicationListener<ContextClosedEvent> stopLookingAtTheLog(Completeness completeness) {
        return closed -> completeness.close();
    }

    @Bean
    NeedsAttention completenessAttention(PostgresEventLog log) {
        return () -> log.refusal().stream().toList();
    }

    @Bean
    HealthIndicator completenessHealth(PostgresEventLog log) {
        return () -> log.refusal()
                .map(why -> Health.down().withDetail("takesWrites", false).withDetail("why", why))
                .orElseGet(() -> Health.up().withDetail("takesWrites", true))
                .build();
    }
}
