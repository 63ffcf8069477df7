package se.iopledger.agreement.register;

import java.util.Iterator;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads the part of YAML 1.2 that says the same as JSON. Works on the parser's events: nothing is composed or
 * constructed, so that an anchor cannot expand and a tag cannot make an object; both are refused where they stand.
 */
final class YamlDocument {
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

    private YamlDocument() {}

    static void read(String text, DocumentBuilder builder) throws DocumentRefused {
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(TermsReader.MOST_BYTES)
                .setUseMarks(true)
                .build();
        Iterator<Event> events = new Parse(settings).parseString(text).iterator();
        for (Optional<Event> event = next(events); event.isPresent(); event = next(events)) {
            take(event.get(), builder);
        }
    }

    private static Optional<Event> next(Iterator<Event> events) throws DocumentRefused {
        try {
            return events.hasNext() ? Optional.of(events.next()) : Optional.empty();
        } catch (YamlEngineException notYaml) {
            // The parser's own message would repeat what stands in the document.
            throw new DocumentRefused("", "BodyMustBeWellFormed", "the body is not YAML" + at(notYaml));
        } catch (IllegalArgumentException notACharacter) {
            // Thrown by the parser where what follows an escape by number is no number of a character.
            throw new DocumentRefused(
                    "",
                    "BodyMustBeWellFormed",
                    "the body is not YAML: an escape in a quoted text stands for no character");
        }
    }

    private static void take(Event event, DocumentBuilder builder) throws DocumentRefused {
        switch (event.getEventId()) {
            case DocumentStart -> startDocument((DocumentStartEvent) event, builder);
            case Alias -> throw anchorRefused(builder);
            case Scalar -> scalar((ScalarEvent) event, builder);
            case SequenceStart -> {
                refuseExtras((CollectionStartEvent) event, builder);
                builder.startArray();
            }
            case MappingStart -> {
                refuseExtras((CollectionStartEvent) event, builder);
                builder.startObject();
            }
            case SequenceEnd, MappingEnd -> builder.end();
            case StreamStart, StreamEnd, DocumentEnd, Comment -> {
                // Nothing of the terms stands in these.
            }
        }
    }

    private static void startDocument(DocumentStartEvent start, DocumentBuilder builder) throws DocumentRefused {
        if (builder.document() != null) {
            throw new DocumentRefused("", "BodyMustBeOneDocument", "a second document follows the first");
        }
        if (start.getSpecVersion().isPresent() || !start.getTags().isEmpty()) {
            throw new DocumentRefused("", "YamlDirectivesMustNotBeUsed", "leave out the lines that begin with %");
        }
    }

    private static void refuseExtras(CollectionStartEvent start, DocumentBuilder builder) throws DocumentRefused {
        refuse(start.getAnchor(), start.getTag(), builder);
        if (builder.expectsName()) {
            throw new DocumentRefused(builder.pointer(), "FieldNameMustBeText", "a list or object cannot name a field");
        }
    }

    private static void scalar(ScalarEvent scalar, DocumentBuilder builder) throws DocumentRefused {
        refuse(scalar.getAnchor(), scalar.getTag(), builder);
        String value = scalar.getValue();
        if (builder.expectsName()) {
            if (scalar.isPlain() && value.equals("<<")) {
                throw new DocumentRefused(
                        builder.pointer(),
                        "YamlMergeKeysMustNotBeUsed",
                        "write the fields out instead of merging them");
            }
            builder.name(value);
        } else if (!scalar.isPlain()) {
            builder.text(value);
        } else {
            plain(value, builder);
        }
    }

    /** What an unquoted word means: the core schema of YAML 1.2, in its lower-case decimal part. */
    private static void plain(String word, DocumentBuilder builder) throws DocumentRefused {
        switch (word) {
            case "", "~", "null" -> builder.nothing();
            case "true" -> builder.truth(true);
            case "false" -> builder.truth(false);
            default -> {
                if (NUMBER.matcher(word).matches()) {
                    builder.number(word);
                } else {
                    builder.text(word);
                }
            }
        }
    }

    private static void refuse(Optional<Anchor> anchor, Optional<String> tag, DocumentBuilder builder)
            throws DocumentRefused {
        if (anchor.isPresent()) {
            throw anchorRefused(builder);
        }
        if (tag.isPresent()) {
            throw new DocumentRefused(
                    builder.pointer(), "YamlTagsMustNotBeUsed", "leave out the tag: the schema says what a value is");
        }
    }

    private static DocumentRefused anchorRefused(DocumentBuilder builder) {
        return new DocumentRefused(
                builder.pointer(), "YamlAnchorsMustNotBeUsed", "write the value out instead of referring to it");
    }

    private static String at(YamlEngineException problem) {
        return problem instanceof MarkedYamlEngineException marked
                ? marked.getProblemMark().map(YamlDocument::at).orElse("")
                : "";
    }

    private static String at(Mark mark) {
        return " (line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1) + ")";
    }
}
