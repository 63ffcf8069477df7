package se.iopledger.agreement.register;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.shell.http.InputProblem;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads terms from outside, strictly: the bytes, then the notation, then the schema {@code terms.v1.json}, then the
 * record. Never throws for what stands in a document, and never repeats a value from it: any text may hold a personal
 * identity number. Safe for concurrent use.
 */
public final class TermsReader {
    /** The limit of a body (also that of the HTTP edge), far above the longest agreement. */
    static final int MOST_BYTES = 256 * 1024;

    /** Enough to mend a document by; a broken one would otherwise be answered with far more than it holds. */
    private static final int MOST_PROBLEMS = 100;

    private final JsonMapper json = ContractsJson.mapper();
    private final TermsSchema schema = TermsSchema.published();

    /**
     * Reads one document.
     *
     * @param body the bytes as sent, in UTF-8
     */
    TermsReading read(byte[] body, TermsFormat format) {
        DocumentBuilder builder = new DocumentBuilder();
        List<InputProblem> problems = new ArrayList<>();
        try {
            String text = text(body);
            switch (format) {
                case JSON -> JsonDocument.read(text, builder);
                case YAML -> YamlDocument.read(text, builder);
            }
            problems.addAll(builder.problems());
            JsonNode document = object(builder.document());
            schema.problemsOf(document).stream()
                    .filter(problem -> problems.stream()
                            .noneMatch(earlier -> earlier.field().equals(problem.field())))
                    .toList()
                    .forEach(problems::add);
            return problems.isEmpty() ? bind(document) : refused(problems);
        } catch (DocumentRefused ended) {
            problems.clear();
            problems.addAll(builder.problems());
            problems.add(ended.problem());
            return refused(problems);
        }
    }

    /**
     * Reads terms that stand inside another document, which has been read.
     *
     * @param pointer JSON pointer to where they stand there
     */
    public TermsReading read(JsonNode document, String pointer) {
        try {
            List<InputProblem> problems = schema.problemsOf(object(document));
            return below(pointer, problems.isEmpty() ? bind(document) : refused(problems));
        } catch (DocumentRefused ended) {
            return below(pointer, refused(List.of(ended.problem())));
        }
    }

    private static TermsReading below(String pointer, TermsReading reading) {
        return switch (reading) {
            case TermsReading.Read read -> read;
            case TermsReading.Refused(List<InputProblem> problems) ->
                new TermsReading.Refused(problems.stream()
                        .map(problem -> new InputProblem(pointer + problem.field(), problem.rule(), problem.detail()))
                        .toList());
        };
    }

    private static TermsReading refused(List<InputProblem> problems) {
        return new TermsReading.Refused(problems.stream().limit(MOST_PROBLEMS).toList());
    }

    private static String text(byte[] body) throws DocumentRefused {
        if (body.length > MOST_BYTES) {
            throw new DocumentRefused("", "BodyMustFitTheLimit", "the body is larger than " + MOST_BYTES + " bytes");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException otherEncoding) {
            throw new DocumentRefused("", "BodyMustBeUtf8", "the body is not text in UTF-8");
        }
    }

    private static JsonNode object(@Nullable JsonNode document) throws DocumentRefused {
        if (document == null || !document.isObject()) {
            throw new DocumentRefused("", "BodyMustBeAnObject", "the terms are one object with fields");
        }
        return document;
    }

    private TermsReading bind(JsonNode document) {
        try {
            return new TermsReading.Read(json.treeToValue(document, Terms.class));
        } catch (JacksonException unreadable) {
            // The schema lets through what only a calendar or a clock can refuse, as a second 60.
            String pointer = Pointer.of(unreadable.getPath().stream()
                    .map(step -> step.getPropertyName() == null ? (Object) step.getIndex() : step.getPropertyName())
                    .toList());
            return refused(List.of(new InputProblem(pointer, "FieldMustBeValid", "the value cannot be read")));
        }
    }
}
