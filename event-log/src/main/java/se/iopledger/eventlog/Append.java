package se.iopledger.eventlog;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one command stores: 1 to {@link #MAX_EVENTS} events, all or none. The first event of a stream in it names the
 * sequence that the caller expects to be the stream's next one. Usually all events are of one stream.
 */
public final class Append {

    /** One append is one row set in one statement; a command that makes more is a mistake. */
    public static final int MAX_EVENTS = 10_000;

    private final List<NewEvent> events;
    private final Set<String> streamIds = new LinkedHashSet<>();
    private final Set<Object> claims;

    /**
     * @throws IllegalArgumentException if there is no event or there are too many, if a stream's sequences do not
     *     follow on one another, if an event id occurs twice, or if the events do not share one idempotency key
     */
    public Append(List<NewEvent> events) {
        this.events = List.copyOf(events);
        if (this.events.isEmpty() || this.events.size() > MAX_EVENTS) {
            throw new IllegalArgumentException("An append has 1 to " + MAX_EVENTS + " events, not " + events.size());
        }
        Map<String, Long> lastSequences = new HashMap<>();
        Set<String> eventIds = new LinkedHashSet<>();
        for (NewEvent event : this.events) {
            Long last = lastSequences.put(event.streamId(), event.streamSequence());
            if (last != null && event.streamSequence() != last + 1) {
                throw new IllegalArgumentException("In stream " + event.streamId() + " sequence "
                        + event.streamSequence() + " does not follow on " + last);
            }
            if (!eventIds.add(event.eventId())) {
                throw new IllegalArgumentException("The event id " + event.eventId() + " occurs twice.");
            }
            if (!Objects.equals(Key.of(event), key())) {
                throw new IllegalArgumentException("The events of one append share one idempotency key.");
            }
            streamIds.add(event.streamId());
        }
        this.claims = claims(eventIds);
    }

    private Set<Object> claims(Set<String> eventIds) {
        Set<Object> all = new HashSet<>();
        streamIds.forEach(streamId -> all.add(new Stream(streamId)));
        all.addAll(eventIds);
        Key key = key();
        if (key != null) {
            all.add(key);
        }
        return all;
    }

    public List<NewEvent> events() {
        return events;
    }

    Set<String> streamIds() {
        return streamIds;
    }

    /** What this append must not share with another one that is under way: its streams, event ids and key. */
    Set<Object> claims() {
        return claims;
    }

    @Nullable Key key() {
        return Key.of(events.getFirst());
    }

    /** So that a stream and an event of the same name are two things. */
    private record Stream(String streamId) {}

    /** What an idempotency key is unique within, and the key. */
    record Key(String municipality, String actor, String value) {

        static @Nullable Key of(NewEvent event) {
            String value = event.extension(EntryAttributes.IDEMPOTENCY_KEY);
            return value == null
                    ? null
                    : new Key(
                            Objects.requireNonNull(event.extension(EntryAttributes.MUNICIPALITY)),
                            Objects.requireNonNull(event.extension(EntryAttributes.ACTOR)),
                            value);
        }
    }
}
