package se.iopledger.agreement.erase;

import java.time.Duration;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import se.iopledger.eventlog.Failure;
import se.iopledger.eventlog.personal.SubjectKeys;
import se.iopledger.shell.aggregate.AggregateRuntime;
import se.iopledger.shell.command.CommandGate;

/** Starts what keeps log and keys in agreement, before the service says that it is ready, and shows how it fares. */
@Configuration
class EraseConfiguration {
    private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(5);

    @Bean
    ErasureRounds erasureRounds(
            SubjectKeys keys, ErasedSubjects erased, AggregateRuntime aggregates, CommandGate gate) {
        return new ErasureRounds(keys, erased, aggregates, gate);
    }

    @Bean
    ApplicationRunner startErasures(ErasureRounds rounds) {
        return arguments -> rounds.start(BETWEEN_ROUNDS);
    }

    @Bean
    HealthIndicator erasuresHealth(ErasureRounds rounds) {
        return () -> {
            Failure failure = rounds.lastFailure();
            return failure == null
                    ? Health.up().build()
                    : Health.down()
                            .withDetail("failure", failure.what())
                            .withDetail("since", failure.at().toString())
                            .build();
        };
    }
}
