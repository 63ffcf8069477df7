package se.iopledger.agreement.register;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.format.Format;
import com.networknt.schema.path.NodePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.OrganisationNumber;
import se.iopledger.shell.http.InputProblem;
import tools.jackson.databind.JsonNode;

/** The published schema of terms, and what a document breaks of it, in this system's words. */
final class TermsSchema {
    private static final String PLACE = "/se/iopledger/contracts/schemas/terms.v1.json";

    private final JsonNode document;
    private final Schema schema;

    private TermsSchema(JsonNode document, Schema schema) {
        this.document = document;
        this.schema = schema;
    }

    static TermsSchema published() {
        try (InputStream bytes = Objects.requireNonNull(TermsSchema.class.getResourceAsStream(PLACE), PLACE)) {
            JsonNode document = ContractsJson.mapper().readTree(bytes);
            Dialect dialect = Dialect.builder(Dialects.getDraft202012())
                    .format(new OrganisationNumberFormat())
                    .build();
            return new TermsSchema(
                    document, SchemaRegistry.withDefaultDialect(dialect).getSchema(document));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** All places where a document breaks the schema, each with the first rule that it breaks. */
    List<InputProblem> problemsOf(JsonNode terms) {
        List<Error> errors =
                schema.validate(terms, run -> run.executionConfig(config -> config.formatAssertionsEnabled(true)));
        Map<String, Error> unmatched = new LinkedHashMap<>();
        for (Error error : errors) {
            if (error.getKeyword().equals("oneOf")) {
                unmatched.put(error.getInstanceLocation().toString(), error);
            }
        }
        Map<String, InputProblem> problems = new LinkedHashMap<>();
        for (Error error : errors) {
            if (concernsItsKind(error, unmatched)) {
                for (InputProblem problem : inOurWords(error)) {
                    problems.putIfAbsent(problem.field(), problem);
                }
            }
        }
        return new ArrayList<>(problems.values());
    }

    /**
     * A value that matches none of several forms is reported against each of them. Only the form of the kind that the
     * value says it has is of use to whoever wrote it.
     */
    private boolean concernsItsKind(Error error, Map<String, Error> unmatched) {
        NodePath path = error.getEvaluationPath();
        for (int index = 0; index < path.getNameCount() - 1; index++) {
            if ("oneOf".equals(path.getElement(index))) {
                return Integer.toString(branchOf(error, unmatched))
                        .equals(path.getElement(index + 1).toString());
            }
        }
        return true;
    }

    /** Which of the forms the value around an error says it has; -1 where it says none. */
    private int branchOf(Error error, Map<String, Error> unmatched) {
        for (NodePath place = error.getInstanceLocation(); place != null; place = place.getParent()) {
            Error around = unmatched.get(place.toString());
            if (around != null) {
                return kinds(around)
                        .indexOf(around.getInstanceNode().path("kind").asString(""));
            }
        }
        return -1;
    }

    /** The constants that tell the forms of a one-of apart, in its order. */
    private List<String> kinds(Error oneOf) {
        return oneOf.getSchemaNode()
                .valueStream()
                .map(form -> document.at(form.path("$ref").asString().substring(1)))
                .map(form -> form.at("/properties/kind/const").asString())
                .toList();
    }

    private List<InputProblem> inOurWords(Error error) {
        return switch (error.getKeyword()) {
            case "oneOf" -> kindProblem(error);
            case "required" -> List.of(at(error, error.getProperty(), "FieldIsRequired", "this field must be given"));
            case "additionalProperties" ->
                List.of(at(error, error.getProperty(), "FieldMustBeKnown", "there is no such field here"));
            case "propertyNames" ->
                List.of(at(error, null, "YearMustBeANumber", "the amounts stand under the year they are for, as 2019"));
            case "type" -> List.of(typeProblem(error));
            case "enum" ->
                List.of(at(error, null, "FieldMustBeOneOf", "the value is one of " + words(error.getSchemaNode())));
            case "minLength" -> List.of(blank(error));
            case "maxLength" ->
                List.of(at(
                        error,
                        null,
                        "TextMustFitTheLimit",
                        "the text has at most " + error.getSchemaNode().asString() + " characters"));
            case "maxItems", "maxProperties" ->
                List.of(at(
                        error,
                        null,
                        "ListMustFitTheLimit",
                        "the list has at most " + error.getSchemaNode().asString() + " items"));
            case "minimum" ->
                List.of(at(
                        error,
                        null,
                        bound(error),
                        "the least is " + error.getSchemaNode().asString()));
            case "maximum" ->
                List.of(at(
                        error,
                        null,
                        bound(error),
                        "the most is " + error.getSchemaNode().asString()));
            case "multipleOf" -> List.of(amountDecimals(error));
            case "pattern", "format" -> List.of(formProblem(error));
            default -> List.of(at(error, null, "FieldMustBeValid", "the value does not keep to the schema"));
        };
    }

    private List<InputProblem> kindProblem(Error error) {
        JsonNode value = error.getInstanceNode();
        List<String> kinds = kinds(error);
        if (!value.isObject() || kinds.contains(value.path("kind").asString(""))) {
            // Reported by its type, or by the form of its kind.
            return List.of();
        }
        return List.of(
                value.has("kind")
                        ? at(error, "kind", "FieldMustBeOneOf", "the value is one of " + String.join(", ", kinds))
                        : at(error, "kind", "FieldIsRequired", "this field must be given"));
    }

    private static InputProblem typeProblem(Error error) {
        if (error.getInstanceNode().isNull()) {
            return at(error, null, "FieldMustHaveAValue", "leave the field out where there is nothing to say");
        }
        if (error.getSchemaNode().isArray()) {
            return at(error, null, "FieldMustBeAnAmount", "an amount is text or a number, as \"1166666.67\"");
        }
        return switch (error.getSchemaNode().asString()) {
            case "string" -> at(error, null, "FieldMustBeText", "the value is text; put quotes around it");
            case "integer" -> at(error, null, "FieldMustBeAWholeNumber", "the value is a number without decimals");
            case "number" -> at(error, null, "FieldMustBeANumber", "the value is a number, without quotes");
            case "boolean" -> at(error, null, "FieldMustBeTrueOrFalse", "the value is true or false");
            case "array" -> at(error, null, "FieldMustBeAList", "the value is a list");
            default -> at(error, null, "FieldMustBeAnObject", "the value is an object with fields");
        };
    }

    private static InputProblem formProblem(Error error) {
        String text = error.getInstanceNode().asString("");
        return switch (definition(error)) {
            case "Money" -> amountProblem(error, text);
            case "OrganisationNumber" -> organisationNumberProblem(error, text);
            case "LocalDate" ->
                text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}") && error.getKeyword().equals("pattern")
                        ? at(error, null, "DateMustBeNear", "a date lies between 1900-01-01 and 2199-12-31")
                        : at(error, null, "FieldMustBeADate", "the value is a day of the calendar, as 2019-01-01");
            case "OffsetDateTime" ->
                at(
                        error,
                        null,
                        "FieldMustBeATime",
                        "the value is a time with its offset, as 2021-06-23T09:34:32+02:00");
            case "MonthDay" -> at(error, null, "FieldMustBeADayOfTheYear", "the value is month and day, as --09-14");
            default ->
                error.getSchemaNode().asString().equals("\\S")
                        ? blank(error)
                        : at(
                                error,
                                null,
                                "MunicipalityMustBeFourDigits",
                                "a municipality code is four digits, in quotes");
        };
    }

    private static InputProblem amountProblem(Error error, String text) {
        if (text.matches("-?[0-9]+\\.[0-9]{3,}")) {
            return amountDecimals(error);
        }
        if (text.matches("-?[0-9]+(\\.[0-9]{1,2})?")) {
            return at(error, null, "AmountMustFitTheLimit", "an amount is at most 100 000 000 000 kronor");
        }
        return at(
                error,
                null,
                "AmountMustBeWrittenInDigits",
                "an amount is digits, and at most two decimals after a dot, without spaces: \"1166666.67\"");
    }

    private static InputProblem amountDecimals(Error error) {
        return at(
                error,
                null,
                "AmountMustHaveAtMostTwoDecimals",
                "an amount is exact to the öre; nothing is rounded here");
    }

    private static InputProblem organisationNumberProblem(Error error, String text) {
        return OrganisationNumber.flawOf(text)
                .map(flaw -> switch (flaw) {
                    case NOT_TEN_DIGITS -> at(error, null, "OrganisationNumberMustBeTenDigits", flaw.explanation());
                    case THIRD_AND_FOURTH_DIGIT_BELOW_20 ->
                        at(error, null, "OrganisationNumberMustNotBePersonal", flaw.explanation());
                    case WRONG_CHECK_DIGIT ->
                        at(error, null, "OrganisationNumberMustHaveItsCheckDigit", flaw.explanation());
                })
                .orElseThrow(() -> new IllegalStateException("the schema refuses a right organisation number"));
    }

    private static InputProblem blank(Error error) {
        return at(error, null, "TextMustNotBeBlank", "leave the field out where there is nothing to say");
    }

    private static String bound(Error error) {
        return definition(error).equals("Money") ? "AmountMustFitTheLimit" : "NumberMustFitTheLimit";
    }

    /** The named form that a keyword stands in; empty for one that stands in a field itself. */
    private static String definition(Error error) {
        NodePath place = error.getSchemaLocation().getFragment();
        return place.getNameCount() == 3 && "$defs".equals(place.getElement(0))
                ? place.getElement(1).toString()
                : "";
    }

    private static String words(JsonNode values) {
        return String.join(", ", values.valueStream().map(JsonNode::asString).toList());
    }

    private static InputProblem at(
            Error error, @org.jspecify.annotations.Nullable String property, String rule, String detail) {
        NodePath place = error.getInstanceLocation();
        List<Object> path = new ArrayList<>();
        for (int index = 0; index < place.getNameCount(); index++) {
            path.add(place.getElement(index));
        }
        if (property != null) {
            path.add(property);
        }
        return new InputProblem(Pointer.of(path), rule, detail);
    }

    private static final class OrganisationNumberFormat implements Format {
        @Override
        public String getName() {
            return "se-organisation-number";
        }

        @Override
        public boolean matches(ExecutionContext run, String value) {
            return OrganisationNumber.flawOf(value).isEmpty();
        }
    }
}
