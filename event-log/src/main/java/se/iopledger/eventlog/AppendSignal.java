package se.iopledger.eventlog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes readers when something was appended: those of this instance at once, those of others by NOTIFY.
 *
 * <p>NOTIFY is sent after the commit, on a connection of its own, and coalesced: inside the append it would serialize
 * all commits of the database cluster. A notification can be lost with its connection, so the head is also looked at
 * now and then.
 */
final class AppendSignal implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AppendSignal.class);
    private static final String CHANNEL = "iop_event_log";
    private static final Duration RECONNECT_AFTER = Duration.ofSeconds(1);

    private final String instance = UUID.randomUUID().toString();
    private final DataSource connections;
    private final LongSupplier head;
    private final Duration lookEvery;
    private final List<Callback> callbacks = new CopyOnWriteArrayList<>();
    private final Semaphore toWake = new Semaphore(0);
    private final Semaphore toNotify = new Semaphore(0);
    private final List<Thread> threads;
    private volatile boolean closed;
    private volatile @Nullable Connection listening;

    /**
     * @param head reads the log's last position
     * @param lookEvery how often to look at the head, should a notification have been lost
     */
    AppendSignal(DataSource connections, LongSupplier head, Duration lookEvery) {
        this.connections = connections;
        this.head = head;
        this.lookEvery = lookEvery;
        this.threads = List.of(
                thread("event-log-waker", this::wakeOnSignal),
                thread("event-log-notifier", this::notifyOthers),
                thread("event-log-listener", this::listen));
        threads.forEach(Thread::start);
    }

    private static Thread thread(String name, Runnable work) {
        return Thread.ofPlatform().name(name).daemon().unstarted(work);
    }

    EventLog.Subscription subscribe(Runnable callback) {
        // Wrapped, so that the same callback can be subscribed twice and each subscription ends itself only.
        Callback own = new Callback(callback);
        callbacks.add(own);
        return () -> callbacks.remove(own);
    }

    /** This instance has committed an append. Returns at once. */
    void appendedHere() {
        toWake.release();
        toNotify.release();
    }

    @Override
    public void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
        abortListening();
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** An interrupt does not reach a thread that reads from a socket. */
    private void abortListening() {
        Connection connection = listening;
        if (connection != null) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException alreadyClosed) {
                LOG.debug("Ending the listener's connection failed.", alreadyClosed);
            }
        }
    }

    private void wakeOnSignal() {
        while (!closed) {
            try {
                toWake.acquire();
            } catch (InterruptedException end) {
                return;
            }
            toWake.drainPermits();
            for (Callback callback : callbacks) {
                try {
                    callback.work.run();
                } catch (RuntimeException mistake) {
                    LOG.error("A subscriber of the log failed when told of new entries.", mistake);
                }
            }
        }
    }

    private void notifyOthers() {
        while (!closed) {
            try (Connection connection = connections.getConnection();
                    PreparedStatement statement = connection.prepareStatement("SELECT pg_notify(?, ?)")) {
                statement.setString(1, CHANNEL);
                statement.setString(2, instance);
                while (!closed) {
                    toNotify.acquire();
                    toNotify.drainPermits();
                    statement.execute();
                }
            } catch (SQLException lost) {
                LOG.warn("Other instances cannot be told of new entries; they find them by looking.", lost);
                if (!pause()) {
                    return;
                }
            } catch (InterruptedException end) {
                return;
            }
        }
    }

    private void listen() {
        while (!closed) {
            try (Connection connection = connections.getConnection()) {
                listening = connection;
                try (Statement statement = connection.createStatement()) {
                    statement.execute("LISTEN " + CHANNEL);
                }
                // Whatever was appended while nobody listened.
                toWake.release();
                heed(connection.unwrap(PGConnection.class));
            } catch (SQLException | LogUnavailable lost) {
                if (!closed) {
                    LOG.warn("The log's listener has lost its connection and opens it again.", lost);
                }
            }
            if (!closed && !pause()) {
                return;
            }
        }
    }

    private void heed(PGConnection connection) throws SQLException {
        long seen = head.getAsLong();
        while (!closed) {
            @Nullable PGNotification[] notifications = connection.getNotifications((int) lookEvery.toMillis());
            boolean others = false;
            if (notifications != null) {
                for (PGNotification notification : notifications) {
                    others |=
                            notification != null && !notification.getParameter().equals(instance);
                }
            }
            // Who appended here has told the readers already.
            if (!others && (notifications == null || notifications.length == 0)) {
                long now = head.getAsLong();
                others = now != seen;
                seen = now;
            }
            if (others) {
                toWake.release();
            }
        }
    }

    private boolean pause() {
        try {
            Thread.sleep(RECONNECT_AFTER);
            return true;
        } catch (InterruptedException end) {
            return false;
        }
    }

    /** Equal to itself only. */
    private static final class Callback {

        private final Runnable work;

        Callback(Runnable work) {
            this.work = work;
        }
    }
}
