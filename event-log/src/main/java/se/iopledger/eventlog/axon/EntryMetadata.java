package se.iopledger.eventlog.axon;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.axonframework.messaging.MetaData;
import se.iopledger.eventlog.Entry;
import se.iopledger.eventlog.EntryAttributes;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Axon's message metadata and the CloudEvents attributes that carry it. The keys below have an attribute of the same
 * name, with a string as value; whatever else the metadata holds goes into {@link EntryAttributes#OTHER_METADATA}, as
 * far as JSON can say it.
 */
public final class EntryMetadata {

    public static final String MUNICIPALITY = EntryAttributes.MUNICIPALITY;
    public static final String ACTOR = EntryAttributes.ACTOR;
    public static final String REASON = EntryAttributes.REASON;

    /** An ISO date, as text. */
    public static final String EFFECTIVE = EntryAttributes.EFFECTIVE;

    public static final String IDEMPOTENCY_KEY = EntryAttributes.IDEMPOTENCY_KEY;
    public static final String REQUEST_DIGEST = EntryAttributes.REQUEST_DIGEST;
    public static final String CAUSE_ORIGIN = EntryAttributes.CAUSE_ORIGIN;

    /** In decimal, as text. */
    public static final String CAUSE_POSITION = EntryAttributes.CAUSE_POSITION;

    private static final Set<String> OWN_ATTRIBUTE = Set.of(
            MUNICIPALITY, ACTOR, REASON, EFFECTIVE, IDEMPOTENCY_KEY, REQUEST_DIGEST, CAUSE_ORIGIN, CAUSE_POSITION);
    private static final TypeReference<Map<String, Object>> JSON_OBJECT = new TypeReference<>() {};

    private final JsonMapper json;

    EntryMetadata(JsonMapper json) {
        this.json = json;
    }

    /** The attributes that carry the metadata. */
    Map<String, String> attributes(MetaData metaData) {
        Map<String, String> attributes = new LinkedHashMap<>();
        Map<String, Object> others = new TreeMap<>();
        metaData.forEach((key, value) -> {
            if (OWN_ATTRIBUTE.contains(key) && value instanceof String text) {
                attributes.put(key, text);
            } else {
                others.put(key, value);
            }
        });
        if (!others.isEmpty()) {
            attributes.put(EntryAttributes.OTHER_METADATA, json.writeValueAsString(others));
        }
        return attributes;
    }

    /** The metadata that an entry carries. */
    MetaData of(Entry entry) {
        Map<String, Object> metaData = new LinkedHashMap<>();
        entry.attribute(EntryAttributes.OTHER_METADATA)
                .ifPresent(others -> metaData.putAll(json.readValue(others, JSON_OBJECT)));
        for (String key : OWN_ATTRIBUTE) {
            entry.attribute(key).ifPresent(value -> metaData.put(key, value));
        }
        return MetaData.from(metaData);
    }

    MetaData read(byte[] jsonObject) {
        return MetaData.from(json.readValue(jsonObject, JSON_OBJECT));
    }
}
