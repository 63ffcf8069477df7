package se.iopledger.shell.log;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
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
import se.iopledger.eventlog.inbox.Inbox;
import se.iopledger.eventlog.publisher.KafkaPublisher;
import se.iopledger.eventlog.publisher.PublisherHealth;
import se.iopledger.shell.ServiceDefinition;
import se.iopledger.shell.subscription.Subscription;
import se.iopledger.shell.subscription.SubscriptionHandler;
import tools.jackson.databind.json.JsonMapper;

/** Passing on: the publisher of the service's own log, and an inbox per subscription. */
@Configuration
@Import({StandingEndpoint.class, PublishAgainEndpoint.class})
public class KafkaConfiguration {
    /** The inboxes of the service, closed with it. */
    record Inboxes(List<Inbox> all) implements AutoCloseable {
        @Override
        public void close() {
            all.forEach(Inbox::close);
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
    Inboxes inboxes(
            ObjectProvider<Subscription> subscriptions,
            DataSource pool,
            ServiceDefinition service,
            @Value("${iop.kafka.bootstrap-servers}") String bootstrapServers,
            JsonMapper json,
            MeterRegistry meters) {
        // What a service publishes it can read, also where the catalogue does not list it.
        Map<String, Class<?>> payloads = Stream.concat(
                        EventCatalogue.byTopic().values().stream().flatMap(Collection::stream),
                        service.events().stream())
                .distinct()
                .collect(Collectors.toUnmodifiableMap(EventCatalogue.Released::type, EventCatalogue.Released::payload));
        return new Inboxes(subscriptions.stream()
                .map(subscription -> new Inbox(
                        service.name() + "." + subscription.name(),
                        subscription.topics(),
                        new SubscriptionHandler(subscription, payloads, json),
                        pool,
                        client(bootstrapServers),
                        meters))
                .toList());
    }

    private static Map<String, Object> client(String bootstrapServers) {
        return Map.of("bootstrap.servers", bootstrapServers);
    }

    @Bean
    ApplicationRunner startPassingOn(KafkaPublisher publisher, Inboxes inboxes) {
        return arguments -> {
            publisher.start();
            inboxes.all().forEach(Inbox::start);
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
                var health = inbox.health();
                if (health.failing()) {
                    answer.down();
                }
                answer.withDetail("lag", health.lag())
                        .withDetail("partitions", health.partitions().toString());
            }
            return answer.build();
        };
    }
}
