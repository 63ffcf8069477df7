package se.iopledger.contracts.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.EventCatalogue;
import se.iopledger.contracts.terms.Terms;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;

/**
 * One example of every event version, simulated. It is read and written back byte for byte for as long as the version is
 * in a log, and together the examples show every field.
 */
class GoldenExampleTest {
    private static final JsonMapper JSON = ContractsJson.mapper();
    private static final PublishedSchemas SCHEMAS = PublishedSchemas.inTheTree();

    @ParameterizedTest
    @MethodSource("examples")
    void isReadAndWrittenBackByteForByte(Example example) throws IOException {
        assertThat(example.file())
                .as("every released version has a golden example: write %s (contracts/README.md)", example.file())
                .exists();
        Object record = JSON.readValue(Files.readString(example.file()), example.payload());
        String written = JSON.writeValueAsString(record);
        ReleasedShapes released = ReleasedShapes.read(ContractFiles.RELEASED);
        if (ContractFiles.updating() && !released.holds(example.listed())) {
            Files.writeString(example.file(), laidOut(written));
        }
        String golden = Files.readString(example.file());
        assertThat(written).isEqualTo(onOneLine(golden));
        assertThat(JSON.readTree(written).equals(JSON.readTree(golden))).isTrue();
        assertThat(JSON.readValue(written, example.payload())).isEqualTo(record);

        String hash = ReleasedShapes.hashOfBytes(golden.getBytes(StandardCharsets.UTF_8));
        released.complaintAbout(example.listed(), hash).ifPresent(complaint -> fail(complaint));
        if (ContractFiles.releasing()) {
            released.release(Map.of(example.listed(), hash));
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void keepsToItsSchema(Example example) {
        assertThat(SCHEMAS.problemsOf(
                        example.name(), JSON.readTree(example.file().toFile())))
                .isEmpty();
    }

    @Test
    void noExampleStandsThereWithoutAVersion() throws IOException {
        try (Stream<Path> files = Files.list(ContractFiles.GOLDEN)) {
            assertThat(files)
                    .containsExactlyInAnyOrderElementsOf(
                            examples().map(Example::file).toList());
        }
    }

    @Test
    void togetherTheExamplesShowEveryField() {
        Coverage coverage = new Coverage();
        examples()
                .forEach(example -> coverage.look(JSON.readValue(example.file().toFile(), example.payload())));
        assertThat(coverage.unseen(examples().map(Example::payload).toList()))
                .as("fields, or kinds of a sealed type, that no golden example shows")
                .isEmpty();
    }

    static Stream<Example> examples() {
        return Stream.concat(
                ContractFiles.events().stream().map(Example::of),
                Stream.of(new Example(ContractFiles.TERMS, Terms.class)));
    }

    record Example(String name, Class<?> payload) {
        static Example of(EventCatalogue.Released released) {
            return new Example(released.type(), released.payload());
        }

        Path file() {
            return ContractFiles.GOLDEN.resolve(name + ".json");
        }

        String listed() {
            return "golden/" + name + ".json";
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static String onOneLine(String json) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(text)) {
            copy(json, generator);
        }
        return text.toString();
    }

    private static String laidOut(String json) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = ContractFiles.PRETTY.createGenerator(text)) {
            copy(json, generator);
        }
        return text + "\n";
    }

    /** Event by event, so that a number keeps its digits. */
    private static void copy(String json, JsonGenerator generator) {
        try (JsonParser parser = JSON.createParser(json)) {
            while (parser.nextToken() != null) {
                generator.copyCurrentEventExact(parser);
            }
        }
    }

    /** Which components of which records have been seen with a value, an empty list being none. */
    private static final class Coverage {
        private final Set<String> seen = new HashSet<>();

        void look(@Nullable Object value) {
            switch (value) {
                case null -> {}
                case Collection<?> items -> items.forEach(this::look);
                case Map<?, ?> table -> table.values().forEach(this::look);
                case Record record when isOurs(record.getClass()) -> lookInto(record);
                default -> {}
            }
        }

        private void lookInto(Record record) {
            seen.add(SourceComments.nameOf(record.getClass()));
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                Object value = valueOf(component, record);
                if (isThere(value)) {
                    seen.add(SourceComments.nameOf(record.getClass()) + "." + component.getName());
                }
                look(value);
            }
        }

        Set<String> unseen(List<Class<?>> roots) {
            Set<String> unseen = new TreeSet<>();
            Set<Class<?>> reached = new HashSet<>();
            List<Class<?>> open = new ArrayList<>(roots);
            while (!open.isEmpty()) {
                Class<?> type = open.removeLast();
                if (!isOurs(type) || !reached.add(type)) {
                    continue;
                }
                if (type.isSealed()) {
                    open.addAll(List.of(type.getPermittedSubclasses()));
                }
                if (type.isRecord()) {
                    expected(type).filter(name -> !seen.contains(name)).forEach(unseen::add);
                    Stream.of(type.getRecordComponents()).forEach(component -> open.addAll(typesIn(component)));
                }
            }
            return unseen;
        }

        private static Stream<String> expected(Class<?> type) {
            String name = SourceComments.nameOf(type);
            return Stream.concat(
                    Stream.of(name),
                    Stream.of(type.getRecordComponents()).map(component -> name + "." + component.getName()));
        }

        private static List<Class<?>> typesIn(RecordComponent component) {
            List<Class<?>> types = new ArrayList<>(List.of(component.getType()));
            if (component.getGenericType() instanceof java.lang.reflect.ParameterizedType container) {
                for (java.lang.reflect.Type argument : container.getActualTypeArguments()) {
                    if (argument instanceof Class<?> type) {
                        types.add(type);
                    }
                }
            }
            return types;
        }

        private static boolean isThere(@Nullable Object value) {
            return switch (value) {
                case null -> false;
                case Collection<?> items -> !items.isEmpty();
                case Map<?, ?> table -> !table.isEmpty();
                default -> true;
            };
        }

        private static boolean isOurs(Class<?> type) {
            return type.getPackageName().startsWith("se.iopledger.contracts.") || type.isSealed();
        }

        private static @Nullable Object valueOf(RecordComponent component, Record record) {
            try {
                return component.getAccessor().invoke(record);
            } catch (ReflectiveOperationException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
