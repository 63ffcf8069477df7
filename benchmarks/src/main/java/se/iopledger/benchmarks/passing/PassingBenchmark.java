package se.iopledger.benchmarks.passing;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import se.iopledger.benchmarks.Report;
import se.iopledger.benchmarks.load.Callers;
import se.iopledger.benchmarks.load.Measured;
import se.iopledger.benchmarks.server.BenchmarkServer;
import se.iopledger.benchmarks.server.FilledLog;
import se.iopledger.eventlog.Append;
import se.iopledger.eventlog.AppendResult;
import se.iopledger.eventlog.Entry;
import se.iopledger.eventlog.NewEvent;
import se.iopledger.eventlog.PostgresEventLog;
import se.iopledger.eventlog.inbox.Inbox;
import se.iopledger.eventlog.inbox.InboxHandler;
import se.iopledger.eventlog.publisher.KafkaPublisher;

/**
 * From an append's answer to the commit of the receiver's transaction, at steady rates, against what none could do
 * without: a bare round trip through the same broker at the same rate, and one commit.
 */
public final class PassingBenchmark {

    private static final String SENDER = "passing_sender";
    private static final String RECEIVER = "passing_receiver";
    private static final int PARTITIONS = 4;
    private static final byte[] DATA = ("{\"note\":\"" + "Simulated for a measurement, without meaning. ".repeat(12)
                    + "\"}")
            .getBytes(StandardCharsets.UTF_8);

    private PassingBenchmark() {}

    /** @param rates commands per second, one after the other */
    public static Report run(BenchmarkServer server, List<Integer> rates, Duration time, Consumer<String> progress)
            throws SQLException, InterruptedException {
        EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 1);
        broker.brokerProperties(Map.of("auto.create.topics.enable", "false", "group.initial.rebalance.delay.ms", "0"));
        broker.afterPropertiesSet();
        List<List<String>> rows = new ArrayList<>();
        try {
            Map<String, Object> kafka = Map.of("bootstrap.servers", broker.getBrokersAsString());
            FilledLog.create(server, SENDER);
            FilledLog.create(server, RECEIVER);
            server.run(RECEIVER, "CREATE TABLE seen (position bigint PRIMARY KEY)");
            Measured commit = commit(server, time);
            progress.accept("one commit: " + commit);
            for (int rate : rates) {
                Steady.Latencies bare = BareRoundTrip.run(kafka, "bare." + rate, rate, time, DATA.length);
                progress.accept("bare round trip at %d per second: %s".formatted(rate, bare));
                Steady.Latencies passing = passing(server, kafka, "passing." + rate, rate, time);
                progress.accept("accepted to visible at %d per second: %s".formatted(rate, passing));
                rows.add(row("bare round trip", rate, bare, ""));
                double floor = bare.p50().plus(commit.p50()).toNanos();
                rows.add(row(
                        "accepted → visible",
                        rate,
                        passing,
                        "%.2f".formatted(passing.p50().toNanos() / floor)));
            }
            rows.add(List.of(
                    "one commit alone", "1 caller", Report.millis(commit.p50()), Report.millis(commit.p99()), ""));
        } finally {
            broker.destroy();
        }
        return new Report(
                "From accepted to visible in another service",
                List.of("what", "per second", "p50 ms", "p99 ms", "p50, of round trip and commit"),
                rows);
    }

    private static Measured commit(BenchmarkServer server, Duration time) throws SQLException, InterruptedException {
        try (Connection connection = server.simple(RECEIVER).getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO seen (position) VALUES (?)")) {
            Measured measured = Callers.run(1, time, (caller, turn) -> {
                insert.setLong(1, -1L - turn);
                return insert.executeUpdate() == 1;
            });
            server.run(RECEIVER, "TRUNCATE seen");
            return measured;
        }
    }

    private static Steady.Latencies passing(
            BenchmarkServer server, Map<String, Object> kafka, String topic, int rate, Duration time)
            throws SQLException, InterruptedException {
        server.run(RECEIVER, "TRUNCATE seen");
        try (HikariDataSource senders = server.pool(SENDER, 8);
                PostgresEventLog log =
                        PostgresEventLog.open(senders, server.direct(SENDER), new SimpleMeterRegistry())) {
            return passing(server, kafka, topic, senders, log, new Steady(rate, time, log.head() + 2));
        }
    }

    private static Steady.Latencies passing(
            BenchmarkServer server,
            Map<String, Object> kafka,
            String topic,
            HikariDataSource senders,
            PostgresEventLog log,
            Steady steady)
            throws InterruptedException {
        try (HikariDataSource receivers = server.pool(RECEIVER, 4);
                KafkaPublisher publisher = new KafkaPublisher(
                        log, senders, server.simple(SENDER), topic, PARTITIONS, kafka, new SimpleMeterRegistry());
                Inbox inbox = new Inbox(
                        topic,
                        Set.of(topic),
                        new Seen(),
                        new CommitWatch(receivers, steady),
                        kafka,
                        new SimpleMeterRegistry())) {
            publisher.start();
            inbox.start();
            // Joining a group and finding a new topic takes seconds, which no command has to wait for later.
            steady.awaitPassedOver(append(log));
            return steady.run(number -> append(log));
        }
    }

    private static long append(PostgresEventLog log) {
        NewEvent event = NewEvent.of(
                        "/benchmarks",
                        "se.iopledger.benchmarks.noted.v1",
                        "passing-" + UUID.randomUUID(),
                        0,
                        UUID.randomUUID().toString())
                .data(DATA);
        if (log.append(new Append(List.of(event))).join() instanceof AppendResult.Stored stored) {
            return stored.firstPosition();
        }
        throw new IllegalStateException("The append was not stored.");
    }

    /** What is done with an entry is one row. */
    private static final class Seen implements InboxHandler {

        @Override
        public void apply(Entry entry, Connection transaction) throws SQLException {
            try (PreparedStatement insert = transaction.prepareStatement("INSERT INTO seen (position) VALUES (?)")) {
                insert.setLong(1, entry.position());
                insert.executeUpdate();
            }
            CommitWatch.applied(entry.position());
        }
    }

    private static List<String> row(String what, int rate, Steady.Latencies latencies, String ratio) {
        return List.of(
                what, Integer.toString(rate), Report.millis(latencies.p50()), Report.millis(latencies.p99()), ratio);
    }
}
