package se.iopledger.contracts.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The list of what was released: one line per schema and golden example, {@code <SHA-256>  <name>}. Of a schema the
 * shape is hashed, without its descriptions, since better words change nothing for a reader's program; of a golden
 * example every byte.
 */
final class ReleasedShapes {
    private final Path list;
    private final Map<String, String> hashes;

    private ReleasedShapes(Path list, Map<String, String> hashes) {
        this.list = list;
        this.hashes = hashes;
    }

    static ReleasedShapes read(Path list) {
        try {
            return new ReleasedShapes(
                    list,
                    Files.readAllLines(list).stream()
                            .filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .map(line -> line.split("  ", 2))
                            .collect(Collectors.toMap(
                                    parts -> parts[1], parts -> parts[0], (one, other) -> one, TreeMap::new)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    boolean holds(String name) {
        return hashes.containsKey(name);
    }

    Set<String> names() {
        return Set.copyOf(hashes.keySet());
    }

    /** What to say to somebody who changed what was released; empty where nothing was. */
    Optional<String> complaintAbout(String name, String hash) {
        if (!holds(name) || hash.equals(hashes.get(name))) {
            return Optional.empty();
        }
        return Optional.of("""
                %s is released and must not change: logs hold entries of this shape for good, and others read them. \
                Leave it as it was, and add a new version beside it (contracts/README.md, "A changed event").""".formatted(name));
    }

    /** Adds what is not yet on the list; what is on it is never changed. */
    void release(Map<String, String> added) {
        try {
            Map<String, String> all = new TreeMap<>(added);
            all.putAll(hashes);
            String head = Files.readAllLines(list).stream()
                    .filter(line -> line.startsWith("#"))
                    .map(line -> line + "\n")
                    .collect(Collectors.joining());
            String lines = all.entrySet().stream()
                    .map(line -> line.getValue() + "  " + line.getKey() + "\n")
                    .collect(Collectors.joining());
            Files.writeString(list, head + lines);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    static String hashOfShape(JsonNode schema) {
        return hashOfBytes(JsonMapper.shared()
                .writeValueAsString(withoutDescriptions(schema))
                .getBytes(StandardCharsets.UTF_8));
    }

    static String hashOfBytes(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    private static JsonNode withoutDescriptions(JsonNode schema) {
        JsonNode shape = schema.deepCopy();
        dropDescriptions(shape);
        return shape;
    }

    private static void dropDescriptions(JsonNode node) {
        // A description is text; a property that is called so is a schema.
        if (node instanceof ObjectNode object && object.path("description").isString()) {
            object.remove("description");
        }
        node.forEach(ReleasedShapes::dropDescriptions);
    }
}
