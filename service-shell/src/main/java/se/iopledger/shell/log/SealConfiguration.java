package se.iopledger.shell.log;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import se.iopledger.contracts.EventCatalogue;
import se.iopledger.eventlog.DirectConnections;
import se.iopledger.eventlog.PostgresEventLog;
import se.iopledger.eventlog.complete.Completeness;
import se.iopledger.eventlog.seal.CheckpointPublisher;
import se.iopledger.eventlog.seal.LogTiles;
import se.iopledger.eventlog.seal.Sealer;
import se.iopledger.eventlog.seal.SealerHealth;

/** Sealing the service's own log, and publishing its checkpoints. */
@Configuration
@EnableConfigurationProperties(SealSettings.class)
public class SealConfiguration {
    @Bean
    LogTiles logTiles(PostgresEventLog log, DataSource pool) {
        return new LogTiles(log, pool);
    }

    @Bean
    CheckpointPublisher checkpointPublisher(
            DataSource pool,
            DatabaseSettings database,
            @Value("${iop.kafka.bootstrap-servers}") String bootstrapServers,
            MeterRegistry meters) {
        return new CheckpointPublisher(
                pool,
                direct(database),
                EventCatalogue.CHECKPOINTS_TOPIC,
                Map.of("bootstrap.servers", bootstrapServers),
                meters);
    }

    @Bean
    Sealer sealer(
            PostgresEventLog log,
            DataSource pool,
            DatabaseSettings database,
            SealSettings settings,
            CheckpointPublisher checkpoints,
            MeterRegistry meters) {
        return new Sealer(
                log,
                pool,
                direct(database),
                settings.origin(),
                SigningKeys.of(settings),
                SigningKeys.former(settings),
                checkpoints::sealed,
                meters);
    }

    private static DataSource direct(DatabaseSettings database) {
        return DirectConnections.of(database.url(), database.user(), database.password());
    }

    @Bean
    ApplicationRunner startSealing(Sealer sealer, CheckpointPublisher checkpoints, Completeness completeness) {
        // A log that was set back signs nothing: it would state that it is shorter than it has said before.
        return arguments -> completeness.whenOpen(() -> {
            sealer.start();
            checkpoints.start(completeness.remembered());
        });
    }

    @Bean
    NeedsAttention sealerAttention(Sealer sealer) {
        return () -> {
            SealerHealth health = sealer.health();
            return health.broken() ? List.of("the log is not sealed any more: " + health.lastFailure()) : List.of();
        };
    }

    @Bean
    HealthIndicator sealerHealth(Sealer sealer) {
        return () -> {
            SealerHealth health = sealer.health();
            Health.Builder answer = health.failing() ? Health.down() : Health.up();
            answer.withDetail("leading", health.leading())
                    .withDetail("broken", health.broken())
                    .withDetail("sealedSize", health.sealedSize())
                    .withDetail("lag", health.lag());
            if (health.lastFailure() != null) {
                answer.withDetail("lastFailure", health.lastFailure().toString());
            }
            return answer.build();
        };
    }

    @Bean
    HealthIndicator checkpointsHealth(CheckpointPublisher checkpoints) {
        return () -> {
            CheckpointPublisher.Health health = checkpoints.health();
            Health.Builder answer = health.failing() ? Health.down() : Health.up();
            answer.withDetail("publishedSize", health.publishedSize());
            if (health.lastFailure() != null) {
                answer.withDetail("lastFailure", health.lastFailure().toString());
            }
            return answer.build();
        };
    }
}
