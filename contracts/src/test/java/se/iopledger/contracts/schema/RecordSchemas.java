package se.iopledger.contracts.schema;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.OcrReference;
import se.iopledger.contracts.OrganisationNumber;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON Schema (draft 2020-12) of a published record, made from the record itself.
 *
 * <p>The rules: a component is required unless it is {@code @Nullable} or a list or table (one that is left out is
 * empty); nothing else than the components may stand there; a sealed type is one of its records, told by the constant
 * {@code kind}. Descriptions are those of {@code @JsonPropertyDescription}, and where there is none the Javadoc. A type
 * that these rules do not know is an error, so that no field is ever published without a stated form.
 */
final class RecordSchemas {
    /** Components that hold a name, an id or a reference, and are bounded as such. */
    private static final Set<String> SHORT = Set.of(
            "agreementId",
            "body",
            "by",
            "caseNumber",
            "clauses",
            "convener",
            "documents",
            "heading",
            "id",
            "invoiceReference",
            "label",
            "liable",
            "name",
            "organisation",
            "party",
            "payer",
            "place",
            "recipient",
            "representedBy",
            "shortName",
            "subject",
            "tieBreak",
            "transactionId",
            "unit");

    private static final int SHORT_TEXT = 500;
    private static final int TEXT = 2_000;
    private static final int ITEMS = 200;
    private static final int WHOLE_NUMBER = 9_999;
    private static final BigDecimal NUMBER = BigDecimal.valueOf(1_000_000_000_000L);
    private static final BigDecimal LARGEST_KRONOR = BigDecimal.valueOf(Money.LARGEST_ORE / 100);

    private static final String YEAR = "^[1-9][0-9]{0,3}$";
    /** Years that a partnership agreement can concern; what is dated outside them is a slip of the pen. */
    private static final String NEAR_DATE = "^(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}$";

    private static final String DAY_OF_YEAR = "^--(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";

    private final SourceComments comments;
    private final Use use;
    private final SortedMap<String, ObjectNode> definitions = new TreeMap<>();

    private RecordSchemas(SourceComments comments, Use use) {
        this.comments = comments;
        this.use = use;
    }

    /**
     * @param name the event type, or the name of the document, with its version
     * @param root the record that the document is
     */
    static ObjectNode of(String name, Class<?> root, Use use, SourceComments comments) {
        RecordSchemas schemas = new RecordSchemas(comments, use);
        ObjectNode schema = object();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$id", idOf(name));
        schema.put("title", name);
        schema.setAll(schemas.record(root, null));
        if (!schemas.definitions.isEmpty()) {
            ObjectNode definitions = schema.putObject("$defs");
            schemas.definitions.forEach(definitions::set);
        }
        return schema;
    }

    static String idOf(String name) {
        return "urn:iopledger:schema:" + name;
    }

