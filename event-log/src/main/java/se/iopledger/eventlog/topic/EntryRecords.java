package se.iopledger.eventlog.topic;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import se.iopledger.eventlog.Entry;
import se.iopledger.eventlog.MalformedEntry;

/**
 * An entry as a Kafka record: CloudEvents Kafka Protocol Binding 1.0, structured mode. The value is the entry, byte for
 * byte; the key is its stream. Further headers: the entry's own leaf hash, and the position and leaf hash of the entry
 * before it in the same partition (absent on the first), so that a receiver notices what is missing or foreign.
 */
public final class EntryRecords {

    public static final String CONTENT_TYPE = "content-type";
    public static final String CLOUD_EVENT = "application/cloudevents+json; charset=utf-8";

    /** Hexadecimal, lower case. */
    public static final String LEAF_HASH = "leafhash";

    /** Decimal. */
    public static final String PREVIOUS_POSITION = "previousposition";

    /** Hexadecimal, lower case. */
    public static final String PREVIOUS_LEAF_HASH = "previousleafhash";

    private EntryRecords() {}

    /** The record for an entry that follows another in the partition. */
    public static ProducerRecord<byte[], byte[]> write(String topic, int partition, Entry entry, Link previous) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                topic, partition, entry.recordedTime().toEpochMilli(), utf8(entry.streamId()), entry.bytes());
        Headers headers = record.headers();
        headers.add(CONTENT_TYPE, utf8(CLOUD_EVENT));
        headers.add(LEAF_HASH, utf8(entry.leafHashHex()));
        if (previous.leafHash() != null) {
            headers.add(PREVIOUS_POSITION, utf8(Long.toString(previous.position())));
            headers.add(PREVIOUS_LEAF_HASH, utf8(previous.leafHash()));
        }
        return record;
    }

    /**
     * Reads a record and checks that it agrees with itself.
     *
     * @throws ForeignRecord if it is no entry's record, or its key or leaf hash is not the entry's
     */
    public static Received read(ConsumerRecord<byte[], byte[]> record) {
        byte[] value = record.value();
        if (value == null) {
            throw new ForeignRecord("it has no value", null);
        }
        Entry entry = entry(value);
        Link own = Link.to(entry);
        if (!Objects.equals(own.leafHash(), text(record, LEAF_HASH))) {
            throw new ForeignRecord("its leaf hash is not that of its entry, position " + entry.position(), null);
        }
        byte[] key = record.key();
        if (key == null || !entry.streamId().equals(new String(key, StandardCharsets.UTF_8))) {
            throw new ForeignRecord("its key is not the stream of its entry, position " + entry.position(), null);
        }
        return new Received(entry, own, previous(record));
    }

    private static Entry entry(byte[] value) {
        try {
            return Entry.parse(value);
        } catch (MalformedEntry malformed) {
            throw new ForeignRecord("it holds no entry: " + malformed.getMessage(), malformed);
        }
    }

    private static Link previous(ConsumerRecord<byte[], byte[]> record) {
        String position = text(record, PREVIOUS_POSITION);
        String leafHash = text(record, PREVIOUS_LEAF_HASH);
        if (position == null && leafHash == null) {
            return Link.NONE;
        }
        try {
            if (position != null && leafHash != null) {
                return new Link(Long.parseLong(position), leafHash);
            }
        } catch (IllegalArgumentException notALink) {
            throw new ForeignRecord("what precedes it is not told rightly", notALink);
        }
        throw new ForeignRecord("what precedes it is told by half", null);
    }

    private static @Nullable String text(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * An entry that came from a topic.
     *
     * @param own the entry's own link
     * @param previous what the record says came before it in the partition
     */
    public record Received(Entry entry, Link own, Link previous) {}

    /** A record that this ledger's publisher did not write, or that was altered after it. */
    public static final class ForeignRecord extends RuntimeException {

        ForeignRecord(String what, @Nullable Throwable cause) {
            super("the record is not one of this ledger: " + what, cause);
        }
    }
}
