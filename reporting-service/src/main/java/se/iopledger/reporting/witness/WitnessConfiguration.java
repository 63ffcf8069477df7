package se.iopledger.reporting.witness;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import se.iopledger.contracts.EventCatalogue;
import se.iopledger.eventlog.DirectConnections;
import se.iopledger.eventlog.inbox.Inbox;
import se.iopledger.eventlog.inbox.PartitionHealth;
import se.iopledger.reporting.journal.Differences;
import se.iopledger.reporting.journal.Gaps;
import se.iopledger.reporting.journal.Journal;
import se.iopledger.shell.log.NeedsAttention;

/** The journal's inbox, and the witness where logs are configured for it. */
@Configuration
@EnableConfigurationProperties(WitnessSettings.class)
class WitnessConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(WitnessConfiguration.class);

    /** Names the journal's consumer; how far it has come is kept under this name. */
    private static final String JOURNAL = "journal";

    /** The shell closes inboxes. */
    @Bean(destroyMethod = "")
    Inbox journalInbox(
            DataSource pool,
            ObjectProvider<Witness> witness,
            @Value("${iop.kafka.bootstrap-servers}") String bootstrapServers,
            MeterRegistry meters) {
        Differences differences = (source, position, kept, received, connection) -> {
            Witness present = witness.getIfAvailable();
            if (present == null) {
                LOG.error(
                        "Position {} of {} arrived again with leaf hash {}, not {}.", position, source, received, kept);
            } else {
                present.differs(source, position, kept, received, connection);
            }
        };
        Gaps gaps = (source, first, last, lacking, connection) -> {
            Witness present = witness.getIfAvailable();
            if (present == null) {
                LOG.error("Of the positions {} to {} of {}, {} did not arrive.", first, last, source, lacking);
            } else {
                present.missing(source, first, last, lacking, connection);
            }
        };
        return new Inbox(
                JOURNAL,
                EventCatalogue.byTopic().keySet(),
                new Journal(pool, differences, gaps),
                pool,
                Map.of("bootstrap.servers", bootstrapServers),
                meters);
    }

    @Bean
    @Nullable Witness witness(
            WitnessSettings settings,
            DataSource pool,
            Inbox journalInbox,
            @Value("${iop.database.url}") String databaseUrl,
            @Value("${iop.database.user}") String databaseUser,
            @Value("${iop.database.password}") String databasePassword,
            @Value("${iop.kafka.bootstrap-servers}") String bootstrapServers,
            MeterRegistry meters) {
        if (settings.logs().isEmpty()) {
            LOG.warn("No log is witnessed: iop.witness.logs is not configured.");
            return null;
        }
        return new Witness(
                () -> WitnessKeys.logs(settings),
                WitnessKeys.own(settings),
                settings.entriesWithin(),
                settings.signedWithin(),
                pool,
                DirectConnections.of(databaseUrl, databaseUser, databasePassword),
                EventCatalogue.CHECKPOINTS_TOPIC,
                Map.of("bootstrap.servers", bootstrapServers),
                hasAllThatIsPublished(journalInbox),
                InstantSource.system(),
                meters);
    }

    /** A stopped partition has what it will ever have. */
    static BooleanSupplier hasAllThatIsPublished(Inbox journal) {
        return () -> {
            try {
                return journal.health().partitions().stream().anyMatch(PartitionHealth::stopped)
                        || journal.behind() == 0;
            } catch (SQLException | KafkaException notTold) {
                LOG.debug("How much the journal is behind is not known.", notTold);
                return false;
            }
        };
    }

    @Bean
    ApplicationRunner startWitnessing(Optional<Witness> witness) {
        return arguments -> witness.ifPresent(Witness::start);
    }

    @Bean
    NeedsAttention witnessAttention(Optional<Witness> witness, Inbox journalInbox) {
        return () -> {
            List<String> needed = new ArrayList<>();
            journalInbox.health().partitions().stream()
                    .filter(PartitionHealth::stopped)
                    .forEach(partition -> needed.add("the journal is stopped: " + partition.failure()));
            if (witness.isPresent()) {
                for (Alarm alarm : witness.get().alarms().undecided()) {
                    needed.add("alarm " + alarm.id() + " of " + alarm.origin() + ", " + alarm.kind() + ": "
                            + alarm.what());
                }
                needed.addAll(witness.get().unsigned());
            }
            return needed;
        };
    }

    @Bean
    HealthIndicator witnessHealth(Optional<Witness> witness) {
        return () -> {
            if (witness.isEmpty()) {
                return Health.up()
                        .withDetail("witnessed", "no log is configured")
                        .build();
            }
            Witness.Health health = witness.get().health();
            List<Alarm> undecided = undecided(witness.get());
            List<String> unsigned = unsigned(witness.get());
            boolean well = !health.failing() && undecided.isEmpty() && unsigned.isEmpty();
            Health.Builder answer = well ? Health.up() : Health.down();
            answer.withDetail("alarms", undecided.stream().map(Alarm::toString).toList())
                    .withDetail("unsigned", unsigned);
            if (health.lastFailure() != null) {
                answer.withDetail("lastFailure", health.lastFailure().toString());
            }
            return answer.build();
        };
    }

    private static List<String> unsigned(Witness witness) {
        try {
            return witness.unsigned();
        } catch (SQLException away) {
            throw new IllegalStateException("What is signed cannot be read.", away);
        }
    }

    private static List<Alarm> undecided(Witness witness) {
        try {
            return witness.alarms().undecided();
        } catch (SQLException away) {
            throw new IllegalStateException("The alarms cannot be read.", away);
        }
    }
}
