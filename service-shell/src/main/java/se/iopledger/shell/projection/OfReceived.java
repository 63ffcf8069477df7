package se.iopledger.shell.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import se.iopledger.contracts.EventCatalogue;
import se.iopledger.eventlog.Entry;
import se.iopledger.eventlog.topic.Partitions;
import se.iopledger.shell.subscription.ReceivedEntries;
import se.iopledger.shell.subscription.Subscription;
import se.iopledger.shell.subscription.SubscriptionHandler;

/**
 * What a subscription keeps, rebuilt from everything that was received. Taken in is what the inbox has accepted, partition
 * by partition, but for what is parked and what a person discarded.
 *
 * @param inbox the subscription's
 * @param handler the subscription's; its commands are not sent again
 */
record OfReceived(Subscription subscription, String inbox, SubscriptionHandler handler, ReceivedEntries received)
        implements Rebuildable {
    /** Each may hold locks until the transaction ends, of which a database has not many. */
    private static final int ENTRIES_PER_TRANSACTION = 200;

    @Override
    public String name() {
        return subscription.name();
    }

    @Override
    public List<String> tables() {
        return subscription.tables();
    }

    @Override
    public Replay begin() {
        return new InboxReplay();
    }

    private record Partition(String topic, int number) {
        @Override
        public String toString() {
            return topic + "/" + number;
        }
    }

    private record Place(String topic, long position) {}

    private record Stream(String topic, String id) {}

    /**
     * Where the inbox stands.
     *
     * @param accepted the highest position of each partition
     * @param notApplied what is parked or was discarded
     * @param parked streams that have something parked
     */
    private record Reach(Map<Partition, Long> accepted, Set<Place> notApplied, Set<Stream> parked) {}

    private final class InboxReplay implements Replay {
        private Map<Partition, Long> reached = Map.of();

        /** Streams that are left until the last time, since what is parked may be retried: how far they were taken in. */
        private final Map<Stream, Long> leftAt = new HashMap<>();

        private int inTransaction;

        @Override
        public long goOn(Connection session, boolean last) throws SQLException {
            Map<Partition, Long> before = reached;
            Reach to = reach(session);
            for (String topic : subscription.topics()) {
                long first = first(topic, before, last);
                long highest = highest(topic, to.accepted());
                received.read(topic, first, highest, entry -> take(topic, entry, before, to, session, last));
            }
            reached = to.accepted();
            return reached.entrySet().stream()
                    .mapToLong(each -> each.getValue() - before.getOrDefault(each.getKey(), -1L))
                    .sum();
        }

        private long first(String topic, Map<Partition, Long> before, boolean last) {
            long first = Long.MAX_VALUE;
            for (int partition = 0; partition < EventCatalogue.PARTITIONS; partition++) {
                first = Math.min(first, before.getOrDefault(new Partition(topic, partition), -1L));
            }
            if (last) {
                for (Map.Entry<Stream, Long> left : leftAt.entrySet()) {
                    if (left.getKey().topic().equals(topic)) {
                        first = Math.min(first, left.getValue());
                    }
                }
            }
            return first + 1;
        }

        private void take(
                String topic, Entry entry, Map<Partition, Long> before, Reach to, Connection session, boolean last)
                throws SQLException {
            Stream stream = new Stream(topic, entry.streamId());
            Partition partition = new Partition(topic, Partitions.of(entry.streamId(), EventCatalogue.PARTITIONS));
            long takenTo = before.getOrDefault(partition, -1L);
            if (!last && (leftAt.containsKey(stream) || to.parked().contains(stream))) {
                leftAt.putIfAbsent(stream, takenTo);
                return;
            }
            boolean isNew = entry.position() > leftAt.getOrDefault(stream, takenTo)
                    && entry.position() <= to.accepted().getOrDefault(partition, -1L);
            if (isNew && !to.notApplied().contains(new Place(topic, entry.position()))) {
                handler.replay(entry, session);
                if (++inTransaction % ENTRIES_PER_TRANSACTION == 0 && !last) {
                    session.commit();
                }
            }
        }

        @Override
        public Map<String, Long> reached() {
            Map<String, Long> positions = new TreeMap<>();
            reached.forEach((partition, position) -> positions.put(partition.toString(), position));
            return positions;
        }
    }

    private static long highest(String topic, Map<Partition, Long> accepted) {
        return accepted.entrySet().stream()
                .filter(each -> each.getKey().topic().equals(topic))
                .mapToLong(Map.Entry::getValue)
                .max()
                .orElse(-1);
    }

    /** Partitions first: what is parked after that lies beyond them, and what was retried is in the tables. */
    private Reach reach(Connection session) throws SQLException {
        Map<Partition, Long> accepted = new HashMap<>();
        try (PreparedStatement query = session.prepareStatement(
                "SELECT topic, partition, position FROM eventlog.inbox_partition WHERE inbox = ?")) {
            query.setString(1, inbox);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    accepted.put(new Partition(row.getString(1), row.getInt(2)), row.getLong(3));
                }
            }
        }
        Set<Place> notApplied = new HashSet<>();
        Set<Stream> parked = new HashSet<>();
        try (PreparedStatement query = session.prepareStatement("SELECT topic, stream_id, position, state = 'PARKED'"
                + " FROM eventlog.dead_letter WHERE inbox = ? AND state <> 'RETRIED'")) {
            query.setString(1, inbox);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    notApplied.add(new Place(row.getString(1), row.getLong(3)));
                    if (row.getBoolean(4)) {
                        parked.add(new Stream(row.getString(1), row.getString(2)));
                    }
                }
            }
        }
        return new Reach(accepted, notApplied, parked);
    }
}
