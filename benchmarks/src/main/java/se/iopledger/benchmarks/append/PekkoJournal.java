package se.iopledger.benchmarks.append;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import se.iopledger.benchmarks.load.Callers;
import se.iopledger.benchmarks.load.Measured;
import se.iopledger.benchmarks.server.BenchmarkServer;

/** Event sourcing by Apache Pekko on the same server: a thousand entities in memory, each call persists one event. */
final class PekkoJournal implements Contender {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ActorSystem<Void> system;
    private final List<ActorRef<Persist>> entities = new ArrayList<>();

    PekkoJournal(BenchmarkServer server) throws SQLException, IOException {
        String database = "pekko_journal";
        server.create(database);
        server.run(database, schema().split(";"));
        system = ActorSystem.create(Behaviors.empty(), "benchmarks", configuration(server, database));
        for (int entity = 0; entity < Streams.COUNT; entity++) {
            entities.add(system.systemActorOf(new Account("account-" + entity), "account-" + entity, Props.empty()));
        }
    }

    private static String schema() throws IOException {
        try (InputStream sql = PekkoJournal.class.getResourceAsStream("/schema/postgres/postgres-create-schema.sql")) {
            return new String(Objects.requireNonNull(sql).readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    private static Config configuration(BenchmarkServer server, String database) {
        return ConfigFactory.parseString("""
                        pekko.loglevel = WARNING
                        pekko.persistence.journal.plugin = "jdbc-journal"
                        jdbc-journal.slick = ${slick}
                        slick {
                          profile = "slick.jdbc.PostgresProfile$"
                          db {
                            url = "%s"
                            user = "%s"
                            driver = "org.postgresql.Driver"
                            numThreads = 16
                            maxConnections = 16
                            minConnections = 1
                            queueSize = 10000
                          }
                        }
                        """.formatted(server.url(database), server.user()))
                .withFallback(ConfigFactory.load())
                .resolve();
    }

    @Override
    public Measured turn(int callers, Duration time) throws InterruptedException {
        return Callers.run(callers, time, (caller, turn) -> {
            int entity = Streams.of(caller, callers, turn);
            Payload payload = Payload.of("account-" + entity, turn);
            AskPattern.<Persist, Done>ask(
                            entities.get(entity), whom -> new Persist(payload, whom), PATIENCE, system.scheduler())
                    .toCompletableFuture()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return true;
        });
    }

    @Override
    public void close() {
        system.terminate();
        system.getWhenTerminated()
                .toCompletableFuture()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    /** @param payload is written to bytes where Pekko asks for the event */
    private record Persist(Payload payload, ActorRef<Done> whom) {}

    /** Its state is how many events it has. */
    private static final class Account extends EventSourcedBehavior<Persist, byte[], Long> {

        Account(String id) {
            super(PersistenceId.ofUniqueId(id));
        }

        @Override
        public Long emptyState() {
            return 0L;
        }

        @Override
        public CommandHandler<Persist, byte[], Long> commandHandler() {
            return newCommandHandlerBuilder()
                    .forAnyState()
                    .onCommand(
                            Persist.class,
                            command -> Effect()
                                    .persist(command.payload().json())
                                    .thenReply(command.whom(), state -> Done.getInstance()))
                    .build();
        }

        @Override
        public EventHandler<Long, byte[]> eventHandler() {
            return newEventHandlerBuilder().forAnyState().onAnyEvent((state, event) -> state + 1);
        }
    }
}
