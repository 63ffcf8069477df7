package se.iopledger.shell.log;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import se.iopledger.contracts.EventCatalogue;
import se.iopledger.eventlog.Entry;
import se.iopledger.proofs.Malformed;
import se.iopledger.proofs.tile.EntryReader;
import se.iopledger.proofs.tile.TilePath;
import se.iopledger.shell.subscription.ReceivedEntries;

/**
 * What came from the topics, read from the journal that reporting-service serves, bundle by bundle. The journal's word is
 * taken for it: whoever doubts it has the verifier. What it does not answer is {@link Malformed}.
 */
final class ServedEntries implements ReceivedEntries {
    /** Who publishes on a topic, as reporting-service calls its log. */
    private static final Map<String, String> LOGS = Map.of(
            EventCatalogue.AGREEMENTS_TOPIC, "agreement-service",
            EventCatalogue.PAYMENTS_TOPIC, "finance-service",
            EventCatalogue.REPORTS_TOPIC, "reporting-service");

    private final JournalSettings settings;

    /** @param settings say where the journal is */
    ServedEntries(JournalSettings settings) {
        this.settings = settings;
    }

    @Override
    public void read(String topic, long first, long last, Taker taker) throws SQLException {
        String log = LOGS.get(topic);
        if (log == null) {
            throw new IllegalArgumentException("nothing is kept of the topic " + topic);
        }
        if (first > last) {
            return;
        }
        ServedJournal journal = new ServedJournal(settings, log);
        long size = journal.size();
        for (long next = first; next <= last; ) {
            if (next >= size) {
                throw new NotAllReceived(topic, next);
            }
            next = readBundle(journal, log, next, Math.min(last, size - 1), size, taker);
        }
    }

    /** From a position to the end of its bundle, or to the last wanted; gives the position after that. */
    private static long readBundle(ServedJournal journal, String log, long from, long last, long size, Taker taker)
            throws SQLException {
        long number = from / TilePath.FULL_WIDTH;
        TilePath.Entries bundle = new TilePath.Entries(number, TilePath.widthIn(size, 0, number));
        long stop = Math.min(last + 1, bundle.firstPosition() + bundle.width());
        String name = journal.name() + ", bundle " + number;
        try (EntryReader reader =
                new EntryReader(new ByteArrayInputStream(journal.entries(bundle)), name, bundle.firstPosition())) {
            for (long position = bundle.firstPosition(); position < stop; position++) {
                if (!reader.next()) {
                    throw new Malformed(name + ": ends before entry " + position);
                }
                if (position >= from) {
                    taker.take(asked(Entry.parse(reader.entry()), log, position));
                }
            }
        } catch (IOException unreadable) {
            throw new Malformed(name + ": " + unreadable.getMessage(), unreadable);
        }
        return stop;
    }

    private static Entry asked(Entry entry, String log, long position) {
        if (entry.position() != position || !entry.source().equals("/" + log)) {
            throw new Malformed("the journal of " + log + " has " + entry + " at position " + position);
        }
        return entry;
    }
}
