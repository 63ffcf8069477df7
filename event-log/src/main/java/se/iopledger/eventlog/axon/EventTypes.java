package se.iopledger.eventlog.axon;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.jspecify.annotations.Nullable;

/**
 * Which class reads which event type: a name, a version from 1, and the Java class of that version. A version without a
 * class is one that an upcaster lifts to a later one. Immutable.
 */
public final class EventTypes {

    /** As many as the log has types. */
    private static final ConcurrentMap<String, SerializedType> SERIALIZED_TYPES = new ConcurrentHashMap<>();

    private static final Pattern TYPE = Pattern.compile("(?<name>.+)\\.v(?<version>[0-9]+)");

    private final Map<Class<?>, SerializedType> typesByClass;
    private final Map<SerializedType, Class<?>> classesByType;

    private EventTypes(Map<Class<?>, SerializedType> typesByClass, Map<SerializedType, Class<?>> classesByType) {
        this.typesByClass = Map.copyOf(typesByClass);
        this.classesByType = Map.copyOf(classesByType);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Name and version (Axon's revision) of a class, if it is registered. */
    public Optional<SerializedType> typeOf(Class<?> eventClass) {
        return Optional.ofNullable(typesByClass.get(eventClass));
    }

    /** The class of a name and version (Axon's revision), if it is registered. */
    public Optional<Class<?>> classOf(SerializedType type) {
        return Optional.ofNullable(classesByType.get(key(type.getName(), type.getRevision())));
    }

    /** The CloudEvents types of the classes that are registered and of this kind. */
    Set<String> ofClasses(Predicate<Class<?>> kind) {
        return typesByClass.entrySet().stream()
                .filter(type -> kind.test(type.getKey()))
                .map(type -> cloudEventType(type.getValue()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The CloudEvents type: {@code name.vVersion}, or the name alone if there is no version. */
    static String cloudEventType(SerializedType type) {
        String revision = type.getRevision();
        if (revision == null) {
            return type.getName();
        }
        String cloudEventType = type.getName() + ".v" + revision;
        if (!serializedType(cloudEventType).equals(type)) {
            throw new IllegalArgumentException(
                    "The version of an event is a whole number: " + type.getName() + " has " + revision);
        }
        return cloudEventType;
    }

    /** The reverse of {@link #cloudEventType}. */
    static SerializedType serializedType(String cloudEventType) {
        // Asked for at every event by every reader; computeIfAbsent alone takes a lock of the map for most of its keys.
        SerializedType known = SERIALIZED_TYPES.get(cloudEventType);
        return known != null ? known : SERIALIZED_TYPES.computeIfAbsent(cloudEventType, EventTypes::read);
    }

    private static SerializedType read(String cloudEventType) {
        Matcher matcher = TYPE.matcher(cloudEventType);
        return matcher.matches() ? key(matcher.group("name"), matcher.group("version")) : key(cloudEventType, null);
    }

    private static SerializedType key(String name, @Nullable String version) {
        return new SimpleSerializedType(name, version);
    }

    /** Collects types. */
    public static final class Builder {

        private final Map<Class<?>, SerializedType> typesByClass = new HashMap<>();
        private final Map<SerializedType, Class<?>> classesByType = new HashMap<>();

        private Builder() {}

        /**
         * Adds a type.
         *
         * @param name such as {@code se.iopledger.agreement.registered}
         * @param version from 1
         * @throws IllegalArgumentException if the class, or the name with this version, is there already
         */
        public Builder add(String name, int version, Class<?> eventClass) {
            if (version < 1) {
                throw new IllegalArgumentException("Versions start at 1: " + name + " " + version);
            }
            SerializedType type = key(name, Integer.toString(version));
            if (typesByClass.putIfAbsent(eventClass, type) != null
                    || classesByType.putIfAbsent(type, eventClass) != null) {
                throw new IllegalArgumentException(
                        "Registered twice: " + name + ".v" + version + " or " + eventClass.getName());
            }
            return this;
        }

        public EventTypes build() {
            return new EventTypes(typesByClass, classesByType);
        }
    }
}
