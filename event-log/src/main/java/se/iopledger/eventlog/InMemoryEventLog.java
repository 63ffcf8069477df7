package se.iopledger.eventlog;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * An event log in memory, gone with the process: for tests that need a log and no database. It keeps the same rules as
 * {@link PostgresEventLog}, shown by the same conformance kit, and writes the same bytes. Safe for use by many threads;
 * there is one instance, which all share.
 */
public final class InMemoryEventLog implements EventLog {

    private static final DateTimeFormatter RECORDED_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final InstantSource clock;
    private final List<Runnable> callbacks = new CopyOnWriteArrayList<>();
    private final AtomicBoolean toWake = new AtomicBoolean();

    private final Object lock = new Object();

    @GuardedBy("lock") private final List<Entry> entries = new ArrayList<>();

    @GuardedBy("lock") private final Map<String, List<Entry>> streams = new HashMap<>();

    @GuardedBy("lock") private final Map<String, Entry> byEventId = new HashMap<>();

    @GuardedBy("lock") private final Map<Append.Key, Entry> byKey = new HashMap<>();

    /** @param clock tells when an entry is recorded; recorded times never run backwards, whatever it says */
    public InMemoryEventLog(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public CompletableFuture<AppendResult> append(Append append) {
        AppendResult result;
        synchronized (lock) {
            result = judge(append);
        }
        if (result instanceof AppendResult.Stored) {
            wake();
        }
        return CompletableFuture.completedFuture(result);
    }

    @GuardedBy("lock") private AppendResult judge(Append append) {
        List<Entry> known = new ArrayList<>();
        for (NewEvent event : append.events()) {
            Entry entry = byEventId.get(event.eventId());
            if (entry != null) {
                known.add(entry);
            }
        }
        if (isStored(append, known)) {
            Entry first = known.getFirst();
            return new AppendResult.Stored(first.position(), known.getLast().position(), first.recordedTime());
        }
        Append.Key key = append.key();
        if (key != null && byKey.containsKey(key)) {
            return new AppendResult.KeyAlreadyUsed(key.municipality(), key.actor(), key.value());
        }
        String elsewhere = streamElsewhere(append);
        if (elsewhere != null) {
            return new AppendResult.Conflict(elsewhere, lastSequence(elsewhere));
        }
        if (!known.isEmpty()) {
            String streamId = append.streamIds().stream().sorted().findFirst().orElseThrow();
            return new AppendResult.Conflict(streamId, lastSequence(streamId));
        }
        return store(append);
    }

    /** Whether this very append is in the log: all its events, where it says, one after the other. */
    private static boolean isStored(Append append, List<Entry> known) {
        if (known.size() != append.events().size()) {
            return false;
        }
        for (int index = 0; index < known.size(); index++) {
            NewEvent event = append.events().get(index);
            Entry entry = known.get(index);
            if (!entry.streamId().equals(event.streamId())
                    || entry.streamSequence() != event.streamSequence()
                    || entry.position() != known.getFirst().position() + index) {
                return false;
            }
        }
        return true;
    }

    /** The first stream, by name, that does not stand where the append expects it; null if all do. */
    @GuardedBy("lock") private @Nullable String streamElsewhere(Append append) {
        Map<String, Long> expected = new HashMap<>();
        append.events().forEach(event -> expected.putIfAbsent(event.streamId(), event.streamSequence()));
        for (String streamId : append.streamIds().stream().sorted().toList()) {
            if (!Objects.equals(expected.get(streamId), lastSequence(streamId) + 1)) {
                return streamId;
            }
        }
        return null;
    }

    @GuardedBy("lock") private AppendResult store(Append append) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant last = entries.isEmpty() ? Instant.MIN : entries.getLast().recordedTime();
        Instant recordedTime = now.isBefore(last) ? last : now;
        int first = entries.size();
        for (NewEvent event : append.events()) {
            Entry entry = Entry.stored(document(entries.size(), recordedTime, event));
            entries.add(entry);
            streams.computeIfAbsent(event.streamId(), streamId -> new ArrayList<>())
                    .add(entry);
            byEventId.put(event.eventId(), entry);
        }
        Append.Key key = append.key();
        if (key != null) {
            byKey.put(key, entries.get(first));
        }
        return new AppendResult.Stored(first, entries.size() - 1L, recordedTime);
    }

