package se.iopledger.agreement.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.terms.Terms;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** One of the five agreements as its file has it, or a copy in which something is changed. */
public final class Paper {
    private static final Path FOLDER = Path.of("..", "local", "src", "main", "resources", "agreements");
    private static final JsonMapper JSON = ContractsJson.mapper();
    private static final YAMLMapper YAML = new YAMLMapper();

    /** Each file is read once: tables of broken terms ask for hundreds of copies, and every copy is its own. */
    private static final Map<String, JsonNode> READ = new ConcurrentHashMap<>();

    private final JsonNode document;

    private Paper(JsonNode document) {
        this.document = document;
    }

    /** @param name UPP, LUN, NOR, LIN or STO */
    public static Paper of(String name) {
        return new Paper(READ.computeIfAbsent(name, unread -> YAML.readTree(text(unread + ".yaml"))));
    }

    /** The file as it stands. */
    public static String text(String fileName) {
        try {
            return Files.readString(FOLDER.resolve(fileName));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** A copy in which the value at the pointer is this JSON; {@code -} as an index appends. */
    public Paper with(String pointer, String json) {
        JsonNode copy = document.deepCopy();
        JsonPointer at = JsonPointer.compile(pointer);
        JsonNode parent = copy.at(at.head());
        String name = at.last().getMatchingProperty();
        JsonNode value = JSON.readTree(json);
        switch (parent) {
            case ObjectNode object -> object.set(name, value);
            case ArrayNode array when name.equals("-") -> array.add(value);
            case ArrayNode array -> array.set(Integer.parseInt(name), value);
            default -> throw new IllegalArgumentException("nothing to change at " + pointer);
        }
        return new Paper(copy);
    }

    /** A copy without what is at the pointer. */
    public Paper without(String pointer) {
        JsonNode copy = document.deepCopy();
        JsonPointer at = JsonPointer.compile(pointer);
        JsonNode parent = copy.at(at.head());
        String name = at.last().getMatchingProperty();
        switch (parent) {
            case ObjectNode object -> object.remove(name);
            case ArrayNode array -> array.remove(Integer.parseInt(name));
            default -> throw new IllegalArgumentException("nothing to remove at " + pointer);
        }
        return new Paper(copy);
    }

    public Terms terms() {
        return JSON.treeToValue(document, Terms.class);
    }

    /** The document as JSON, as a client would send it. */
    public String json() {
        return JSON.writeValueAsString(document);
    }
}
