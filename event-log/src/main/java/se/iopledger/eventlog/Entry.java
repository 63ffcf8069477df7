package se.iopledger.eventlog;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.iopledger.proofs.merkle.Hash;
import se.iopledger.proofs.merkle.TreeHasher;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * One entry of a log: a structured-mode CloudEvents 1.0 JSON document, and what it says of itself. The bytes are
 * exactly those that were stored; nothing here writes them anew. Immutable.
 *
 * <p>Form: one JSON object whose members are the context attributes ({@link EntryAttributes}; strings), then
 * {@code data} (any JSON value) as the last.
 */
public final class Entry {

    /** The limit of a tlog-tiles entry bundle, whose lengths are 16-bit (C2SP tlog-tiles, "Log entries"). */
    public static final int MAX_BYTES = 65_535;

    private static final String RECORDED_TIME_FORM = "0000-00-00T00:00:00.000000Z";
    private static final JsonFactory STRICT = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** For what was read strictly before it was stored: looking for doubled members costs a third of reading. */
    private static final JsonFactory ALREADY_CHECKED = JsonFactory.builder().build();

    private final byte[] bytes;
    private final int dataStart;
    private final int dataEnd;
    private final Map<String, String> attributes;
    private final long position;
    private final long streamSequence;
    private final Instant recordedTime;

    private Entry(byte[] bytes, int dataStart, int dataEnd, Map<String, String> attributes) {
        this.bytes = bytes;
        this.dataStart = dataStart;
        this.dataEnd = dataEnd;
        this.attributes = Collections.unmodifiableMap(attributes);
        this.position = number(EntryAttributes.SEQUENCE);
        this.streamSequence = number(EntryAttributes.STREAM_SEQUENCE);
        this.recordedTime = instant(EntryAttributes.RECORDED_TIME);
        required(EntryAttributes.ID);
        required(EntryAttributes.SOURCE);
        required(EntryAttributes.TYPE);
        required(EntryAttributes.SUBJECT);
        if (!"1.0".equals(required(EntryAttributes.SPEC_VERSION))) {
            throw new MalformedEntry("specversion is not 1.0");
        }
    }

    /**
     * Reads what an entry says of itself.
     *
     * @param bytes the document in UTF-8; copied
     * @throws MalformedEntry if the bytes are no entry
     */
    public static Entry parse(byte[] bytes) {
        return read(bytes.clone(), true);
    }

    /**
     * As {@link #parse}, for what the log holds, whose data was checked before it was stored and is not looked through
     * again: that would be most of the time that reading takes. The array is the caller's no more.
     */
    static Entry stored(byte[] bytes) {
        return read(bytes, false);
    }

