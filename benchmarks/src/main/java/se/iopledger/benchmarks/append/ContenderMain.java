package se.iopledger.benchmarks.append;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import se.iopledger.benchmarks.load.Measured;
import se.iopledger.benchmarks.server.BenchmarkServer;

/**
 * One contender, in the process that {@link ContenderProcess} has started for it. An order is a line of standard input,
 * its answer a line of standard output; it ends with its input.
 */
public final class ContenderMain {

    /** First argument of the process; the contender's name and the server's port follow. */
    public static final String ARGUMENT = "contender";

    static final String PREPARE = "prepare";

    /** Followed by how many callers and how many milliseconds; answered by calls per second, p50 and p99 in nanoseconds. */
    static final String TURN = "turn";

    static final String READY = "ready";
    private static final System.Logger LOG = System.getLogger(ContenderMain.class.getName());

    private ContenderMain() {}

    /** Ends the process whatever happens: what contenders leave running would keep it, and who asks would wait. */
    public static void runAndExit(String name, int port) {
        int status = 1;
        try {
            run(name, port);
            status = 0;
        } catch (Exception | Error failed) {
            LOG.log(System.Logger.Level.ERROR, name + " failed", failed);
        } finally {
            System.exit(status);
        }
    }

    private static void run(String name, int port) throws Exception {
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        // What libraries print is no answer.
        System.setOut(System.err);
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (BenchmarkServer server = BenchmarkServer.startedElsewhere(port);
                Contender contender = Entrant.named(name).opening().on(server)) {
            answers.println(READY);
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                answers.println(carryOut(order, contender));
            }
        }
    }

    private static String carryOut(String order, Contender contender) throws Exception {
        if (order.equals(PREPARE)) {
            contender.prepare();
            return READY;
        }
        String[] turn = order.split(" ", 3);
        Measured measured = contender.turn(Integer.parseInt(turn[1]), Duration.ofMillis(Long.parseLong(turn[2])));
        return measured.perSecond() + " " + measured.p50().toNanos() + " "
                + measured.p99().toNanos();
    }
}
