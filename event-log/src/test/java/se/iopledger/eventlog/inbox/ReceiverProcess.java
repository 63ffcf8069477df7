package se.iopledger.eventlog.inbox;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import se.iopledger.eventlog.DirectConnections;

/**
 * An instance of a service that receives, in a process of its own, until it is killed. Arguments: the database's address,
 * its role (which is its password too), the broker, the topic, the inbox's name, and what to do: {@code receive}, where
 * everything of the stream {@code bad} fails and everything of the stream {@code deadly} ends the process, or {@code retry} what is parked of it, where nothing fails any more.
 */
final class ReceiverProcess {

    private ReceiverProcess() {}

    public static void main(String[] arguments) throws Exception {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setDataSource(DirectConnections.of(arguments[0], arguments[1], arguments[1]));
            pool.setMaximumPoolSize(4);
            Notes notes = new Notes();
            Inbox inbox = new Inbox(
                    arguments[4],
                    Set.of(arguments[3]),
                    notes,
                    pool,
                    Map.of(
                            "bootstrap.servers", arguments[2],
                            // A killed instance's partitions are to be free again soon.
                            "session.timeout.ms", 1_500,
                            "heartbeat.interval.ms", 300),
                    new SimpleMeterRegistry());
            if (arguments[5].equals("receive")) {
                notes.poison("bad");
                notes.haltAt("deadly");
                inbox.start();
            } else {
                DeadLetter any = new DeadLetters(pool).find(1).orElseThrow();
                inbox.retry(any, "operator-1");
            }
            new CountDownLatch(1).await();
        }
    }
}
