package se.iopledger.finance.domain.plan;

import java.nio.file.Path;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.terms.Terms;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The terms of a real agreement, as they are registered for the demonstration, or with something put otherwise. */
public final class RealTerms {
    private static final Path FOLDER = Path.of("..", "local", "src", "main", "resources", "agreements");

    private final ObjectNode document;

    private RealTerms(ObjectNode document) {
        this.document = document;
    }

    public static RealTerms of(String shortName) {
        return new RealTerms((ObjectNode) new YAMLMapper().readTree(FOLDER.resolve(shortName + ".yaml")));
    }

    /** As if this ledger had carried the agreement from that day. */
    public RealTerms takenOver(String day) {
        document.put("takeoverDate", day);
        return this;
    }

    /** With other funding, as JSON. */
    public RealTerms funding(String part, String json) {
        JsonNode value = ContractsJson.mapper().readTree(json);
        ((ObjectNode) document.path("funding")).set(part, value);
        return this;
    }

    /** With these defaults chosen where the paper is silent, as JSON. */
    public RealTerms choosing(String defaults) {
        document.set("defaults", ContractsJson.mapper().readTree(defaults));
        return this;
    }

    public Terms build() {
        return ContractsJson.mapper().treeToValue(document, Terms.class);
    }
}
