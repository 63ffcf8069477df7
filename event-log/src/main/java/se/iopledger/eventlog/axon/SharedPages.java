package se.iopledger.eventlog.axon;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.TrackedEventMessage;
import se.iopledger.eventlog.Entry;
import se.iopledger.eventlog.EventLog;

/**
 * The pages of the log that were read last, for several readers that go through it at about the same pace: what one has
 * fetched, and read from its bytes, the next need not. Entries never change, so a page only grows at its end.
 */
final class SharedPages {
    static final int PAGE = 500;

    /** Whoever lags further behind reads for himself, and shares that. An entry has 64 KiB at most, so this is the memory. */
    static final int MOST_PAGES = 4;

    private final EventLog log;
    private final LedgerEventStorageEngine engine;
    private final Map<Long, Page> pages = new LinkedHashMap<>(MOST_PAGES * 2, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Page> eldest) {
            return size() > MOST_PAGES;
        }
    };

    SharedPages(EventLog log, LedgerEventStorageEngine engine) {
        this.log = log;
        this.engine = engine;
    }

    /**
     * Messages from a position on.
     *
     * @param messages none where upcasters leave all out
     * @param next the position after them; the same as was asked for where the log ends there
     */
    record Messages(List<TrackedEventMessage<?>> messages, long next) {}

    Messages from(long position) {
        Page page;
        synchronized (pages) {
            page = pages.computeIfAbsent(position / PAGE, number -> new Page(position));
        }
        return page.from(position);
    }

    private final class Page {
        private final List<TrackedEventMessage<?>> messages = new ArrayList<>();
        private long first;
        private long next;

        Page(long first) {
            this.first = first;
            this.next = first;
        }

        synchronized Messages from(long position) {
            if (position < first || position > next) {
                // Begun in the middle, by somebody further on: from here on is what is asked for.
                messages.clear();
                first = position;
                next = position;
            }
            if (position == next) {
                grow();
            }
            return new Messages(
                    messages.stream()
                            .filter(message ->
                                    message.trackingToken().position().orElseThrow() >= position)
                            .toList(),
                    next);
        }

        private void grow() {
            List<Entry> entries = log.readFrom(next, Math.toIntExact(PAGE - next % PAGE));
            if (!entries.isEmpty()) {
                // All or nothing: what cannot be read is asked for again.
                messages.addAll(engine.messages(entries).toList());
                next = entries.getLast().position() + 1;
            }
        }
    }
}
