package se.iopledger.agreement.register;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import se.iopledger.contracts.ContractsJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The golden example of terms, and documents that differ from it in one place. */
final class SimulatedTerms {
    static final JsonMapper JSON = ContractsJson.mapper();

    private final ObjectNode document;

    private SimulatedTerms(ObjectNode document) {
        this.document = document;
    }

    static SimulatedTerms right() {
        try (InputStream bytes =
                Objects.requireNonNull(SimulatedTerms.class.getResourceAsStream("/golden/terms.v1.json"))) {
            return new SimulatedTerms((ObjectNode) JSON.readTree(bytes));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The same with another value in one place. */
    SimulatedTerms with(String pointer, String json) {
        return with(pointer, JSON.readTree(json));
    }

    SimulatedTerms with(String pointer, JsonNode value) {
        SimulatedTerms changed = new SimulatedTerms(document.deepCopy());
        int slash = pointer.lastIndexOf('/');
        String name = pointer.substring(slash + 1);
        switch (changed.document.at(pointer.substring(0, slash))) {
            case ObjectNode object -> object.set(name, value);
            case ArrayNode array -> array.set(Integer.parseInt(name), value);
            case JsonNode other -> throw new IllegalArgumentException(pointer + " is no place: " + other);
        }
        return changed;
    }

    SimulatedTerms without(String pointer) {
        SimulatedTerms changed = new SimulatedTerms(document.deepCopy());
        int slash = pointer.lastIndexOf('/');
        ((ObjectNode) changed.document.at(pointer.substring(0, slash))).remove(pointer.substring(slash + 1));
        return changed;
    }

    ObjectNode document() {
        return document;
    }

    byte[] json() {
        return JSON.writeValueAsBytes(document);
    }

    byte[] yaml() {
        StringBuilder text = new StringBuilder();
        block(document, "", text);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** As a person writes it: a line for each field, texts in quotes. */
    private static void block(JsonNode node, String indent, StringBuilder text) {
        switch (node) {
            case ObjectNode object
            when !object.isEmpty() ->
                object.properties()
                        .forEach(field -> line(indent + field.getKey() + ":", field.getValue(), indent, text));
            case ArrayNode array when !array.isEmpty() -> array.forEach(item -> line(indent + "-", item, indent, text));
            default -> text.append(indent).append(JSON.writeValueAsString(node)).append('\n');
        }
    }

    private static void line(String head, JsonNode value, String indent, StringBuilder text) {
        if (value.isContainer() && !value.isEmpty()) {
            text.append(head).append('\n');
            block(value, indent + "  ", text);
        } else {
            text.append(head).append(' ').append(JSON.writeValueAsString(value)).append('\n');
        }
    }
}
