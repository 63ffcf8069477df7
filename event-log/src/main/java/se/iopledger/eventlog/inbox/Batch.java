package se.iopledger.eventlog.inbox;

import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import se.iopledger.eventlog.Entry;

/**
 * Entries that are handled in one transaction: what is there already, of all partitions; it never waits for more.
 *
 * <p>An entry that may give commands is not put behind another of its stream: its commands may depend on what that one
 * changes, and are given before the transaction.
 */
final class Batch {

    /** As many as one poll brings at most. */
    static final int MOST_ENTRIES = 500;

    /** How long the commands of a batch may take, and about how long its transaction. */
    static final Duration LONGEST = Duration.ofMillis(200);

    private final int most;
    private final List<Item> items = new ArrayList<>();
    private final Set<Stream> streams = new HashSet<>();

    /** @param most entries at most, from 1 */
    Batch(int most) {
        this.most = most;
    }

    /**
     * One entry of the batch.
     *
     * @param next where its partition stands when all up to this entry is accepted
     */
    record Item(InboxPartition partition, Entry entry, InboxTable.State next) {}

    private record Stream(String topic, String id) {}

    /**
     * Adds an entry, unless the batch is full or must not hold it.
     *
     * @param mayCommand whether commands may follow from the entry
     */
    boolean add(Item item, boolean mayCommand) {
        Stream stream =
                new Stream(item.partition().partition().topic(), item.entry().streamId());
        if (items.size() >= most || (mayCommand && streams.contains(stream))) {
            return false;
        }
        streams.add(stream);
        items.add(item);
        return true;
    }

    List<Item> items() {
        return items;
    }

    /** Gives all commands in order. Once that has taken long enough, the entries left over are for another batch. */
    void command(InboxHandler handler) throws Exception {
        long until = System.nanoTime() + LONGEST.toNanos();
        for (int index = 0; index < items.size(); index++) {
            if (index > 0 && System.nanoTime() - until >= 0) {
                items.subList(index, items.size()).clear();
                return;
            }
            Entry entry = items.get(index).entry();
            if (handler.mayCommand(entry)) {
                handler.command(entry);
            }
        }
    }

    /**
     * Writes what follows from all of them: stream by stream, in the same order everywhere, so that two instances that
     * write about the same agreements wait for each other in turn and not in a circle.
     */
    void apply(InboxHandler handler, Connection transaction) throws Exception {
        List<Item> inOrder = new ArrayList<>(items);
        inOrder.sort(Comparator.comparing(item -> item.entry().streamId()));
        for (Item item : inOrder) {
            handler.apply(item.entry(), transaction);
        }
    }

    /** Where each partition stands with all of these accepted. */
    Map<TopicPartition, InboxTable.State> reached() {
        Map<TopicPartition, InboxTable.State> reached = new LinkedHashMap<>();
        items.forEach(item -> reached.put(item.partition().partition(), item.next()));
        return reached;
    }

    /** Tells each partition how many of its entries are accepted, and where it stands. */
    void accepted() {
        Map<InboxPartition, Integer> counts = new LinkedHashMap<>();
        Map<InboxPartition, InboxTable.State> states = new LinkedHashMap<>();
        for (Item item : items) {
            counts.merge(item.partition(), 1, Integer::sum);
            states.put(item.partition(), item.next());
        }
        states.forEach((partition, state) -> partition.accepted(state, counts.getOrDefault(partition, 0)));
    }
}
