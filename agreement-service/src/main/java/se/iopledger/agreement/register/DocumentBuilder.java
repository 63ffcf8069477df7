package se.iopledger.agreement.register;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.iopledger.shell.http.InputProblem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Builds the tree of one document from what a parser finds, JSON or YAML, and puts a limit on everything before it
 * costs: depth, items, values, digits. What is wrong with a single value is noted and reading goes on; what makes the
 * rest unreadable ends it.
 */
final class DocumentBuilder {
    static final int DEEPEST = 32;
    static final int MOST_ITEMS = 200;
    static final int MOST_VALUES = 20_000;

    /** Digits, an optional minus and decimals: no exponent, no plus sign, no leading zero. */
    private static final Pattern PLAIN_NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?");

    private static final int MOST_DIGITS = 18;
    private static final int MOST_DECIMALS = 10;

    private final Deque<JsonNode> open = new ArrayDeque<>();
    private final Deque<Object> path = new ArrayDeque<>();
    private final List<InputProblem> problems = new ArrayList<>();
    private @Nullable JsonNode root;
    private @Nullable String name;
    private int values;

    /** Whether the parser is inside an object and the next thing is a field's name. */
    boolean expectsName() {
        return open.peek() instanceof ObjectNode && name == null;
    }

    String pointer() {
        return Pointer.of(new ArrayList<>(path).reversed());
    }

    /** The whole document, or null where there was none. */
    @Nullable JsonNode document() {
        return root;
    }

    List<InputProblem> problems() {
        return problems;
    }

    void name(String field) throws DocumentRefused {
        path.push(field);
        checkText(field);
        ObjectNode object = (ObjectNode) open.getFirst();
        if (object.has(field)) {
            note("FieldMustNotBeRepeated", "the field stands there more than once");
        } else if (object.size() == MOST_ITEMS) {
            throw refused("ListMustFitTheLimit", "an object has at most " + MOST_ITEMS + " fields");
        }
        name = field;
    }

    void startObject() throws DocumentRefused {
        start(JsonNodeFactory.instance.objectNode());
    }

    void startArray() throws DocumentRefused {
        start(JsonNodeFactory.instance.arrayNode());
    }

    void end() {
        open.pop();
        leave();
    }

    void text(String text) throws DocumentRefused {
        enter(JsonNodeFactory.instance.stringNode(text));
        checkText(text);
        leave();
    }

    void truth(boolean value) throws DocumentRefused {
        enter(JsonNodeFactory.instance.booleanNode(value));
        leave();
    }

    void nothing() throws DocumentRefused {
        enter(JsonNodeFactory.instance.nullNode());
        leave();
    }

    /** @param digits the number as it is written; nothing has been computed from it yet */
    void number(String digits) throws DocumentRefused {
        boolean plain = PLAIN_NUMBER.matcher(digits).matches();
        boolean small = plain && isSmall(digits);
        // In place of a number that is refused stands none, so that the schema says nothing more about it.
        enter(small ? decimal(digits) : JsonNodeFactory.instance.missingNode());
        if (!plain) {
            note(
                    "NumberMustBeWrittenInDigits",
                    "a number is digits with a dot before its decimals, without exponent, plus sign or leading zero; put it in quotes if it is text");
        } else if (!small) {
            note(
                    "NumberMustFitTheLimit",
                    "a number has at most " + MOST_DIGITS + " digits and " + MOST_DECIMALS + " decimals");
        }
        leave();
    }

    private static JsonNode decimal(String digits) {
        return digits.indexOf('.') < 0
                ? JsonNodeFactory.instance.numberNode(Long.parseLong(digits))
                : JsonNodeFactory.instance.numberNode(new java.math.BigDecimal(digits));
    }

    private static boolean isSmall(String digits) {
        int dot = digits.indexOf('.');
        int whole = dot < 0 ? digits.length() : dot;
        int decimals = dot < 0 ? 0 : digits.length() - dot - 1;
        return whole - (digits.startsWith("-") ? 1 : 0) <= MOST_DIGITS && decimals <= MOST_DECIMALS;
    }

    private void start(JsonNode container) throws DocumentRefused {
        enter(container);
        if (open.size() == DEEPEST) {
            throw refused("DocumentMustNotBeNestedDeeply", "a document is at most " + DEEPEST + " levels deep");
        }
        open.push(container);
    }

    /** Puts a value where the parser stands, and makes its place the one that problems are noted for. */
    private void enter(JsonNode value) throws DocumentRefused {
        switch (open.peek()) {
            case null -> root = value;
            case ObjectNode object -> {
                // A repeated field has been noted; the first one stays.
                if (!object.has(name) && !value.isMissingNode()) {
                    object.set(name, value);
                }
                name = null;
            }
            case ArrayNode array -> {
                path.push(array.size());
                if (array.size() == MOST_ITEMS) {
                    throw refused("ListMustFitTheLimit", "a list has at most " + MOST_ITEMS + " items");
                }
                array.add(value.isMissingNode() ? JsonNodeFactory.instance.nullNode() : value);
            }
            case JsonNode other -> throw new IllegalStateException("a value inside " + other.getNodeType());
        }
        values++;
        if (values > MOST_VALUES) {
            throw refused("DocumentMustFitTheLimit", "a document has at most " + MOST_VALUES + " values");
        }
    }

    private void leave() {
        if (!path.isEmpty()) {
            path.pop();
        }
    }

    private void checkText(String text) {
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (Character.isHighSurrogate(character)
                    && index + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(index + 1))) {
                index++;
            } else if (Character.isSurrogate(character) || isUnseen(character)) {
                note(
                        "TextMustBePlain",
                        "a text holds no control characters, no direction marks and no half characters");
                return;
            }
        }
    }

    /** Characters that change how a text looks without being seen: whoever approves must see what is stored. */
    private static boolean isUnseen(char character) {
        return (Character.isISOControl(character) && character != '\n' && character != '\r' && character != '\t')
                || (character >= '\u202A' && character <= '\u202E')
                || (character >= '\u2066' && character <= '\u2069')
                || character == '\uFEFF'
                || character >= '\uFFFE';
    }

    private void note(String rule, String detail) {
        problems.add(new InputProblem(pointer(), rule, detail));
    }

    private DocumentRefused refused(String rule, String detail) {
        return new DocumentRefused(pointer(), rule, detail);
    }
}
