package se.iopledger.shell.log;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.PlatformTransactionManager;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.eventlog.DirectConnections;
import se.iopledger.eventlog.PostgresEventLog;
import se.iopledger.eventlog.axon.EntrySerializer;
import se.iopledger.eventlog.axon.EventTypes;
import se.iopledger.eventlog.axon.LedgerEventStorageEngine;
import se.iopledger.eventlog.axon.LogMessageSource;
import se.iopledger.eventlog.complete.Completeness;
import se.iopledger.shell.ServiceDefinition;
import se.iopledger.shell.aggregate.AggregateRuntime;
import se.iopledger.shell.aggregate.SnapshotJson;
import se.iopledger.shell.command.CommandGate;
import se.iopledger.shell.due.DueRounds;
import se.iopledger.shell.due.DueSource;
import se.iopledger.shell.process.ExitWithParent;
import se.iopledger.shell.projection.Projection;
import se.iopledger.shell.projection.ProjectionConfiguration;
import se.iopledger.shell.projection.ProjectionRunner;
import se.iopledger.shell.time.BusinessClock;

/** The event log, Axon's engine on it, the aggregates, projections and due rounds. */
@Configuration
@Import(ProjectionConfiguration.class)
public class LogConfiguration {
    private static final Duration BETWEEN_DUE_ROUNDS = Duration.ofSeconds(2);

    @Bean
    BusinessClock businessClock(@Value("${iop.business-date:#{null}}") @Nullable String businessDate) {
        return new BusinessClock(
                Clock.systemUTC(),
                businessDate == null || businessDate.isBlank() ? null : LocalDate.parse(businessDate));
    }

    @Bean
    PostgresEventLog eventLog(
            DatabaseSettings settings, DataSource pool, MeterRegistry meters, Completeness completeness) {
        return PostgresEventLog.open(
                pool, DirectConnections.of(settings.url(), settings.user(), settings.password()), meters, completeness);
    }

    @Bean
    EntrySerializer entrySerializer(ServiceDefinition service) {
        EventTypes.Builder types = EventTypes.builder();
        service.events().forEach(event -> types.add(event.name(), event.version(), event.payload()));
        return new EntrySerializer(types.build(), ContractsJson.mapper());
    }

    @Bean
    LedgerEventStorageEngine storageEngine(
            PostgresEventLog log,
            DataSource pool,
            ServiceDefinition service,
            EntrySerializer serializer,
            ObjectProvider<EventUpcaster> upcasters) {
        return LedgerEventStorageEngine.builder()
                .upcasterChain(new EventUpcasterChain(upcasters.orderedStream().toList()))
                .log(log)
                .snapshotDataSource(pool)
                .source(service.source())
                .serializer(serializer)
                .snapshotSerializer(SnapshotJson.serializer())
                .snapshotFilter(SnapshotJson.filter(service.aggregates()))
                .build();
    }

    @Bean
    AggregateRuntime aggregateRuntime(
            ServiceDefinition service,
            PostgresEventLog log,
            LedgerEventStorageEngine engine,
            EntrySerializer serializer) {
        return new AggregateRuntime(service.aggregates(), log, engine, serializer);
    }

    @Bean
    CommandGate commandGate(AggregateRuntime aggregates, PostgresEventLog log) {
        return new CommandGate(aggregates, log);
    }

    @Bean
    ProjectionRunner projectionRunner(
            ObjectProvider<Projection> projections,
            PostgresEventLog log,
            LedgerEventStorageEngine engine,
            DataSource tables,
            PlatformTransactionManager transactions,
            EntrySerializer serializer) {
        return new ProjectionRunner(
                projections.stream().toList(), new LogMessageSource(log, engine), tables, transactions, serializer);
    }

    @Bean
    DueRounds dueRounds(
            ObjectProvider<DueSource> sources,
            CommandGate gate,
            BusinessClock clock,
            PostgresEventLog log,
            LedgerEventStorageEngine engine,
            AggregateRuntime aggregates,
            ProjectionRunner projections,
            MeterRegistry meters) {
        return new DueRounds(
                sources.stream().toList(),
                gate,
                clock,
                BETWEEN_DUE_ROUNDS,
                projections.seen(log),
                DueRounds.Ahead.of(engine, aggregates),
                meters);
    }

    @Bean
    ApplicationRunner startLog(
            ProjectionRunner projections,
            DueRounds due,
            Completeness completeness,
            @Value("${iop.exit-with-parent:false}") boolean exitWithParent) {
        return arguments -> {
            projections.start();
            completeness.whenOpen(due::start);
            if (exitWithParent) {
                ExitWithParent.watch();
            }
        };
    }

    @Bean
    HealthIndicator logClockHealth(PostgresEventLog log) {
        return () -> log.clockAhead()
                .map(ahead -> Health.down()
                        .withDetail("recordedTimeAheadSeconds", ahead.toSeconds())
                        .withDetail("what", "the database's clock, or this machine's, has jumped")
                        .build())
                .orElseGet(() -> Health.up().build());
    }

    @Bean
    HealthIndicator projectionsHealth(ProjectionRunner projections) {
        return () -> {
            Map<String, String> failures = projections.failures();
            return failures.isEmpty()
                    ? Health.up().build()
                    : Health.down().withDetails(Map.copyOf(failures)).build();
        };
    }

    @Bean
    HealthIndicator dueHealth(DueRounds due) {
        return () -> Healths.of(List.of(Optional.ofNullable(due.lastFailure())));
    }
}
