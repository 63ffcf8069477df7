package se.iopledger.eventlog.axon;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.AnnotationRevisionResolver;
import org.axonframework.serialization.ChainingConverter;
import org.axonframework.serialization.ContentTypeConverter;
import org.axonframework.serialization.Converter;
import org.axonframework.serialization.RevisionResolver;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.UnknownSerializedType;
import org.axonframework.serialization.jackson3.ByteArrayToJsonNodeConverter;
import org.axonframework.serialization.jackson3.JsonNodeToByteArrayConverter;
import org.axonframework.serialization.jackson3.JsonNodeToObjectNodeConverter;
import org.axonframework.serialization.jackson3.ObjectNodeToJsonNodeConverter;
import org.jspecify.annotations.Nullable;
import se.iopledger.eventlog.Entry;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Axon's serializer for events and snapshots: JSON by the mapper it is given, types by {@link EventTypes}; a class that
 * is not registered goes by its own name and its {@code @Revision}. Upcasters may ask for {@code JsonNode}, {@code
 * ObjectNode}, {@code byte[]} or {@code String}.
 */
public final class EntrySerializer implements Serializer {

    private final EventTypes types;
    private final JsonMapper json;

    /** Data was looked through for doubled members before it was stored. */
    private final JsonMapper alreadyChecked;

    private final EntryMetadata metadata;
    private final RevisionResolver revisions;
    private final ChainingConverter converter = new ChainingConverter();
    private final ConcurrentMap<String, Class<?>> classesByName = new ConcurrentHashMap<>();

    /**
     * @param json binds data; configure it as the published schemas say (dates as text, unknown members refused)
     */
    public EntrySerializer(EventTypes types, JsonMapper json) {
        this(types, json, new AnnotationRevisionResolver());
    }

    /** @param revisions the revision of a class that is not registered, such as an aggregate kept as a snapshot */
    public EntrySerializer(EventTypes types, JsonMapper json, RevisionResolver revisions) {
        this.types = types;
        this.revisions = revisions;
        this.json = json;
        this.alreadyChecked = json.rebuild()
                .disable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        this.metadata = new EntryMetadata(json);
        converter.registerConverter(new JsonNodeToByteArrayConverter(json));
        converter.registerConverter(new ByteArrayToJsonNodeConverter(json));
        converter.registerConverter(new JsonNodeToObjectNodeConverter());
        converter.registerConverter(new ObjectNodeToJsonNodeConverter());
        converter.registerConverter(new EntryToMetadataBytes());
    }

    EventTypes types() {
        return types;
    }

    EntryMetadata metadata() {
        return metadata;
    }

    @Override
    public <T> SerializedObject<T> serialize(@Nullable Object object, Class<T> expectedRepresentation) {
        try {
            byte[] bytes = json.writeValueAsBytes(object);
            return new SimpleSerializedObject<>(
                    converter.convert(bytes, expectedRepresentation),
                    expectedRepresentation,
                    typeForClass(object == null ? null : object.getClass()));
        } catch (JacksonException cause) {
            throw new SerializationException("Cannot be written as JSON: " + cause.getOriginalMessage(), cause);
        }
    }

    @Override
    public <T> boolean canSerializeTo(Class<T> expectedRepresentation) {
        return converter.canConvert(byte[].class, expectedRepresentation);
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"
    }) // Axon's contract: T is the caller's guess, and an empty type is null.
    public <S, T> T deserialize(SerializedObject<S> serialized) {
        try {
            if (SerializedType.isEmptyType(serialized.getType())) {
                return null;
            }
            if (SerializedMetaData.isSerializedMetaData(serialized)) {
                return (T) metadata(serialized);
            }
            Class<?> type = classForType(serialized.getType());
            if (UnknownSerializedType.class.isAssignableFrom(type)) {
                return (T) new UnknownSerializedType(this, serialized);
            }
            if (serialized.getData() instanceof JsonNode node) {
                return (T) json.treeToValue(node, type);
            }
            return (T) alreadyChecked.readValue(bytes(serialized), type);
        } catch (JacksonException cause) {
            throw new SerializationException(
                    "Cannot be read as " + serialized.getType().getName() + ": " + cause.getOriginalMessage(), cause);
        }
    }

    private MetaData metadata(SerializedObject<?> serialized) {
        // The engine hands over the entry itself, so that nothing is written and read again in between.
        return serialized.getData() instanceof Entry entry ? metadata.of(entry) : metadata.read(bytes(serialized));
    }

    private byte[] bytes(SerializedObject<?> serialized) {
        return converter.convert(serialized, byte[].class).getData();
    }

    @Override
    public Class<?> classForType(SerializedType type) {
        if (SerializedType.isEmptyType(type)) {
            return Void.class;
        }
        return types.classOf(type).orElseGet(() -> classesByName.computeIfAbsent(type.getName(), this::classNamed));
    }

    private Class<?> classNamed(String name) {
        try {
            return Class.forName(name, true, getClass().getClassLoader());
        } catch (ClassNotFoundException | LinkageError notHere) {
            // Events of a later release, say: handlers that do not know them pass over them.
            return UnknownSerializedType.class;
        }
    }

    @Override
    @SuppressWarnings("rawtypes") // As Axon declares it.
    public SerializedType typeForClass(@Nullable Class type) {
        if (type == null || Void.class.equals(type) || Void.TYPE.equals(type)) {
            return SerializedType.emptyType();
        }
        Class<?> javaClass = type;
        return types.typeOf(javaClass)
                .orElseGet(() -> new SimpleSerializedType(javaClass.getName(), revisions.revisionOf(javaClass)));
    }

    @Override
    public Converter getConverter() {
        return converter;
    }

    private final class EntryToMetadataBytes implements ContentTypeConverter<Entry, byte[]> {

        @Override
        public Class<Entry> expectedSourceType() {
            return Entry.class;
        }

        @Override
        public Class<byte[]> targetType() {
            return byte[].class;
        }

        @Override
        public byte[] convert(Entry entry) {
            return json.writeValueAsBytes(metadata.of(entry));
        }
    }
}
