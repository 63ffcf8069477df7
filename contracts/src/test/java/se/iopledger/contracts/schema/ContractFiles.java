package se.iopledger.contracts.schema;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import se.iopledger.contracts.EventCatalogue;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Where the files of this module stand in the source tree, which is where tests compare and update them. */
final class ContractFiles {
    static final Path SOURCES = Path.of("src/main/java");
    static final Path RELEASED = Path.of("src/test/resources/released.sha256");
    static final Path GOLDEN = Path.of("src/test/resources/golden");

    static final Path PUBLISHED = Path.of("src/main/resources/se/iopledger/contracts");
    static final Path SCHEMAS = PUBLISHED.resolve("schemas");
    static final Path ASYNC_API = PUBLISHED.resolve("asyncapi.yaml");

    /** The document that registers an agreement: input, and no event. */
    static final String TERMS = "terms.v1";

    static final ObjectWriter PRETTY = JsonMapper.shared()
            .writer()
            .with(new DefaultPrettyPrinter()
                    .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                    .withArrayIndenter(new DefaultIndenter("  ", "\n")));

    private ContractFiles() {}

    /** Whether files that are not released are to be written anew: {@code -Dcontracts.update=true}. */
    static boolean updating() {
        return Boolean.getBoolean("contracts.update");
    }

    /** Whether all that there is becomes released: {@code -Dcontracts.release=true}. */
    static boolean releasing() {
        return Boolean.getBoolean("contracts.release");
    }

    static List<EventCatalogue.Released> events() {
        return EventCatalogue.byTopic().values().stream()
                .flatMap(List::stream)
                .sorted(java.util.Comparator.comparing(EventCatalogue.Released::type))
                .toList();
    }

    static Stream<String> types() {
        return events().stream().map(EventCatalogue.Released::type);
    }

    static String pretty(JsonNode node) {
        return PRETTY.writeValueAsString(node) + "\n";
    }
}
