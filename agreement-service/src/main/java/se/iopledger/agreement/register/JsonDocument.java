package se.iopledger.agreement.register;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** Reads JSON (RFC 8259) token by token. Numbers are taken as they are written; none is computed here. */
final class JsonDocument {
    // Deeper and longer than the builder allows, so that its words are the ones that are answered.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(2 * DocumentBuilder.DEEPEST)
                    .maxNumberLength(TermsReader.MOST_BYTES)
                    .maxNameLength(TermsReader.MOST_BYTES)
                    .maxStringLength(TermsReader.MOST_BYTES)
                    .build())
            .build();

    private JsonDocument() {}

    static void read(String text, DocumentBuilder builder) throws DocumentRefused {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            int depth = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (depth == 0 && builder.document() != null) {
                    throw new DocumentRefused("", "BodyMustBeOneDocument", "something follows the document's end");
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                take(token, parser, builder);
            }
        } catch (JacksonException notJson) {
            // The parser's own message would repeat what stands in the document.
            throw new DocumentRefused("", "BodyMustBeWellFormed", "the body is not JSON" + at(notJson.getLocation()));
        }
    }

    private static void take(JsonToken token, JsonParser parser, DocumentBuilder builder) throws DocumentRefused {
        switch (token) {
            case START_OBJECT -> builder.startObject();
            case START_ARRAY -> builder.startArray();
            case END_OBJECT, END_ARRAY -> builder.end();
            case PROPERTY_NAME -> builder.name(parser.currentName());
            case VALUE_STRING -> builder.text(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> builder.number(parser.getString());
            case VALUE_TRUE -> builder.truth(true);
            case VALUE_FALSE -> builder.truth(false);
            case VALUE_NULL -> builder.nothing();
            case VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new IllegalStateException("a text holds no token " + token);
        }
    }

    private static String at(@org.jspecify.annotations.Nullable TokenStreamLocation place) {
        return place == null ? "" : " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")";
    }
}
