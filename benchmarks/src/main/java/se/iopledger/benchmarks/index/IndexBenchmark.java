package se.iopledger.benchmarks.index;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import se.iopledger.benchmarks.Report;
import se.iopledger.benchmarks.server.BenchmarkServer;
import se.iopledger.contracts.finance.IndexValue;
import se.iopledger.contracts.finance.IndexValue.Status;

/**
 * From an index value that is recorded to the plan of every agreement that follows it, recalculated, in the log and in all
 * projections: what finance-service does, beside the time that PostgreSQL takes for the same rows.
 */
public final class IndexBenchmark {
    private static final String DATABASE = "index_corrected";

    /** Their events stay below what one append takes. */
    private static final int AGREEMENTS_PER_APPEND = 200;

    /** So many agreements are decided by the model, each with an amount of its own. */
    private static final int AMOUNTS = 1_000;

    private static final int APPENDERS = 4;
    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final YearMonth FIRST_EDITION = YearMonth.of(2021, 12);
    private static final double MEGABYTE = 1L << 20;
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path CLEAR = Path.of("/proc/self/clear_refs");

    private IndexBenchmark() {}

    /**
     * Turn by turn another value is recorded, all of which change the same tranches; the first turn warms up.
     *
     * @param agreements how many there are
     * @param turns at most six, as the editions of the index go
     */
    public static Report run(BenchmarkServer server, int agreements, int turns, Consumer<String> progress)
            throws SQLException, IOException, InterruptedException, ExecutionException {
        SameRows rows = new SameRows(server, DATABASE);
        List<Turn> all = new ArrayList<>();
        try (FinanceInside finance = new FinanceInside(server, DATABASE)) {
            finance.record(MadeUpFunding.PRELIMINARY, 0);
            long start = System.nanoTime();
            store(finance, agreements);
            progress.accept("%,d agreements stored in %.1f s".formatted(agreements, seconds(start)));
            finance.start();
            await(finance, 0);
            progress.accept("and projected after %.1f s".formatted(seconds(start)));
            for (int turn = 1; turn <= Math.min(turns, 6); turn++) {
                server.run(DATABASE, "VACUUM ANALYZE");
                server.settle();
                Corrected corrected = correct(server, finance, turn);
                SameRows.Taken same = rows.readAndWrite(corrected.from());
                all.add(new Turn(corrected, same));
                progress.accept("turn " + turn + ": " + corrected + ", " + same);
            }
        }
        return report(agreements, all);
    }

    private record Turn(Corrected corrected, SameRows.Taken same) {
        double ratio() {
            return corrected.seconds() / same.seconds();
        }
    }

    /**
     * One correction.
     *
     * @param from the first position that it added
     * @param seconds until all was in the log and in the projections
     * @param logged seconds until all was in the log
     * @param processor seconds of processor time of this process
     * @param server seconds of processor time of PostgreSQL
     */
    private record Corrected(
            long from,
            long entries,
            double seconds,
            double logged,
            double processor,
            double server,
            double heapMegabytes,
            double memoryMegabytes) {}

    /**
     * The model decides the events of some agreements; the others have the same under ids of their own. The log's own
     * way in takes them, hundreds of agreements in one append.
     */
    private static void store(FinanceInside finance, int agreements) throws InterruptedException, ExecutionException {
        List<MadeUpFunding> decided = IntStream.range(0, Math.min(agreements, AMOUNTS))
                .mapToObj(MadeUpFunding::decided)
                .toList();
        List<Future<?>> appends = new ArrayList<>();
        try (ExecutorService appenders = Executors.newFixedThreadPool(APPENDERS)) {
            for (int first = 0; first < agreements; first += AGREEMENTS_PER_APPEND) {
                int from = first;
                int to = Math.min(agreements, first + AGREEMENTS_PER_APPEND);
                appends.add(appenders.submit(() -> finance.append(IntStream.range(from, to)
                        .boxed()
                        .flatMap(number -> decided.get(number % decided.size()).likewise(number).stream())
                        .toList())));
            }
        }
        for (Future<?> append : appends) {
            append.get();
        }
    }

