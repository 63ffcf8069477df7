package se.iopledger.benchmarks.append;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import se.iopledger.benchmarks.load.Measured;
import se.iopledger.benchmarks.server.BenchmarkServer;

/** Appends by all contenders in turns, at several numbers of callers. */
public final class AppendBenchmark {

    public static final List<Integer> CALLERS = List.of(1, 16, 64, 256);

    private AppendBenchmark() {}

    /**
     * What came out.
     *
     * @param contender its name
     * @param median its turn in the middle
     */
    public record Row(String contender, int callers, Measured median) {}

    /**
     * Measures.
     *
     * @param time of one turn
     * @param turns of each contender at each number of callers, the first of which is for warming up and not counted
     * @param only which contenders take part
     * @param callersOf the numbers of callers
     * @param progress told of each turn
     */
    public static List<Row> run(
            BenchmarkServer server,
            Duration time,
            int turns,
            Pattern only,
            List<Integer> callersOf,
            Consumer<String> progress)
            throws Exception {
        List<Row> rows = new ArrayList<>();
        try (Contender ledger = new LedgerEngine(server);
                Contender axon = new AxonJdbcEngine(server);
                Contender pekko = new PekkoJournal(server);
                Contender single = new Pgbench(server, 1);
                Contender hundred = new Pgbench(server, 100);
                Contender ledgerGateway = new LedgerGateway(server);
                Contender axonGateway = new AxonGateway(server)) {
            Map<String, Contender> contenders = new LinkedHashMap<>();
            contenders.put("engine: " + ledger.name(), ledger);
            contenders.put("engine: " + axon.name(), axon);
            contenders.put(single.name(), single);
            contenders.put(hundred.name(), hundred);
            contenders.put(pekko.name(), pekko);
            contenders.put("gateway: " + ledgerGateway.name(), ledgerGateway);
            contenders.put("gateway: " + axonGateway.name(), axonGateway);
            contenders.keySet().removeIf(name -> !only.matcher(name).find());
            for (int callers : callersOf) {
                rows.addAll(turns(server, contenders, callers, time, turns, progress));
            }
        }
        return rows;
    }

    private static List<Row> turns(
            BenchmarkServer server,
            Map<String, Contender> contenders,
            int callers,
            Duration time,
            int turns,
            Consumer<String> progress)
            throws Exception {
        Map<String, List<Measured>> measured = new LinkedHashMap<>();
        for (int turn = 0; turn < turns; turn++) {
            for (Map.Entry<String, Contender> contender : contenders.entrySet()) {
                server.settle();
                Duration before = server.cpu();
                Duration here =
                        ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
                Measured one = contender.getValue().turn(callers, time);
                double cpu = server.cpu().minus(before).toNanos() / 1e3 / (one.perSecond() * time.toNanos() / 1e9);
                progress.accept(
                        "%d callers, turn %d of %d, %s: %,.0f per second, %.0f µs of processor time each here, %.0f in the server"
                                .formatted(
                                        callers,
                                        turn + 1,
                                        turns,
                                        contender.getKey(),
                                        one.perSecond(),
                                        ProcessHandle.current()
                                                        .info()
                                                        .totalCpuDuration()
                                                        .orElse(Duration.ZERO)
                                                        .minus(here)
                                                        .toNanos()
                                                / 1e3
                                                / (one.perSecond() * time.toNanos() / 1e9),
                                        cpu));
                if (turn > 0 || turns == 1) {
                    measured.computeIfAbsent(contender.getKey(), name -> new ArrayList<>())
                            .add(one);
                }
            }
        }
        return measured.entrySet().stream()
                .map(each -> new Row(each.getKey(), callers, Measured.median(each.getValue())))
                .toList();
    }
}
