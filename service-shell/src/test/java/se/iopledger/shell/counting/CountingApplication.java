package se.iopledger.shell.counting;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.shell.ServiceDefinition;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.command.CommandGate;
import se.iopledger.shell.command.Outcome;
import se.iopledger.shell.command.RequestKey;
import se.iopledger.shell.counting.Counting.Count;
import se.iopledger.shell.counting.Counting.CountBecause;
import se.iopledger.shell.counting.Counting.Counted;
import se.iopledger.shell.http.Problems;
import se.iopledger.shell.projection.Projection;
import se.iopledger.shell.projection.RecordedEvent;
import se.iopledger.shell.subscription.Received;
import se.iopledger.shell.subscription.Subscription;
import se.iopledger.shell.time.BusinessClock;

/** A whole service around {@link Counting}; it also hears its own topic, and counts an echo of what it hears. */
@SpringBootApplication(proxyBeanMethods = false)
class CountingApplication {
    /** Streams whose entries the echo cannot handle. */
    static final Set<String> POISONED = ConcurrentHashMap.newKeySet();

    private static final AtomicInteger STARTED = new AtomicInteger();

    @Bean
    ServiceDefinition service() {
        return new ServiceDefinition(
                "counting-service",
                "test.counting." + STARTED.incrementAndGet(),
                Counting.EVENTS,
                List.of(CountingAggregate.class),
                "db/counting");
    }

    @Bean
    Projection counted() {
        return new Projection() {
            @Override
            public String name() {
                return "counted";
            }

            @Override
            public List<String> tables() {
                return List.of("counted");
            }

            @Override
            public void on(RecordedEvent event, JdbcClient tables) {
                int by = ((Counted) event.payload()).by();
                tables.sql("INSERT INTO counted VALUES (:stream, :by) ON CONFLICT (stream_id) DO UPDATE"
                                + " SET total = counted.total + :by")
                        .param("stream", event.streamId())
                        .param("by", by)
                        .update();
            }
        };
    }

    /** Echoes into a stream of its own what it hears of the others. */
    @Bean
    Subscription echo(CommandGate gate, ServiceDefinition service, BusinessClock clock) {
        return new Subscription() {
            @Override
            public String name() {
                return "echo";
            }

            @Override
            public Set<String> topics() {
                return Set.of(service.topic());
            }

            @Override
            public void command(Received event) {
                if (POISONED.contains(event.streamId())) {
                    throw new IllegalStateException("This stream is poisoned, as the test wants it.");
                }
                if (!event.streamId().endsWith("-echo")) {
                    var _ = gate.execute(
                            new CountBecause(
                                    event.streamId() + "-echo",
                                    ((Counted) event.payload()).by(),
                                    event.cause(),
                                    Mandate.of("echo", clock.today())),
                            event.municipality());
                }
            }

            @Override
            public void apply(Received event, JdbcClient tables) {
                tables.sql("INSERT INTO heard VALUES (:position, :stream)")
                        .param("position", event.entry().position())
                        .param("stream", event.streamId())
                        .update();
            }
        };
    }

    record By(int by) {}

    @RestController
    static class Counts {
        private final CommandGate gate;
        private final BusinessClock clock;
        private final JdbcClient tables;

        Counts(CommandGate gate, BusinessClock clock, JdbcClient tables) {
            this.gate = gate;
            this.clock = clock;
            this.tables = tables;
        }

        @PostMapping("/counts/{id}")
        ResponseEntity<?> count(@PathVariable String id, @RequestBody By by, SignedIn user, RequestKey key) {
            user.mustBe(Role.REGISTRAR);
            user.mustActFor(Counting.MUNICIPALITY);
            Count command = new Count(id, by.by(), Mandate.of(user.actor(), clock.today()));
            return switch (gate.execute(command, Counting.MUNICIPALITY, key)) {
                case Outcome.Done done -> ResponseEntity.ok(done);
                case Outcome.Refused refused -> Problems.of(refused.rejection());
                case Outcome.KeyReused reused -> Problems.of(reused);
            };
        }

        @GetMapping("/counts/{id}")
        long total(@PathVariable String id) {
            return tables.sql("SELECT total FROM counted WHERE stream_id = :id")
                    .param("id", id)
                    .query(Long.class)
                    .optional()
                    .orElse(0L);
        }

        @GetMapping("/heard")
        long heard(@RequestParam(required = false) @Nullable LocalDate since) {
            return tables.sql("SELECT count(*) FROM heard").query(Long.class).single();
        }
    }
}