    /** As the append function of the database writes it. */
    private static byte[] document(long position, Instant recordedTime, NewEvent event) {
        byte[] opening = ("{\"specversion\":\"1.0\",\"sequence\":\"" + position + "\",\"recordedtime\":\""
                        + RECORDED_TIME.format(recordedTime) + "\",")
                .getBytes(StandardCharsets.UTF_8);
        byte[] document = new byte[opening.length + event.tail().length];
        System.arraycopy(opening, 0, document, 0, opening.length);
        System.arraycopy(event.tail(), 0, document, opening.length, event.tail().length);
        return document;
    }

    @Override
    public List<Entry> readStream(String streamId, long fromSequence, int limit) {
        synchronized (lock) {
            return part(streams.getOrDefault(streamId, List.of()), fromSequence, limit);
        }
    }

    @Override
    public Map<String, List<Entry>> readStreams(Collection<String> streamIds, int limit) {
        Map<String, List<Entry>> read = new HashMap<>();
        int left = limit;
        synchronized (lock) {
            for (String streamId : streamIds.stream().distinct().sorted().toList()) {
                List<Entry> stream = streams.getOrDefault(streamId, List.of());
                left -= stream.size();
                if (left < 0) {
                    break;
                }
                if (!stream.isEmpty()) {
                    read.put(streamId, List.copyOf(stream));
                }
            }
        }
        return read;
    }

    @Override
    public List<Entry> readFrom(long position, int limit) {
        synchronized (lock) {
            return part(entries, position, limit);
        }
    }

    @Override
    public List<Entry> readFrom(long position, int limit, Set<String> passedOver) {
        List<Entry> lookedAt = readFrom(position, limit);
        return lookedAt.stream()
                .filter(entry -> !passedOver.contains(entry.type()) || entry.equals(lookedAt.getLast()))
                .toList();
    }

    private static List<Entry> part(List<Entry> all, long from, int limit) {
        int start = (int) Math.min(all.size(), Math.max(0, from));
        int end = (int) Math.min(all.size(), start + (long) limit);
        return List.copyOf(all.subList(start, end));
    }

    @Override
    public OptionalLong lastSequenceOf(String streamId) {
        synchronized (lock) {
            long last = lastSequence(streamId);
            return last < 0 ? OptionalLong.empty() : OptionalLong.of(last);
        }
    }

    @GuardedBy("lock") private long lastSequence(String streamId) {
        return streams.getOrDefault(streamId, List.of()).size() - 1L;
    }

    @Override
    public long head() {
        synchronized (lock) {
            return entries.size() - 1L;
        }
    }

    @Override
    public long positionAt(Instant time) {
        synchronized (lock) {
            int low = -1;
            int high = entries.size();
            while (high - low > 1) {
                int middle = (low + high) >>> 1;
                if (entries.get(middle).recordedTime().isAfter(time)) {
                    high = middle;
                } else {
                    low = middle;
                }
            }
            return low;
        }
    }

    @Override
    public Optional<Entry> findByIdempotencyKey(String municipality, String actor, String key) {
        synchronized (lock) {
            return Optional.ofNullable(byKey.get(new Append.Key(municipality, actor, key)));
        }
    }

    @Override
    public Subscription onAppended(Runnable callback) {
        // Wrapped, so that the same callback can be subscribed twice and each subscription ends itself only.
        Runnable own = () -> callback.run();
        callbacks.add(own);
        return () -> callbacks.remove(own);
    }

    private void wake() {
        if (!callbacks.isEmpty() && toWake.compareAndSet(false, true)) {
            Thread.ofVirtual().name("event-log-waker").start(() -> {
                toWake.set(false);
                callbacks.forEach(Runnable::run);
            });
        }
    }
}