    private static Corrected correct(BenchmarkServer server, FinanceInside finance, int turn)
            throws SQLException, IOException {
        System.gc();
        forgetPeaks();
        double processorBefore = processor();
        double serverBefore = server.cpu().toNanos() / 1e9;
        long from = finance.head();
        long start = System.nanoTime();
        finance.record(
                new IndexValue(
                        2022,
                        FIRST_EDITION.plusMonths(turn).toString(),
                        Status.FINAL,
                        new BigDecimal("1.5").add(new BigDecimal(turn).movePointLeft(1)),
                        "made up"),
                turn);
        await(finance, turn);
        double seconds = seconds(start);
        return new Corrected(
                from,
                finance.head() - from,
                seconds,
                logged(server, from),
                processor() - processorBefore,
                server.cpu().toNanos() / 1e9 - serverBefore,
                heapPeak() / MEGABYTE,
                memoryPeak() / MEGABYTE);
    }

    /** Waits until every agreement has taken in this event of the index, and the projections all that followed from it. */
    private static void await(FinanceInside finance, int indexVersion) {
        while (!finance.isProjected() || !finance.allFollow(indexVersion)) {
            finance.mustBeWell();
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }

    /** Seconds from the value to the last entry that followed from it, by the log's own time. */
    private static double logged(BenchmarkServer server, long from) throws SQLException {
        return server.count(
                        DATABASE,
                        "SELECT (extract(epoch FROM max(recorded_at) - min(recorded_at)) * 1000)::bigint"
                                + " FROM eventlog.entry WHERE position >= " + from)
                / 1e3;
    }

    private static double processor() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / 1e9;
    }

    private static void forgetPeaks() throws IOException {
        ManagementFactory.getMemoryPoolMXBeans().forEach(pool -> pool.resetPeakUsage());
        if (Files.isWritable(CLEAR)) {
            Files.writeString(CLEAR, "5");
        }
    }

    /** No more than the sum of what each pool of the heap held at its fullest. */
    private static double heapPeak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }

    /** The process's largest resident set; not a number where the operating system does not tell. */
    private static double memoryPeak() throws IOException {
        if (!Files.isReadable(STATUS)) {
            return Double.NaN;
        }
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) * 1024)
                    .findFirst()
                    .orElse(Double.NaN);
        }
    }

    private static Report report(int agreements, List<Turn> all) {
        List<List<String>> rows = new ArrayList<>();
        for (int turn = 0; turn < all.size(); turn++) {
            Corrected corrected = all.get(turn).corrected();
            SameRows.Taken same = all.get(turn).same();
            rows.add(List.of(
                    turn == 0 ? "for warming up" : "turn " + turn,
                    "%.1f".formatted(corrected.seconds()),
                    "%.1f".formatted(corrected.logged()),
                    "%.1f + %.1f".formatted(same.reading(), same.writing()),
                    "%.2f".formatted(all.get(turn).ratio()),
                    "%.0f + %.0f".formatted(corrected.processor(), corrected.server()),
                    "%,.0f".formatted(corrected.heapMegabytes()),
                    "%,.0f".formatted(corrected.memoryMegabytes()),
                    "%,d".formatted(corrected.entries()),
                    "%,d + %,d".formatted(same.rowsRead(), same.rowsWritten())));
        }
        return new Report(
                "%,d agreements after an index was corrected".formatted(agreements),
                List.of(
                        "what",
                        "recalculated and projected, s",
                        "in the log after, s",
                        "PostgreSQL reads + writes the rows, s",
                        "ratio",
                        "processor time, service + PostgreSQL, s",
                        "heap at most, MB",
                        "resident at most, MB",
                        "entries made",
                        "rows read + written"),
                rows);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
