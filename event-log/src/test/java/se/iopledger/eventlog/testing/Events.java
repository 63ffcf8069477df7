package se.iopledger.eventlog.testing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import se.iopledger.eventlog.Append;
import se.iopledger.eventlog.EntryAttributes;
import se.iopledger.eventlog.NewEvent;

/** Small events without a meaning. */
public final class Events {

    public static final String SOURCE = "/test-service";
    public static final String TYPE = "se.iopledger.test.happened.v1";

    private Events() {}

    public static NewEvent event(String streamId, long sequence) {
        return unfinished(streamId, sequence).data(json("{\"n\":" + sequence + "}"));
    }

    public static NewEvent.Builder unfinished(String streamId, long sequence) {
        return NewEvent.of(SOURCE, TYPE, streamId, sequence, UUID.randomUUID().toString());
    }

    public static NewEvent keyed(String streamId, long sequence, String key) {
        return unfinished(streamId, sequence)
                .with(EntryAttributes.MUNICIPALITY, "0380")
                .with(EntryAttributes.ACTOR, "actor-1")
                .with(EntryAttributes.IDEMPOTENCY_KEY, key)
                .data(json("{}"));
    }

    /** An append of so many events, the first of which has the given sequence. */
    public static Append append(String streamId, long firstSequence, int count) {
        return new Append(IntStream.range(0, count)
                .mapToObj(index -> event(streamId, firstSequence + index))
                .toList());
    }

    public static Append append(NewEvent... events) {
        return new Append(List.of(events));
    }

    public static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
