package se.iopledger.contracts.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.iopledger.contracts.EventCatalogue;
import se.iopledger.contracts.terms.Terms;
import tools.jackson.databind.node.ObjectNode;

/** The schemas in the tree are those of the records, and what was released keeps its shape. */
class SchemaTest {
    private static final SourceComments COMMENTS = SourceComments.under(ContractFiles.SOURCES);
    private static final Map<String, ObjectNode> SCHEMAS = schemas();

    @ParameterizedTest
    @MethodSource("names")
    void theSchemaIsThatOfTheRecord(String name) throws IOException {
        ObjectNode schema = schema(name);
        ReleasedShapes released = ReleasedShapes.read(ContractFiles.RELEASED);
        released.complaintAbout(listed(name), ReleasedShapes.hashOfShape(schema))
                .ifPresent(complaint -> fail(complaint));
        Path file = ContractFiles.SCHEMAS.resolve(name + ".json");
        if (ContractFiles.updating()) {
            Files.writeString(file, ContractFiles.pretty(schema));
        }
        assertThat(file)
                .as("The schema of %s is missing: run mvn -pl contracts test -Dcontracts.update=true", name)
                .exists();
        assertThat(Files.readString(file).equals(ContractFiles.pretty(schema)))
                .as(
                        "%s is no longer the schema of the record. If the change is meant, run mvn -pl contracts test -Dcontracts.update=true and read the difference.",
                        file)
                .isTrue();
        if (ContractFiles.releasing()) {
            released.release(Map.of(listed(name), ReleasedShapes.hashOfShape(schema)));
        }
    }

    @Test
    void noSchemaStandsThereWithoutARecord() throws IOException {
        try (Stream<Path> files = Files.list(ContractFiles.SCHEMAS)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.concat(names().map(name -> name + ".json"), Stream.of("entry.json"))
                                    .toList());
        }
    }

    @Test
    void whatWasReleasedIsStillThere() {
        assertThat(names().map(SchemaTest::listed))
                .as("a released version is read for as long as logs hold it")
                .containsAll(ReleasedShapes.read(ContractFiles.RELEASED).names().stream()
                        .filter(name -> name.startsWith("schemas/"))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyFormIsDescribed(String name) {
        ObjectNode schema = schema(name);
        assertThat(schema.path("description").asString()).isNotBlank();
        assertThat(schema.path("$defs").properties())
                .allSatisfy(
                        form -> assertThat(form.getValue().path("description").asString())
                                .as(form.getKey())
                                .isNotBlank());
    }

    @Test
    void everyFieldOfTheTermsIsDescribed() {
        assertThat(schema(ContractFiles.TERMS).path("properties").properties())
                .allSatisfy(
                        field -> assertThat(field.getValue().path("description").asString())
                                .as(field.getKey())
                                .isNotBlank());
    }

    static Stream<String> names() {
        return Stream.concat(ContractFiles.types(), Stream.of(ContractFiles.TERMS));
    }

    private static String listed(String name) {
        return "schemas/" + name + ".json";
    }

    private static ObjectNode schema(String name) {
        ObjectNode schema = SCHEMAS.get(name);
        assertThat(schema).as(name).isNotNull();
        return java.util.Objects.requireNonNull(schema);
    }

    private static Map<String, ObjectNode> schemas() {
        Map<String, ObjectNode> schemas = ContractFiles.events().stream()
                .collect(Collectors.toMap(
                        EventCatalogue.Released::type,
                        event -> RecordSchemas.of(event.type(), event.payload(), Use.EVENT, COMMENTS)));
        schemas.put(ContractFiles.TERMS, RecordSchemas.of(ContractFiles.TERMS, Terms.class, Use.INPUT, COMMENTS));
        return schemas;
    }
}