    private ObjectNode record(Class<?> type, @Nullable String kind) {
        ObjectNode schema = object();
        comments.ofType(type).ifPresent(text -> schema.put("description", text));
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = JsonNodeFactory.instance.arrayNode();
        if (kind != null) {
            properties.putObject("kind").put("const", kind);
            required.add("kind");
        }
        for (RecordComponent component : type.getRecordComponents()) {
            properties.set(component.getName(), described(component, form(component)));
            if (mustBeThere(component)) {
                required.add(component.getName());
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema.put("additionalProperties", false);
    }

    private static boolean mustBeThere(RecordComponent component) {
        return !component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                && component.getType() != List.class
                && component.getType() != SortedMap.class;
    }

    private ObjectNode described(RecordComponent component, ObjectNode form) {
        JsonPropertyDescription own = component.getAccessor().getAnnotation(JsonPropertyDescription.class);
        Optional<String> text = own == null
                ? comments.ofComponent(component.getDeclaringRecord(), component.getName())
                : Optional.of(own.value());
        ObjectNode schema = object();
        text.ifPresent(description -> schema.put("description", description));
        return schema.setAll(form);
    }

    private ObjectNode form(RecordComponent component) {
        if (use == Use.INPUT && component.getName().equals("municipality")) {
            return object().put("type", "string").put("pattern", "^[0-9]{4}$");
        }
        return form(component.getAnnotatedType(), component.getName());
    }

    private ObjectNode form(AnnotatedType type, String name) {
        if (type instanceof AnnotatedParameterizedType container) {
            AnnotatedType[] arguments = container.getAnnotatedActualTypeArguments();
            Class<?> raw = (Class<?>) ((ParameterizedType) type.getType()).getRawType();
            if (raw == List.class) {
                return list(form(arguments[0], name));
            }
            if (raw == SortedMap.class && arguments[0].getType() == Integer.class) {
                return table(form(arguments[1], name));
            }
        }
        return type.getType() instanceof Class<?> plain
                ? form(plain, name)
                : unknown(type.getType().toString());
    }

    private ObjectNode form(Class<?> type, String name) {
        return switch (type.getName()) {
            case "java.lang.String" -> text(name);
            case "boolean" -> object().put("type", "boolean");
            case "int", "java.lang.Integer" -> wholeNumber();
            case "java.math.BigDecimal" -> number();
            default -> reference(type);
        };
    }

    private ObjectNode list(ObjectNode items) {
        ObjectNode schema = object().put("type", "array");
        schema.set("items", items);
        return use == Use.INPUT ? schema.put("maxItems", ITEMS) : schema;
    }

    private ObjectNode table(ObjectNode values) {
        ObjectNode schema = object().put("type", "object");
        schema.putObject("propertyNames").put("pattern", YEAR);
        schema.set("additionalProperties", values);
        return use == Use.INPUT ? schema.put("maxProperties", ITEMS) : schema;
    }

    private ObjectNode text(String name) {
        ObjectNode schema = object().put("type", "string");
        return use == Use.INPUT
                ? schema.put("minLength", 1)
                        .put("maxLength", SHORT.contains(name) ? SHORT_TEXT : TEXT)
                        .put("pattern", "\\S")
                : schema;
    }

    private ObjectNode wholeNumber() {
        ObjectNode schema = object().put("type", "integer").put("minimum", 0);
        return use == Use.INPUT ? schema.put("maximum", WHOLE_NUMBER) : schema;
    }

    private ObjectNode number() {
        ObjectNode schema = object().put("type", "number").put("minimum", 0);
        return use == Use.INPUT ? schema.put("maximum", NUMBER) : schema;
    }

    private ObjectNode reference(Class<?> type) {
        String name = SourceComments.nameOf(type);
        if (!definitions.containsKey(name)) {
            // Taken before it is made, for a type that holds itself.
            definitions.put(name, object());
            definitions.put(name, definition(type));
        }
        return object().put("$ref", "#/$defs/" + name);
    }

    private ObjectNode definition(Class<?> type) {
        if (type == Money.class) {
            return money();
        }
        if (type == OrganisationNumber.class) {
            return organisationNumber();
        }
        if (type == OcrReference.class) {
            return described("An OCR reference of two to 25 digits with its check digit right (Luhn).")
                    .put("type", "string")
                    .put("pattern", "^[0-9]{2,25}$");
        }
        if (type == LocalDate.class) {
            return date();
        }
        if (type == OffsetDateTime.class) {
            return described("A time with its offset from UTC, as 2021-06-23T09:34:32+02:00 (RFC 3339).")
                    .put("type", "string")
                    .put("format", "date-time");
        }
        if (type == MonthDay.class) {
            return described("A day of every year, as --09-14 (ISO 8601).")
                    .put("type", "string")
                    .put("pattern", DAY_OF_YEAR);
        }
        if (type.isEnum()) {
            return enumeration(type);
        }
        if (type.isRecord()) {
            return record(type, null);
        }
        if (type.isSealed() && type.isAnnotationPresent(JsonSubTypes.class)) {
            return oneOfItsKinds(type);
        }
        return unknown(type.getName());
    }

    private ObjectNode money() {
        if (use == Use.EVENT) {
            return described("Kronor with two decimals after a dot, exact to the öre.")
                    .put("type", "string")
                    .put("pattern", "^-?[0-9]{1,12}\\.[0-9]{2}$");
        }
        ObjectNode schema = described(
                "Kronor with at most two decimals after a dot. Best written as text, \"1166666.67\"; a number is read digit by digit.");
        schema.putArray("type").add("string").add("number");
        return schema.put("pattern", "^-?([0-9]{1,11}(\\.[0-9]{1,2})?|100000000000(\\.0{1,2})?)$")
                .put("minimum", LARGEST_KRONOR.negate())
                .put("maximum", LARGEST_KRONOR)
                .put("multipleOf", new BigDecimal("0.01"));
    }

    private ObjectNode organisationNumber() {
        return described("A Swedish organisation number with its check digit right (Luhn), as 802003-1954.")
                .put("type", "string")
                .put("pattern", use == Use.EVENT ? "^[0-9]{6}-[0-9]{4}$" : "^(16)?[0-9]{6}-?[0-9]{4}$")
                .put("format", "se-organisation-number");
    }

    private ObjectNode date() {
        ObjectNode schema = described("A day, as 2019-01-01 (ISO 8601).")
                .put("type", "string")
                .put("format", "date");
        return use == Use.INPUT ? schema.put("pattern", NEAR_DATE) : schema;
    }

    private ObjectNode enumeration(Class<?> type) {
        List<String> constants = Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                .toList();
        String explained = constants.stream()
                .flatMap(constant -> comments.ofConstant(type, constant).map(text -> constant + ": " + text).stream())
                .collect(Collectors.joining(" "));
        ObjectNode schema = described((comments.ofType(type).orElse("") + " " + explained).strip());
        ArrayNode values = schema.put("type", "string").putArray("enum");
        constants.forEach(values::add);
        return schema;
    }

    private ObjectNode oneOfItsKinds(Class<?> type) {
        JsonTypeInfo told = type.getAnnotation(JsonTypeInfo.class);
        if (told == null || !told.property().equals("kind")) {
            return unknown(type.getName());
        }
        ObjectNode schema = described(comments.ofType(type).orElse("")).put("type", "object");
        ArrayNode kinds = schema.putArray("oneOf");
        for (Map.Entry<String, Class<?>> kind : kindsOf(type).entrySet()) {
            String name = SourceComments.nameOf(kind.getValue());
            definitions.put(name, record(kind.getValue(), kind.getKey()));
            kinds.addObject().put("$ref", "#/$defs/" + name);
        }
        return schema;
    }

    /** The records of a sealed type by the constant that tells them, in the order of their declaration. */
    private static Map<String, Class<?>> kindsOf(Class<?> type) {
        Map<String, Class<?>> kinds = new java.util.LinkedHashMap<>();
        for (JsonSubTypes.Type kind : type.getAnnotation(JsonSubTypes.class).value()) {
            kinds.put(kind.name(), kind.value());
        }
        if (!Set.of(type.getPermittedSubclasses()).equals(Set.copyOf(kinds.values()))) {
            throw new IllegalStateException("not every record of " + type + " has a kind");
        }
        return kinds;
    }

    private static ObjectNode unknown(String type) {
        throw new IllegalStateException("no form is stated for " + type + ": give it one here before it is published");
    }

    private static ObjectNode described(String description) {
        return object().put("description", description);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
