package se.iopledger.benchmarks.append;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import se.iopledger.benchmarks.Report;
import se.iopledger.benchmarks.load.Measured;
import se.iopledger.benchmarks.server.BenchmarkServer;

/** Appends by all contenders in turns, each in a process of its own, at several numbers of callers. */
public final class AppendBenchmark {

    private static final int WARMING_TURNS = 3;
    private static final int WARMING_CALLERS = 64;
    private static final Duration WARMING_TIME = Duration.ofSeconds(6);

    private final BenchmarkServer server;
    private final Duration time;
    private final int turns;
    private final Consumer<String> progress;
    private final List<List<String>> rows = new ArrayList<>();

    private AppendBenchmark(BenchmarkServer server, Duration time, int turns, Consumer<String> progress) {
        this.server = server;
        this.time = time;
        this.turns = turns;
        this.progress = progress;
    }

    /**
     * Measures.
     *
     * @param time of one turn
     * @param turns of each contender at each number of callers, after those for warming up; the first of several is not counted either
     * @param only a regular expression that a contender's name must match somewhere to take part
     * @param callers the numbers of callers, one after the other
     * @param progress told of each turn
     */
    public static Report run(
            BenchmarkServer server,
            Duration time,
            int turns,
            String only,
            List<Integer> callers,
            Consumer<String> progress)
            throws Exception {
        AppendBenchmark benchmark = new AppendBenchmark(server, time, turns, progress);
        Pattern taking = Pattern.compile(only);
        List<ContenderProcess> contenders = new ArrayList<>();
        try {
            for (Entrant entrant : Entrant.ALL) {
                if (taking.matcher(entrant.name()).find()) {
                    ContenderProcess contender = ContenderProcess.start(entrant, server);
                    contenders.add(contender);
                    benchmark.warmUp(contender);
                }
            }
            for (int number : callers) {
                benchmark.measure(contenders, number);
            }
        } finally {
            for (ContenderProcess contender : contenders) {
                contender.close();
            }
        }
        return new Report(
                "Appends of events of about 600 bytes, over 1,000 aggregates",
                List.of("what", "callers", "per second", "p50 ms", "p99 ms"),
                benchmark.rows);
    }

    /** A service runs for weeks: what is compared is code that the compiler has finished with. */
    private void warmUp(ContenderProcess contender) throws IOException, InterruptedException {
        for (int turn = 0; turn < WARMING_TURNS; turn++) {
            contender.prepare();
            Measured one = contender.turn(WARMING_CALLERS, WARMING_TIME);
            progress.accept("warming up, %-35s %,7.0f per second".formatted(contender.name(), one.perSecond()));
        }
    }

    private void measure(List<ContenderProcess> contenders, int callers)
            throws SQLException, IOException, InterruptedException {
        Map<ContenderProcess, List<Measured>> measured = new LinkedHashMap<>();
        for (int turn = 0; turn < turns; turn++) {
            for (ContenderProcess contender : contenders) {
                Measured one = turn(contender, callers, turn);
                if (turn > 0 || turns == 1) {
                    measured.computeIfAbsent(contender, name -> new ArrayList<>())
                            .add(one);
                }
            }
        }
        measured.forEach((contender, each) -> rows.add(row(contender, callers, Measured.median(each))));
    }

    private Measured turn(ContenderProcess contender, int callers, int turn)
            throws SQLException, IOException, InterruptedException {
        contender.prepare();
        server.settle();
        Duration serverBefore = server.cpu();
        Duration contenderBefore = contender.cpu();
        Measured one = contender.turn(callers, time);
        double calls = one.perSecond() * time.toMillis() / 1e3;
        progress.accept(
                "%3d callers, turn %d of %d, %-35s %,7.0f per second; processor µs each: %.0f of its own, %.0f of the server"
                        .formatted(
                                callers,
                                turn + 1,
                                turns,
                                contender.name(),
                                one.perSecond(),
                                contender.cpu().minus(contenderBefore).toNanos() / 1e3 / calls,
                                server.cpu().minus(serverBefore).toNanos() / 1e3 / calls));
        return one;
    }

    private static List<String> row(ContenderProcess contender, int callers, Measured median) {
        return List.of(
                contender.name(),
                Integer.toString(callers),
                "%,.0f".formatted(median.perSecond()),
                Report.millis(median.p50()),
                Report.millis(median.p99()));
    }
}
