package se.iopledger.finance.bankfile;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import se.iopledger.finance.xml.UntrustedXml;

/**
 * Goes through a bank's file element by element, and holds no more of it than one piece at a time. What a hostile file
 * could do is refused by rule: a DTD, entities, another encoding than banks use, more bytes, elements, depth or text than
 * any honest file has.
 */
final class BankXml {
    /** A day's statement of a large municipality is a fraction of it. */
    static final int MOST_BYTES = 20 * 1024 * 1024;

    static final int MOST_ELEMENTS = 500_000;
    static final int DEEPEST = 40;
    static final int LONGEST_TEXT = 4_000;
    private static final String FOREIGN = "foreign:";

    /** Where an element of these stands more than once the first is meant: what it says is words only. */
    private static final Set<String> MAY_REPEAT = Set.of("AddtlInf", "Ustrd", "Strd");

    private static final Set<String> ENCODINGS = Set.of("UTF-8", "UTF8", "ISO-8859-1", "US-ASCII", "WINDOWS-1252");

    private final XMLStreamReader reader;
    private String message = "";
    private int elements;
    private int depth;

    private BankXml(XMLStreamReader reader) {
        this.reader = reader;
    }

    /**
     * A piece of a file, held whole.
     *
     * @param text its own, without that of its children
     */
    record Piece(String name, String currency, String text, List<Piece> children) {
        Piece {
            children = List.copyOf(children);
        }

        /** What stands at a path of element names; null where nothing does. */
        @Nullable String at(String... path) {
            Piece piece = piece(path);
            return piece == null || piece.text.isEmpty() ? null : piece.text;
        }

        /**
         * The piece at a path; null where there is none.
         *
         * @throws UnreadableFile if it stands there twice: one program would read the first, and the next the last
         */
        @Nullable Piece piece(String... path) {
            Piece found = this;
            for (String name : path) {
                Piece next = found.child(name);
                if (next == null) {
                    return null;
                }
                found = next;
            }
            return found;
        }

        private @Nullable Piece child(String wanted) {
            List<Piece> found = all(wanted);
            if (found.size() > 1 && !MAY_REPEAT.contains(wanted)) {
                throw new UnreadableFile(
                        "ElementMustStandOnce", wanted + " stands " + found.size() + " times in one " + name);
            }
            return found.isEmpty() ? null : found.getFirst();
        }

        List<Piece> all(String wanted) {
            return children.stream().filter(child -> child.name.equals(wanted)).toList();
        }
    }

    /** At the document's first element, which is of a known encoding and after no DTD. */
    static BankXml open(InputStream bytes) {
        try {
            BankXml xml = new BankXml(UntrustedXml.open(bytes, MOST_BYTES));
            xml.encodingMustBeKnown();
            while (xml.step() != XMLStreamConstants.START_ELEMENT) {
                // Comments and processing instructions may stand before it.
            }
            xml.message = xml.namespace();
            return xml;
        } catch (XMLStreamException broken) {
            throw refused(broken);
        }
    }

    private void encodingMustBeKnown() {
        String declared = reader.getCharacterEncodingScheme();
        if (declared != null && !ENCODINGS.contains(declared.toUpperCase(Locale.ROOT))) {
            throw new UnreadableFile(
                    "EncodingMustBeKnown",
                    "the file says that it is in " + declared + "; banks write UTF-8, and some ISO-8859-1");
        }
    }

    /** Prefixed so that nobody finds it where it is not of the message's own namespace. */
    String name() {
        return namespace().equals(message) ? reader.getLocalName() : FOREIGN + reader.getLocalName();
    }

    String namespace() {
        return Objects.requireNonNullElse(reader.getNamespaceURI(), "");
    }

    /** Goes through the children of the element it stands at; each is told by its name and has to be taken or left. */
    void children(Consumer<String> child) {
        int inside = depth;
        while (true) {
            int event = step();
            if (event == XMLStreamConstants.START_ELEMENT) {
                child.accept(name());
                if (depth != inside) {
                    throw new IllegalStateException("the element was neither taken nor left");
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                return;
            }
        }
    }

    /** Leaves the element it stands at. */
    void leave() {
        int outside = depth - 1;
        while (depth > outside) {
            step();
        }
    }

    /** Takes the element it stands at whole. What only sets its children apart is no text, however many there are. */
    Piece take() {
        String name = name();
        // Of no namespace: null would take one of any.
        String currency = Objects.requireNonNullElse(reader.getAttributeValue("", "Ccy"), "");
        StringBuilder text = new StringBuilder();
        List<Piece> children = new ArrayList<>();
        while (true) {
            switch (step()) {
                case XMLStreamConstants.START_ELEMENT -> children.add(take());
                case XMLStreamConstants.END_ELEMENT -> {
                    return new Piece(name, currency, text.toString().strip(), children);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (children.isEmpty() || !reader.isWhiteSpace()) {
                        add(text);
                    }
                }
                default -> {
                    // Comments say nothing.
                }
            }
        }
    }

    private void add(StringBuilder text) {
        if (text.length() + reader.getTextLength() > LONGEST_TEXT) {
            throw new UnreadableFile(
                    "TextMustFitTheLimit", "a text has more than " + LONGEST_TEXT + " characters" + where());
        }
        text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
    }

    /** Ends well only where the file ends. */
    void end() {
        while (step() != XMLStreamConstants.END_DOCUMENT) {
            // Comments and processing instructions may stand behind it.
        }
    }

    private int step() {
        try {
            int event = UntrustedXml.next(reader);
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> entered();
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.DTD ->
                    throw new UnreadableFile(
                            "FileMustHaveNoDtd", "the file declares a document type, which no bank's file does");
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new UnreadableFile(
                            "FileMustHaveNoEntities",
                            "the file refers to an entity of its own, which no bank's file does" + where());
                default -> {
                    // Text is looked at where it is taken.
                }
            }
            return event;
        } catch (XMLStreamException broken) {
            throw refused(broken);
        }
    }

    private void entered() {
        depth++;
        elements++;
        if (depth > DEEPEST) {
            throw new UnreadableFile(
                    "ElementsMustNotNestDeeper",
                    "elements stand in each other more than " + DEEPEST + " deep" + where());
        }
        if (elements > MOST_ELEMENTS) {
            throw new UnreadableFile(
                    "FileMustFitTheLimit",
                    "the file has more than " + MOST_ELEMENTS + " elements: ask the bank for smaller files");
        }
    }

    String where() {
        return " (line " + reader.getLocation().getLineNumber() + ")";
    }

    private static UnreadableFile refused(XMLStreamException broken) {
        if (UntrustedXml.isTooLarge(broken)) {
            return new UnreadableFile(
                    "FileMustFitTheLimit",
                    "the file has more than " + MOST_BYTES / (1024 * 1024) + " MiB: ask the bank for smaller files",
                    broken);
        }
        return new UnreadableFile(
                "FileMustBeWellFormed",
                "the file is broken off, or no XML"
                        + (broken.getLocation() == null
                                ? ""
                                : " (line " + broken.getLocation().getLineNumber() + ")"),
                broken);
    }
}