    private static Entry read(byte[] bytes, boolean checked) {
        if (bytes.length > MAX_BYTES) {
            throw new MalformedEntry("An entry has at most " + MAX_BYTES + " bytes, this one " + bytes.length + ".");
        }
        JsonFactory json = checked ? STRICT : ALREADY_CHECKED;
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), bytes)) {
            return read(parser, bytes, checked);
        } catch (JacksonException notJson) {
            throw new MalformedEntry("The entry is not JSON: " + notJson.getOriginalMessage(), notJson);
        }
    }

    /** @throws MalformedEntry if the bytes are not one JSON value, or name a member twice */
    static void checkData(byte[] json) {
        try (JsonParser parser = STRICT.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() == null) {
                throw new MalformedEntry("The data is empty.");
            }
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw new MalformedEntry("Something follows the data.");
            }
        } catch (JacksonException notJson) {
            throw new MalformedEntry("The data is not JSON: " + notJson.getOriginalMessage(), notJson);
        }
    }

    private static Entry read(JsonParser parser, byte[] bytes, boolean checked) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new MalformedEntry("An entry is a JSON object.");
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (EntryAttributes.DATA.equals(name)) {
                int start = (int) parser.currentTokenLocation().getByteOffset();
                int end = bytes.length - 1;
                if (checked) {
                    checkDataEnds(parser, end);
                } else if (bytes[end] != '}') {
                    throw new MalformedEntry("The entry does not end with its closing brace.");
                }
                return new Entry(bytes, start, end, attributes);
            }
            if (value != JsonToken.VALUE_STRING) {
                throw new MalformedEntry("The attribute " + name + " is not a string.");
            }
            if (attributes.put(name, parser.getString()) != null) {
                throw new MalformedEntry("The attribute " + name + " is given twice.");
            }
        }
        throw new MalformedEntry("The entry has no data.");
    }

    private static void checkDataEnds(JsonParser parser, int end) {
        parser.skipChildren();
        if (parser.nextToken() != JsonToken.END_OBJECT) {
            throw new MalformedEntry("data must be the last member.");
        }
        if ((int) parser.currentTokenLocation().getByteOffset() != end) {
            throw new MalformedEntry("Something follows the entry's closing brace.");
        }
    }

    /** The document, byte for byte as stored. A copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The length of the document in bytes. */
    public int sizeBytes() {
        return bytes.length;
    }

    /** The JSON value of {@code data}, as its bytes stand in the document. A copy. */
    public byte[] data() {
        return Arrays.copyOfRange(bytes, dataStart, dataEnd);
    }

    /** RFC 6962 §2.1, as {@link TreeHasher} defines it for everybody. 32 bytes. */
    public byte[] leafHash() {
        return leaf().bytes();
    }

    /** {@link #leafHash} as the tree takes it. */
    public Hash leaf() {
        return TreeHasher.leafHash(bytes);
    }

    /** {@link #leafHash} in lower-case hexadecimal. */
    public String leafHashHex() {
        return leaf().hex();
    }

    /** Where the entry stands in its log: 0, 1, 2 … without gaps. */
    public long position() {
        return position;
    }

    /** When the log took the entry; never runs backwards along positions. Microseconds. */
    public Instant recordedTime() {
        return recordedTime;
    }

    public String eventId() {
        return required(EntryAttributes.ID);
    }

    /** The log that the entry belongs to: its origin. */
    public String source() {
        return required(EntryAttributes.SOURCE);
    }

    public String type() {
        return required(EntryAttributes.TYPE);
    }

    public String streamId() {
        return required(EntryAttributes.SUBJECT);
    }

    /** The entry's number in its stream: 0, 1, 2 … without gaps. */
    public long streamSequence() {
        return streamSequence;
    }

    /** One context attribute; see {@link EntryAttributes}. */
    public Optional<String> attribute(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    /** All context attributes, in the document's order. */
    public Map<String, String> attributes() {
        return attributes;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Entry that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return source() + "@" + position + " " + type() + " " + streamId() + "/" + streamSequence;
    }

    private String required(String name) {
        String value = attributes.get(name);
        if (value == null || value.isEmpty()) {
            throw new MalformedEntry("The entry has no " + name + ".");
        }
        return value;
    }

    private long number(String name) {
        String text = required(name);
        try {
            long value = Long.parseLong(text);
            if (value >= 0 && Long.toString(value).equals(text)) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            throw new MalformedEntry(name + " is not a whole number: " + text, notANumber);
        }
        throw new MalformedEntry(name + " is not written as a whole number from 0: " + text);
    }

    private Instant instant(String name) {
        String text = required(name);
        try {
            return text.length() == RECORDED_TIME_FORM.length() ? recordedTime(text) : Instant.parse(text);
        } catch (DateTimeException notATime) {
            throw new MalformedEntry(name + " is not an RFC 3339 time in UTC: " + text, notATime);
        }
    }

    /** The one form that the database writes. The general parser would take as long as all else in reading an entry. */
    private static Instant recordedTime(String text) {
        for (int index = 0; index < RECORDED_TIME_FORM.length(); index++) {
            char wanted = RECORDED_TIME_FORM.charAt(index);
            char is = text.charAt(index);
            if (wanted == '0' ? is < '0' || is > '9' : is != wanted) {
                return Instant.parse(text);
            }
        }
        return LocalDateTime.of(
                        number(text, 0, 4),
                        number(text, 5, 7),
                        number(text, 8, 10),
                        number(text, 11, 13),
                        number(text, 14, 16),
                        number(text, 17, 19),
                        number(text, 20, 26) * 1_000)
                .toInstant(ZoneOffset.UTC);
    }

    private static int number(String digits, int from, int to) {
        return Integer.parseInt(digits, from, to, 10);
    }
}
