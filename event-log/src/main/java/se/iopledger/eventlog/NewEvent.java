package se.iopledger.eventlog;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * An event that is to become an entry: everything in the entry's document but its position and its recorded time, which
 * only the database knows. Immutable.
 */
public final class NewEvent {

    private static final JsonFactory JSON = new JsonFactory();
    private static final byte[] LONGEST_PREFIX = ("{\"specversion\":\"1.0\",\"sequence\":\"" + Long.MAX_VALUE
                    + "\",\"recordedtime\":\"2000-01-01T00:00:00.000000Z\",")
            .getBytes(StandardCharsets.UTF_8);

    /** The database indexes these texts; an index row has room for about 2,700 bytes. */
    private static final int MAX_INDEXED_CHARS = 255;

    /** Written by the document's form itself. */
    private static final Set<String> OWN_NAMES = Set.of(
            EntryAttributes.SPEC_VERSION,
            EntryAttributes.SEQUENCE,
            EntryAttributes.RECORDED_TIME,
            EntryAttributes.ID,
            EntryAttributes.SOURCE,
            EntryAttributes.TYPE,
            EntryAttributes.SUBJECT,
            EntryAttributes.STREAM_SEQUENCE,
            EntryAttributes.DATA_CONTENT_TYPE,
            EntryAttributes.DATA);

    private static final Pattern EXTENSION_NAME = Pattern.compile("[a-z0-9]{1,20}");

    private final String streamId;
    private final long streamSequence;
    private final String eventId;
    private final String type;
    private final SortedMap<String, String> extensions;
    private final byte[] tail;

    private NewEvent(Builder builder, byte[] data) {
        this.streamId = indexed("stream id", builder.streamId);
        this.eventId = indexed("event id", builder.eventId);
        this.type = indexed("type", builder.type);
        this.streamSequence = builder.streamSequence;
        this.extensions = new TreeMap<>(builder.extensions);
        if (streamSequence < 0) {
            throw new IllegalArgumentException("A sequence in a stream starts at 0: " + streamSequence);
        }
        checkKey();
        this.tail = tail(indexed("source", builder.source), data);
        if (sizeBytes() > Entry.MAX_BYTES) {
            throw new EntryTooLarge(type, sizeBytes());
        }
        // What is malformed could never be removed from an append-only log again.
        Entry.checkData(data);
    }

    /**
     * Starts an event.
     *
     * @param source the log that it is written to, such as {@code /agreement-service}
     * @param type name and version, such as {@code se.iopledger.agreement.registered.v1}
     * @param streamId the stream, at most 255 characters
     * @param streamSequence its number in the stream, from 0
     * @param eventId unique; usually a UUID
     */
    public static Builder of(String source, String type, String streamId, long streamSequence, String eventId) {
        return new Builder(source, type, streamId, streamSequence, eventId);
    }

    public String streamId() {
        return streamId;
    }

    public long streamSequence() {
        return streamSequence;
    }

    public String eventId() {
        return eventId;
    }

    public String type() {
        return type;
    }

    /** The size of the entry, counted with a position of 19 digits. */
    public int sizeBytes() {
        return LONGEST_PREFIX.length + tail.length;
    }

    @Nullable String extension(String name) {
        return extensions.get(name);
    }

    /** The document from {@code "id"} to its closing brace: what follows the part that the database writes. */
    byte[] tail() {
        return tail;
    }

    private byte[] tail(String source, byte[] data) {
        ByteArrayOutputStream attributes = new ByteArrayOutputStream(512 + data.length);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), attributes)) {
            json.writeStartObject();
            json.writeStringProperty(EntryAttributes.ID, eventId);
            json.writeStringProperty(EntryAttributes.SOURCE, source);
            json.writeStringProperty(EntryAttributes.TYPE, type);
            json.writeStringProperty(EntryAttributes.SUBJECT, streamId);
            json.writeStringProperty(EntryAttributes.STREAM_SEQUENCE, Long.toString(streamSequence));
            json.writeStringProperty(EntryAttributes.DATA_CONTENT_TYPE, "application/json");
            extensions.forEach(json::writeStringProperty);
            json.writeEndObject();
        }
        byte[] object = attributes.toByteArray();
        byte[] opening = ",\"data\":".getBytes(StandardCharsets.UTF_8);
        // Without the braces of the attributes' object: the document's opening one is the database's.
        ByteArrayOutputStream tail = new ByteArrayOutputStream(object.length + opening.length + data.length);
        tail.write(object, 1, object.length - 2);
        tail.writeBytes(opening);
        tail.writeBytes(data);
        tail.write('}');
        return tail.toByteArray();
    }

    private void checkKey() {
        for (String name :
                new String[] {EntryAttributes.MUNICIPALITY, EntryAttributes.ACTOR, EntryAttributes.IDEMPOTENCY_KEY}) {
            String value = extensions.get(name);
            if (value != null) {
                indexed(name, value);
            } else if (extensions.containsKey(EntryAttributes.IDEMPOTENCY_KEY)) {
                throw new IllegalArgumentException(
                        "An idempotency key is unique per municipality and actor: " + name + " is missing.");
            }
        }
    }

    private static String indexed(String what, String value) {
        if (value.isEmpty() || value.length() > MAX_INDEXED_CHARS) {
            throw new IllegalArgumentException(
                    "The " + what + " must have 1 to " + MAX_INDEXED_CHARS + " characters, not " + value.length());
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("The " + what + " holds a control character.");
        }
        return value;
    }

    /** Collects an event's attributes; {@link #data} completes it. */
    public static final class Builder {

        private final String source;
        private final String type;
        private final String streamId;
        private final long streamSequence;
        private final String eventId;
        private final SortedMap<String, String> extensions = new TreeMap<>();

        private Builder(String source, String type, String streamId, long streamSequence, String eventId) {
            this.source = source;
            this.type = type;
            this.streamId = streamId;
            this.streamSequence = streamSequence;
            this.eventId = eventId;
        }

        /**
         * Adds an extension attribute.
         *
         * @throws IllegalArgumentException if CloudEvents does not allow the name, or the form of an entry has it already
         */
        public Builder with(String name, String value) {
            if (!EXTENSION_NAME.matcher(name).matches() || OWN_NAMES.contains(name)) {
                throw new IllegalArgumentException("Not a name for a CloudEvents extension attribute: " + name);
            }
            extensions.put(name, value);
            return this;
        }

        /** Adds extension attributes; see {@link #with}. */
        public Builder with(Map<String, String> attributes) {
            attributes.forEach(this::with);
            return this;
        }

        /**
         * Completes the event.
         *
         * @param json one JSON value in UTF-8
         * @throws EntryTooLarge if the entry would be larger than the log takes
         * @throws MalformedEntry if the data is not one JSON value
         * @throws IllegalArgumentException if an attribute is empty, too long or missing
         */
        public NewEvent data(byte[] json) {
            return new NewEvent(this, json);
        }
    }
}
