package se.iopledger.eventlog;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import se.iopledger.eventlog.testing.Events;

/**
 * An instance of a service that appends as fast as it can, in a process of its own, until it is killed. Each append has
 * three events of a stream of its own; those of one caller also have one of a stream that all writers share. The data of
 * an event names its append and says how many events that has. Whatever was acknowledged is told on the standard output,
 * one line per append: first position, last position, and the append's name.
 */
final class WriterProcess {

    private static final int CALLERS = 4;

    private final PostgresEventLog log;
    private final String name;

    private WriterProcess(PostgresEventLog log, String name) {
        this.log = log;
        this.name = name;
    }

    /** Arguments: the database's address, its role (which is its password too), and a name for this writer. */
    public static void main(String[] arguments) throws Exception {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setDataSource(DirectConnections.of(arguments[0], arguments[1], arguments[1]));
            pool.setMaximumPoolSize(4);
            PostgresEventLog log = PostgresEventLog.open(
                    pool, DirectConnections.of(arguments[0], arguments[1], arguments[1]), new SimpleMeterRegistry());
            WriterProcess writer = new WriterProcess(log, arguments[2]);
            try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
                for (int caller = 0; caller < CALLERS; caller++) {
                    String stream = writer.name + "-" + caller;
                    boolean shares = caller == 0;
                    callers.execute(() -> writer.appendForEver(stream, shares));
                }
            }
        }
    }

    private void appendForEver(String stream, boolean shares) {
        while (true) {
            String append = UUID.randomUUID() + (shares ? ":4" : ":3");
            long own = log.lastSequenceOf(stream).orElse(-1) + 1;
            List<NewEvent> events = new ArrayList<>();
            for (int index = 0; index < 3; index++) {
                events.add(event(append, stream, own + index));
            }
            if (shares) {
                events.add(event(append, "shared", log.lastSequenceOf("shared").orElse(-1) + 1));
            }
            switch (log.append(new Append(events)).join()) {
                case AppendResult.Stored(long first, long last, var _) -> acknowledged(first, last, append);
                case AppendResult.Conflict _ -> Thread.onSpinWait();
                case AppendResult.KeyAlreadyUsed _ -> throw new AssertionError("There are no keys here.");
            }
        }
    }

    private static NewEvent event(String append, String stream, long sequence) {
        return Events.unfinished(stream, sequence).data(Events.json("\"" + append + "\""));
    }

    private static void acknowledged(long first, long last, String append) {
        synchronized (System.out) {
            System.out.println(first + " " + last + " " + append);
            System.out.flush();
        }
    }
}
