package se.iopledger.shell.aggregate;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.eventlog.axon.EntrySerializer;
import se.iopledger.eventlog.axon.EventTypes;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/**
 * How an aggregate is written as a snapshot: its fields as JSON, sealed states by class name, under a revision that is
 * the shape of its state. Snapshots of another shape are passed over and the events replayed.
 */
public final class SnapshotJson {
    private SnapshotJson() {}

    public static Serializer serializer() {
        JsonMapper mapper = ContractsJson.mapper()
                .rebuild()
                .changeDefaultVisibility(visibility -> visibility
                        .withVisibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE)
                        .withVisibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
                        .withVisibility(PropertyAccessor.CREATOR, JsonAutoDetect.Visibility.ANY))
                .annotationIntrospector(new SealedByClass())
                .polymorphicTypeValidator(BasicPolymorphicTypeValidator.builder()
                        .allowIfSubType("se.iopledger.")
                        .build())
                .build();
        return new EntrySerializer(EventTypes.builder().build(), mapper, type -> ShapeRevision.of(type));
    }

    public static SnapshotFilter filter(List<Class<? extends DecidingAggregate<?, ?, ?>>> aggregates) {
        Set<String> revisions = aggregates.stream().map(ShapeRevision::of).collect(Collectors.toUnmodifiableSet());
        return snapshot -> revisions.contains(
                Objects.toString(snapshot.getPayload().getType().getRevision()));
    }

    /** Domain packages carry no Jackson annotations: a sealed type that says nothing itself is told by class name. */
    private static final class SealedByClass extends JacksonAnnotationIntrospector {
        @Override
        public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated annotated) {
            JsonTypeInfo.Value stated = super.findPolymorphicTypeInfo(config, annotated);
            boolean ours = annotated.getRawType() != null
                    && annotated.getRawType().isSealed()
                    && annotated.getRawType().getName().startsWith("se.iopledger.");
            return stated == null && ours
                    ? JsonTypeInfo.Value.construct(
                            JsonTypeInfo.Id.CLASS, JsonTypeInfo.As.PROPERTY, "@class", null, false, true)
                    : stated;
        }
    }
}
