package se.iopledger.finance.peppol;

import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import se.iopledger.finance.xml.UntrustedXml;

/**
 * An XML document from outside as a small tree, or the limit that it breaks: no document type, no entities of its own, a
 * bounded number of bytes, elements, levels and characters. Nothing outside the document is ever asked for.
 */
final class XmlTree {
    /** Pictures of paper invoices come along inside; they are passed over. */
    static final int MOST_BYTES = 10 * 1024 * 1024;

    private static final int MOST_LEVELS = 24;
    private static final int MOST_ELEMENTS = 50_000;
    private static final int MOST_ATTRIBUTES = 16;
    private static final int LONGEST_TEXT = 4_000;
    private static final int MOST_TEXT = 1_000_000;

    /** What comes along as base64 (BT-125) and is never read. */
    private static final Set<String> PASSED_OVER = Set.of("cbc:EmbeddedDocumentBinaryObject");

    private static final Map<String, String> PREFIXES = Map.of(
            "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2", "cbc:",
            "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2", "cac:",
            "urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2", "ext:",
            "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2", "invoice:",
            "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2", "creditnote:");

    /**
     * Elements of names that are not UBL's have this before theirs, whatever their namespace, and are found by nobody.
     */
    private static final String FOREIGN = "foreign:";

    private XmlTree() {}

    /**
     * An element.
     *
     * @param name prefixed with {@code cbc:}, {@code cac:}, {@code invoice:} or {@code creditnote:} by its namespace,
     *     whatever prefix the document uses
     * @param attributes by local name; those without a namespace only
     */
    record Element(String name, Map<String, String> attributes, StringBuilder characters, List<Element> children) {
        /** Text with single spaces; empty where there is none. */
        Optional<String> text() {
            String text = characters.toString().strip().replaceAll("\\s+", " ");
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
        }

        /** All elements at the end of a path. */
        Stream<Element> all(String... path) {
            Stream<Element> found = Stream.of(this);
            for (String step : path) {
                found = found.flatMap(element -> element.children.stream()).filter(child -> child.name.equals(step));
            }
            return found;
        }

        /** The text of an attribute; empty where it is not given. */
        String attribute(String attribute) {
            return attributes.getOrDefault(attribute, "").strip();
        }
    }

    /** @throws DocumentRefused whatever is wrong with it */
    static Element read(InputStream document) {
        try {
            XMLStreamReader reader = UntrustedXml.open(document, MOST_BYTES);
            try {
                return read(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException broken) {
            throw refusal(broken);
        }
    }

    private static DocumentRefused refusal(XMLStreamException broken) {
        if (UntrustedXml.isTooLarge(broken)) {
            return new DocumentRefused(
                    "DocumentMustFitTheLimit", null, "the document is larger than " + MOST_BYTES + " bytes");
        }
        String where = broken.getLocation() == null
                ? null
                : "line " + broken.getLocation().getLineNumber();
        // The parser's own words may repeat what stands there.
        return new DocumentRefused("DocumentMustBeWellFormed", where, "the document is not well-formed XML");
    }

    private static Element read(XMLStreamReader reader) throws XMLStreamException {
        Growing growing = new Growing();
        while (reader.hasNext()) {
            switch (UntrustedXml.next(reader)) {
                case XMLStreamConstants.DTD ->
                    throw new DocumentRefused(
                            "DocumentMustHaveNoDocumentType",
                            line(reader),
                            "a document type brings entities and is not read");
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new DocumentRefused(
                            "DocumentMustHaveNoEntities", line(reader), "entities of its own are not read");
                case XMLStreamConstants.START_ELEMENT -> growing.begin(reader);
                case XMLStreamConstants.END_ELEMENT -> growing.end();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> growing.characters(reader);
                default -> {
                    // Comments and processing instructions say nothing.
                }
            }
        }
        return growing.whole();
    }

    private static String line(XMLStreamReader reader) {
        return "line " + reader.getLocation().getLineNumber();
    }

    /** The tree so far. */
    private static final class Growing {
        private final Deque<Element> open = new ArrayDeque<>();
        private @Nullable Element root;
        private int elements;
        private int text;

        void begin(XMLStreamReader reader) {
            if (open.size() == MOST_LEVELS) {
                throw limit(reader, "DocumentMustNotNestTooDeep", "it nests deeper than " + MOST_LEVELS + " levels");
            }
            if (++elements > MOST_ELEMENTS) {
                throw limit(reader, "DocumentMustFitTheLimit", "it has more than " + MOST_ELEMENTS + " elements");
            }
            if (reader.getAttributeCount() > MOST_ATTRIBUTES) {
                throw limit(
                        reader,
                        "DocumentMustFitTheLimit",
                        "an element has more than " + MOST_ATTRIBUTES + " attributes");
            }
            Element element = new Element(nameOf(reader), attributesOf(reader), new StringBuilder(), new ArrayList<>());
            Element parent = open.peek();
            if (parent == null) {
                root = element;
            } else {
                parent.children().add(element);
            }
            open.push(element);
        }

        private Map<String, String> attributesOf(XMLStreamReader reader) {
            Map<String, String> attributes = new HashMap<>();
            for (int index = 0; index < reader.getAttributeCount(); index++) {
                String value = reader.getAttributeValue(index);
                count(reader, value.length(), value.length());
                if (reader.getAttributeNamespace(index) == null
                        || reader.getAttributeNamespace(index).isEmpty()) {
                    attributes.put(reader.getAttributeLocalName(index), value);
                }
            }
            return attributes;
        }

        void characters(XMLStreamReader reader) {
            Element element = open.peek();
            if (element == null || PASSED_OVER.contains(element.name())) {
                return;
            }
            if (!element.children().isEmpty() && reader.isWhiteSpace()) {
                // It only sets the children apart, however many there are.
                return;
            }
            int length = reader.getTextLength();
            count(reader, element.characters().length() + length, length);
            element.characters().append(reader.getTextCharacters(), reader.getTextStart(), length);
        }

        private void count(XMLStreamReader reader, int ofOneText, int more) {
            text += more;
            if (ofOneText > LONGEST_TEXT || text > MOST_TEXT) {
                throw limit(
                        reader,
                        "DocumentMustFitTheLimit",
                        "a text is longer than " + LONGEST_TEXT + " characters, or all than " + MOST_TEXT);
            }
        }

        void end() {
            var _ = open.pop();
        }

        Element whole() {
            if (root == null) {
                throw new DocumentRefused("DocumentMustBeWellFormed", null, "there is no element in it");
            }
            return root;
        }

        private static DocumentRefused limit(XMLStreamReader reader, String rule, String detail) {
            return new DocumentRefused(rule, line(reader), detail);
        }

        private static String nameOf(XMLStreamReader reader) {
            String namespace = reader.getNamespaceURI();
            return (namespace == null ? FOREIGN : PREFIXES.getOrDefault(namespace, FOREIGN)) + reader.getLocalName();
        }
    }
}
