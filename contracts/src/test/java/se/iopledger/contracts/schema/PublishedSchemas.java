package se.iopledger.contracts.schema;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schema files as an integrator has them, behind a validator that is not ours. */
final class PublishedSchemas {
    private final SchemaRegistry registry;

    private PublishedSchemas(SchemaRegistry registry) {
        this.registry = registry;
    }

    static PublishedSchemas inTheTree() {
        try (Stream<Path> files = Files.list(ContractFiles.SCHEMAS)) {
            Map<String, String> byId = files.map(PublishedSchemas::text)
                    .collect(Collectors.toMap(
                            text -> JsonMapper.shared()
                                    .readTree(text)
                                    .get("$id")
                                    .asString(),
                            text -> text));
            return new PublishedSchemas(SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(byId)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What is wrong with a document; empty where nothing is. */
    List<Error> problemsOf(String name, JsonNode document) {
        return registry.getSchema(SchemaLocation.of(RecordSchemas.idOf(name)))
                .validate(document, run -> run.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }

    /** The same, by a schema that refers to the published ones by their {@code $id}. */
    List<Error> problemsOf(JsonNode schema, JsonNode document) {
        return registry.getSchema(schema)
                .validate(document, run -> run.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
