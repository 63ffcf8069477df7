package se.iopledger.contracts.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class ReleasedShapesTest {
    private static final SourceComments NO_COMMENTS = SourceComments.none();

    @TempDir
    @Nullable Path folder;

    private Path list = Path.of("");

    /** An event as it was released. */
    record Released(String agreementId, @Nullable String note) {}

    /** The same, in better words. */
    record Changed(String agreementId, @Nullable String note, boolean added) {}

    record MadeRequired(String agreementId, String note) {}

    record Renamed(String agreementId, @Nullable String remark) {}

    @BeforeEach
    void aListWithOneReleasedEvent() throws IOException {
        list = java.util.Objects.requireNonNull(folder).resolve("released.sha256");
        Files.writeString(list, "# head\n");
        ReleasedShapes.read(list).release(Map.of("schemas/event.v1.json", hash(Released.class)));
    }

    @Test
    void theSameShapeIsFine() {
        assertThat(ReleasedShapes.read(list).complaintAbout("schemas/event.v1.json", hash(Released.class)))
                .isEmpty();
    }

    @Test
    void anAddedARenamedAndANewlyRequiredFieldAreRefusedWithAdvice() {
        for (Class<?> changed : new Class<?>[] {Changed.class, MadeRequired.class, Renamed.class}) {
            assertThat(ReleasedShapes.read(list).complaintAbout("schemas/event.v1.json", hash(changed)))
                    .get()
                    .asString()
                    .contains("schemas/event.v1.json is released and must not change", "new version");
        }
    }

    @Test
    void betterWordsAreNoChange() {
        ObjectNode schema = schema(Released.class);
        ObjectNode reworded = schema.deepCopy().put("description", "In better words.");
        assertThat(ReleasedShapes.hashOfShape(reworded)).isEqualTo(ReleasedShapes.hashOfShape(schema));
    }

    @Test
    void releasingAgainChangesNoLineAndKeepsTheHead() throws IOException {
        ReleasedShapes.read(list)
                .release(Map.of("schemas/event.v1.json", hash(Changed.class), "schemas/event.v2.json", "ff"));
        assertThat(list)
                .hasContent("# head\n%s  schemas/event.v1.json\nff  schemas/event.v2.json\n"
                        .formatted(hash(Released.class)));
        assertThat(ReleasedShapes.read(list).names())
                .containsExactlyInAnyOrder("schemas/event.v1.json", "schemas/event.v2.json");
    }

    @Test
    void whatIsNotReleasedMayChange() {
        assertThat(ReleasedShapes.read(list).complaintAbout("schemas/other.v1.json", hash(Changed.class)))
                .isEmpty();
    }

    private static String hash(Class<?> type) {
        return ReleasedShapes.hashOfShape(schema(type));
    }

    private static ObjectNode schema(Class<?> type) {
        return RecordSchemas.of("event.v1", type, Use.EVENT, NO_COMMENTS);
    }
}
