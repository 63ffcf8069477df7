package se.iopledger.contracts.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.EventCatalogue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The AsyncAPI document names every event of the catalogue and nothing else, and its schemas hold for the examples. */
class AsyncApiTest {
    private static final JsonMapper JSON = ContractsJson.mapper();
    private static final PublishedSchemas SCHEMAS = PublishedSchemas.inTheTree();
    private static final JsonNode DOCUMENT = document();

    @Test
    void isAsyncApi3() {
        assertThat(DOCUMENT.path("asyncapi").asString()).isEqualTo("3.0.0");
    }

    @Test
    void everyTopicCarriesTheEventsOfTheCatalogueAndNothingElse() {
        assertThat(DOCUMENT.path("channels").properties())
                .as("the topics of events, and that of checkpoints")
                .hasSize(EventCatalogue.byTopic().size() + 1);
        for (Map.Entry<String, List<EventCatalogue.Released>> topic :
                EventCatalogue.byTopic().entrySet()) {
            JsonNode channel = channelOf(topic.getKey());
            List<String> types = channel.path("messages").properties().stream()
                    .map(message -> message.getValue().path("$ref").asString())
                    .map(reference ->
                            DOCUMENT.at(reference.substring(1)).path("name").asString())
                    .toList();
            assertThat(types)
                    .as(topic.getKey())
                    .containsExactlyInAnyOrderElementsOf(topic.getValue().stream()
                            .map(EventCatalogue.Released::type)
                            .toList());
            assertThat(channel.at("/bindings/kafka/partitions").asInt()).isEqualTo(EventCatalogue.PARTITIONS);
        }
        assertThat(messages().map(message -> message.path("name").asString()))
                .containsExactlyInAnyOrderElementsOf(ContractFiles.types().toList());
    }

    @Test
    void checkpointsHaveATopicOfTheirOwnWithOnePartition() {
        JsonNode channel = channelOf(EventCatalogue.CHECKPOINTS_TOPIC);
        assertThat(channel.at("/bindings/kafka/partitions").asInt()).isEqualTo(1);
        assertThat(channel.at("/messages/checkpoint/$ref").asString()).isEqualTo("#/components/messages/checkpoint");
        assertThat(DOCUMENT.at("/components/messages/checkpoint/name").asString())
                .isEqualTo("checkpoint");
    }

    @Test
    void everyChannelIsPublishedByAnOperation() {
        List<String> published = DOCUMENT.path("operations").properties().stream()
                .map(operation -> operation.getValue().at("/channel/$ref").asString())
                .toList();
        assertThat(published)
                .containsExactlyInAnyOrderElementsOf(DOCUMENT.path("channels").properties().stream()
                        .map(channel -> "#/channels/" + channel.getKey())
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("messageNames")
    void anEntryWithTheGoldenExampleKeepsToTheMessageSchema(String type) throws IOException {
        JsonNode schema = messageSchema(type);
        ObjectNode entry = entry(type);
        assertThat(SCHEMAS.problemsOf(schema, entry)).isEmpty();

        assertThat(SCHEMAS.problemsOf(schema, entry.deepCopy().put("type", "se.iopledger.other.v1")))
                .as("an entry of another type")
                .isNotEmpty();
        ObjectNode unknown = entry.deepCopy();
        ((ObjectNode) unknown.get("data")).put("unknown", true);
        assertThat(SCHEMAS.problemsOf(schema, unknown))
                .as("data with an unknown field")
                .isNotEmpty();
        assertThat(SCHEMAS.problemsOf(schema, entry.deepCopy().put("sequence", 7)))
                .as("an attribute that is no text")
                .isNotEmpty();
    }

    static Stream<String> messageNames() {
        return messages().map(message -> message.path("name").asString());
    }

    /** Those that are events. */
    private static Stream<JsonNode> messages() {
        return DOCUMENT.at("/components/messages").properties().stream()
                .map(Map.Entry::getValue)
                .filter(message -> !message.path("name").asString().equals("checkpoint"));
    }

    private static JsonNode channelOf(String topic) {
        return DOCUMENT.path("channels").properties().stream()
                .map(Map.Entry::getValue)
                .filter(channel -> channel.path("address").asString().equals(topic))
                .findFirst()
                .orElseThrow();
    }

    /** The message's schema, its references to files replaced by the ids of the schemas in them. */
    private static JsonNode messageSchema(String type) throws IOException {
        JsonNode schema = messages()
                .filter(message -> message.path("name").asString().equals(type))
                .map(message -> message.at("/payload/schema"))
                .findFirst()
                .orElseThrow()
                .deepCopy();
        for (JsonNode holder : schema.findParents("$ref")) {
            String file = holder.path("$ref").asString();
            assertThat(ContractFiles.PUBLISHED.resolve(file)).exists();
            String id = JSON.readTree(Files.readString(ContractFiles.PUBLISHED.resolve(file)))
                    .path("$id")
                    .asString();
            ((ObjectNode) holder).put("$ref", id);
        }
        return schema;
    }

    private static ObjectNode entry(String type) throws IOException {
        ObjectNode entry = JSON.createObjectNode();
        entry.put("specversion", "1.0")
                .put("sequence", "0")
                .put("recordedtime", "2026-11-21T10:00:00.000001Z")
                .put("id", "6f0d1a52-0b7e-4f3e-9a51-000000000001")
                .put("source", "/agreement-service")
                .put("type", type)
                .put("subject", "0198f2a4-7f6e-5c1d-8a55-3f2f6d1c9b10")
                .put("streamsequence", "0")
                .put("datacontenttype", "application/json")
                .put("municipality", "0000")
                .put("actor", "user-17")
                .put("effective", "2021-12-20");
        entry.set("data", JSON.readTree(Files.readString(ContractFiles.GOLDEN.resolve(type + ".json"))));
        return entry;
    }

    private static JsonNode document() {
        try {
            Object read =
                    new Load(LoadSettings.builder().build()).loadFromString(Files.readString(ContractFiles.ASYNC_API));
            return JSON.valueToTree(read);
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
