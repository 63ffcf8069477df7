package se.iopledger.benchmarks.append;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import se.iopledger.agreement.domain.AgreementCommand.NameContactPerson;
import se.iopledger.benchmarks.Report;
import se.iopledger.benchmarks.load.Measured;
import se.iopledger.benchmarks.server.BenchmarkServer;

/**
 * What a command costs on an agreement with few events and on one with many: as the service finds it in its cache, and
 * as the first after a start, which reads the snapshot and the events behind it.
 *
 * <p>The many events are contact persons named and removed, all of whom the state remembers, since they can still be
 * erased. So the state grows with its history, and its snapshot with it: the case that a snapshot helps least.
 */
public final class SnapshotBenchmark {

    private static final String DATABASE = "snapshot_gateway";
    private static final int ROUNDS = 300;
    private static final int WARMING_ROUNDS = 200;
    private static final int FEW = 10;
    private static final int LONG = 0;
    private static final int FIRST_SMALL = 1;

    private final BenchmarkServer server;
    private final LedgerGateway gateway;
    private final MadeUpAgreements agreements = new MadeUpAgreements(0);

    private SnapshotBenchmark(BenchmarkServer server, LedgerGateway gateway) {
        this.server = server;
        this.gateway = gateway;
    }

    /** @param many how many events the long agreement has */
    public static Report run(BenchmarkServer server, int many, Consumer<String> progress) throws SQLException {
        try (LedgerGateway gateway = new LedgerGateway(server, DATABASE)) {
            SnapshotBenchmark benchmark = new SnapshotBenchmark(server, gateway);
            progress.accept("an agreement with %,d events, %d with %d".formatted(many, WARMING_ROUNDS + ROUNDS, FEW));
            benchmark.fill(many);
            return benchmark.measure(many, progress);
        }
    }

    private void fill(int many) {
        nameContacts(LONG, many);
        // One for each round, since the measuring makes events too.
        for (int small = FIRST_SMALL; small < FIRST_SMALL + WARMING_ROUNDS + ROUNDS; small++) {
            nameContacts(small, FEW);
        }
    }

    private void nameContacts(int agreement, int events) {
        gateway.send(agreements.registrations().get(agreement), key());
        while (events(agreement) < events) {
            NameContactPerson named = agreements.nextContact(agreement);
            gateway.send(named, key());
            gateway.send(agreements.removal(named), key());
        }
    }

    private long events(int agreement) {
        return gateway.lastSequence(agreements.id(agreement)) + 1;
    }

    private Report measure(int many, Consumer<String> progress) throws SQLException {
        Calls small = new Calls("%,d".formatted(FEW));
        Calls longOne = new Calls("%,d".formatted(many));
        for (int round = 0; round < WARMING_ROUNDS + ROUNDS; round++) {
            if (round % 100 == 0) {
                progress.accept("round %d of %d, the first %d for warming up"
                        .formatted(round, WARMING_ROUNDS + ROUNDS, WARMING_ROUNDS));
            }
            boolean counts = round >= WARMING_ROUNDS;
            call(FIRST_SMALL + round, small, counts);
            call(LONG, longOne, counts);
        }
        return new Report(
                "A command on agreements with few and many events, one caller",
                List.of("events", "cached p50 ms", "cached p99 ms", "first p50 ms", "first p99 ms", "snapshot KiB"),
                List.of(small.row(snapshotBytes(FIRST_SMALL)), longOne.row(snapshotBytes(LONG))));
    }

    private void call(int agreement, Calls calls, boolean counts) {
        NameContactPerson named = agreements.nextContact(agreement);
        gateway.forget(agreements.id(agreement));
        long first = time(() -> gateway.send(named, key()));
        long second = time(() -> gateway.send(agreements.removal(named), key()));
        if (counts) {
            calls.first().add(first);
            calls.cached().add(second);
        }
    }

    private long snapshotBytes(int agreement) throws SQLException {
        return server.count(
                DATABASE,
                "SELECT coalesce(max(length(payload)), 0) FROM eventlog.snapshot WHERE stream_id = '"
                        + agreements.id(agreement) + "'");
    }

    private static long time(Runnable command) {
        long start = System.nanoTime();
        command.run();
        return System.nanoTime() - start;
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    /** How long commands took, in nanoseconds. */
    private record Calls(String events, List<Long> first, List<Long> cached) {

        Calls(String events) {
            this(events, new ArrayList<>(), new ArrayList<>());
        }

        List<String> row(long snapshotBytes) {
            Measured cold = Measured.ofCalls(first);
            Measured warm = Measured.ofCalls(cached);
            return List.of(
                    events,
                    Report.millis(warm.p50()),
                    Report.millis(warm.p99()),
                    Report.millis(cold.p50()),
                    Report.millis(cold.p99()),
                    "%,.1f".formatted(snapshotBytes / 1024.0));
        }
    }
}
