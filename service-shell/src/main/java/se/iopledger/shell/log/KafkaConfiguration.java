package se.iopledger.shell.log;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import se.iopledger.contracts.EventCatalogue;
import se.iopledger.eventlog.DirectConnections;
import se.iopledger.eventlog.PostgresEventLog;
import se.iopledger.eventlog.complete.Completeness;
import se.iopledger.eventlog.inbox.DeadLetters;
import se.iopledger.eventlog.inbox.Inbox;
import se.iopledger.eventlog.inbox.InboxHealth;
import se.iopledger.eventlog.publisher.KafkaPublisher;
import se.iopledger.eventlog.publisher.PublisherHealth;
import se.iopledger.shell.ServiceDefinition;
import se.iopledger.shell.subscription.Subscription;
import se.iopledger.shell.subscription.Subscriptions;
import tools.jackson.databind.json.JsonMapper;

/**
 * Passing on: the publisher of the service's own log, an inbox per subscription, and the inboxes that a service declares
 * itself because they are not after what entries mean.
 */
@Configuration
@Import({StandingEndpoint.class, PublishAgainEndpoint.class, DeadLetterEndpoint.class})
public class KafkaConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaConfiguration.class);

    /**
     * The inboxes of the service, closed with it.
     *
     * @param ofSubscriptions those whose handlers may send commands
     * @param further those that a service declares itself, and that only keep what they receive
     */
    record Inboxes(List<Inbox> ofSubscriptions, List<Inbox> further) implements AutoCloseable {
        List<Inbox> all() {
            return Stream.concat(ofSubscriptions.stream(), further.stream()).toList();
        }

        Optional<Inbox> named(String name) {
            return all().stream().filter(inbox -> inbox.name().equals(name)).findFirst();
        }

        @Override
        public void close() {
            all().forEach(Inbox::close);
        }
    }

    @Bean
    KafkaPublisher publisher(
            PostgresEventLog log,
            DataSource pool,
            DatabaseSettings database,
            ServiceDefinition service,
            @Value("${iop.kafka.bootstrap-servers}") String bootstrapServers,
            MeterRegistry meters) {
        return new KafkaPublisher(
                log,
                pool,
                DirectConnections.of(database.url(), database.user(), database.password()),
                service.topic(),
                EventCatalogue.PARTITIONS,
                client(bootstrapServers),
                meters);
    }

    @Bean
    Subscriptions subscriptions(
            ObjectProvider<Subscription> subscriptions, ServiceDefinition service, JsonMapper json) {
        return Subscriptions.of(subscriptions.stream(), service, json);
    }

    @Bean
    Inboxes inboxes(
            Subscriptions subscriptions,
            ObjectProvider<Inbox> furtherInboxes,
            DataSource pool,
            @Value("${iop.kafka.bootstrap-servers}") String bootstrapServers,
            MeterRegistry meters) {
        Stream<Inbox> ofSubscriptions = subscriptions.all().stream()
                .map(each -> new Inbox(
                        each.inbox(),
                        each.subscription().topics(),
                        each.handler(),
                        pool,
                        client(bootstrapServers),
                        meters));
        return new Inboxes(ofSubscriptions.toList(), furtherInboxes.stream().toList());
    }

    @Bean
    DeadLetters deadLetters(DataSource pool) {
        return new DeadLetters(pool);
    }

    private static Map<String, Object> client(String bootstrapServers) {
        return Map.of("bootstrap.servers", bootstrapServers);
    }

    @Bean
    ApplicationRunner startPassingOn(KafkaPublisher publisher, Inboxes inboxes, Completeness completeness) {
        return arguments -> {
            // What the service keeps of others must be whole before its own log can be completed from it.
            inboxes.further().forEach(Inbox::start);
            completeness.whenOpen(() -> {
                publisher.start();
                inboxes.ofSubscriptions().forEach(Inbox::start);
            });
        };
    }

    @Bean
    HealthIndicator publisherHealth(KafkaPublisher publisher) {
        return () -> {
            PublisherHealth health = publisher.health();
            Health.Builder answer = health.failing() ? Health.down() : Health.up();
            answer.withDetail("role", health.leading() ? "leading" : "standing by")
                    .withDetail("publishedTo", health.publishedTo())
                    .withDetail("lag", health.lag());
            if (health.lastFailure() != null) {
                answer.withDetail("lastFailure", health.lastFailure().toString());
            }
            return answer.build();
        };
    }

    @Bean
    HealthIndicator inboxHealth(Inboxes inboxes) {
        return () -> {
            Health.Builder answer = Health.up();
            for (Inbox inbox : inboxes.all()) {
                InboxHealth health = inbox.health();
                long parked = parked(inbox);
                if (health.failing() || parked != 0) {
                    answer.down();
                }
                answer.withDetail(
                        inbox.name(),
                        Map.of(
                                "lag", health.lag(),
                                "parked", parked < 0 ? "not known" : parked,
                                "partitions", health.partitions().toString()));
            }
            return answer.build();
        };
    }

    /** How many entries wait for a person; -1 while the database does not answer, which is a failure too. */
    private static long parked(Inbox inbox) {
        try {
            return inbox.parked();
        } catch (SQLException away) {
            LOG.debug("How many entries of the inbox {} are parked cannot be read.", inbox.name(), away);
            return -1;
        }
    }
}
