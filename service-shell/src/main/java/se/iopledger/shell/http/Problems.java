package se.iopledger.shell.http;

import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.eventlog.EntryTooLarge;
import se.iopledger.eventlog.LogUnavailable;
import se.iopledger.eventlog.OutcomeUnknown;
import se.iopledger.eventlog.WritesRefused;
import se.iopledger.eventlog.personal.KeysUnavailable;
import se.iopledger.shell.access.NotAllowed;
import se.iopledger.shell.command.Outcome;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** Turns refusals and failures into problems. Whatever is not foreseen is logged and answered without its details. */
@RestControllerAdvice
public class Problems extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    /** A refused command, as a problem with {@code rule}, {@code field} and {@code clauses}. */
    public static ResponseEntity<ProblemDetail> of(Rejection rejection) {
        ProblemDetail problem = ProblemWriter.problem(statusOf(rejection.kind()), rejection.rule(), rejection.detail());
        if (rejection.field() != null) {
            problem.setProperty("field", rejection.field());
        }
        if (!rejection.clauses().isEmpty()) {
            problem.setProperty("clauses", rejection.clauses());
        }
        return answer(problem);
    }

    /** Input that cannot be read as what was asked for: all that is wrong with it, at once. */
    public static ResponseEntity<ProblemDetail> of(HttpStatus status, List<InputProblem> errors) {
        InputProblem first = errors.getFirst();
        ProblemDetail problem = ProblemWriter.problem(status, first.rule(), first.detail());
        problem.setProperty("field", first.field());
        problem.setProperty("errors", errors);
        return answer(problem);
    }

    /** A key that was used for another request. */
    public static ResponseEntity<ProblemDetail> of(Outcome.KeyReused reused) {
        return answer(ProblemWriter.problem(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "IdempotencyKeyMustNotBeReused",
                "the Idempotency-Key was used for another request; a new request needs a new key"));
    }

    /** There is no such thing, or it belongs to a municipality that is not the user's: the answer does not tell which. */
    public static ResponseEntity<ProblemDetail> notFound(String what) {
        return answer(ProblemWriter.problem(HttpStatus.NOT_FOUND, "ResourceMustExist", "there is no such " + what));
    }

    /** The request does not fit what is there now. */
    public static ResponseEntity<ProblemDetail> conflict(String rule, String detail) {
        return answer(ProblemWriter.problem(HttpStatus.CONFLICT, rule, detail));
    }

    private static HttpStatus statusOf(Rejection.Kind kind) {
        return switch (kind) {
            case INVALID -> HttpStatus.UNPROCESSABLE_CONTENT;
            case CONFLICT -> HttpStatus.CONFLICT;
            case UNKNOWN -> HttpStatus.NOT_FOUND;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case OUTDATED -> HttpStatus.PRECONDITION_FAILED;
        };
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notAllowed(NotAllowed refused) {
        return answer(ProblemWriter.problem(HttpStatus.FORBIDDEN, refused.rule(), refused.detail()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> badRequest(BadRequest bad) {
        return of(bad.status(), List.of(bad.problem()));
    }

    /** A body that Jackson cannot read as the request record: says which field, never what stood there. */
    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException unreadable,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        InputProblem problem = switch (unreadable.getCause()) {
            case UnrecognizedPropertyException unknown ->
                new InputProblem(pointer(unknown), "FieldMustBeKnown", "there is no such field here");
            case ValueInstantiationException invalid ->
                new InputProblem(
                        pointer(invalid),
                        "FieldMustBeValid",
                        invalid.getCause() == null
                                ? "the value is not valid"
                                : "" + invalid.getCause().getMessage());
            case MismatchedInputException mismatch ->
                new InputProblem(
                        pointer(mismatch),
                        "FieldMustHaveItsType",
                        "the value is not " + Forms.of(mismatch.getTargetType()));
            case DatabindException mismatch ->
                new InputProblem(pointer(mismatch), "FieldMustHaveItsType", "the value is not of the field's type");
            case JacksonException malformed ->
                new InputProblem(
                        "",
                        "BodyMustBeWellFormed",
                        "the body is not well-formed JSON" + place(malformed.getLocation()));
            case null, default -> new InputProblem("", "BodyMustBeWellFormed", "the body is not well-formed JSON");
        };
        ResponseEntity<ProblemDetail> answer = of(HttpStatus.BAD_REQUEST, List.of(problem));
        return handleExceptionInternal(unreadable, answer.getBody(), headers, HttpStatus.BAD_REQUEST, request);
    }

    /** What Spring refuses by itself becomes a problem with a rule and a field like any other. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception refused, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ResponseEntity<Object> answer = super.handleExceptionInternal(refused, body, headers, status, request);
        if (answer != null
                && answer.getBody() instanceof ProblemDetail problem
                && (problem.getProperties() == null || !problem.getProperties().containsKey("rule"))) {
            String rule = switch (refused) {
                case MethodArgumentTypeMismatchException mismatch -> {
                    problem.setProperty("field", mismatch.getName());
                    problem.setDetail("the parameter is not " + Forms.of(mismatch.getRequiredType()));
                    yield "ParameterMustHaveItsType";
                }
                case MissingServletRequestParameterException missing -> {
                    problem.setProperty("field", missing.getParameterName());
                    yield "ParameterIsRequired";
                }
                case HttpMediaTypeNotSupportedException other -> {
                    problem.setProperty("field", HttpHeaders.CONTENT_TYPE);
                    problem.setDetail("what is sent here is " + MediaType.toString(other.getSupportedMediaTypes()));
                    yield "MediaTypeMustBeSupported";
                }
                case HttpRequestMethodNotSupportedException _ -> "MethodMustBeSupported";
                case NoResourceFoundException _ -> "ResourceMustExist";
                default -> "RequestMustBeValid";
            };
            problem.setProperty("rule", rule);
            problem.setType(URI.create("urn:iop-ledger:rule:" + rule));
        }
        return answer;
    }

    private static String place(@Nullable TokenStreamLocation where) {
        return where == null ? "" : ", from line " + where.getLineNr() + ", column " + where.getColumnNr();
    }

    private static String pointer(JacksonException problem) {
        return problem.getPath().stream()
                .map(reference -> "/"
                        + (reference.getPropertyName() == null
                                ? Integer.toString(reference.getIndex())
                                : reference.getPropertyName().replace("~", "~0").replace("/", "~1")))
                .collect(Collectors.joining());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooLarge(EntryTooLarge tooLarge) {
        return answer(ProblemWriter.problem(
                HttpStatus.CONTENT_TOO_LARGE, "EntryMustFitTheLog", String.valueOf(tooLarge.getMessage())));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unknownOutcome(OutcomeUnknown unknown) {
        LOG.error("the outcome of a command is unknown", unknown);
        return answer(ProblemWriter.problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "OutcomeIsUnknown",
                "it is not known whether the request was stored; repeat it with the same Idempotency-Key"));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unavailable(LogUnavailable unavailable) {
        LOG.error("the log does not answer", unavailable);
        return answer(ProblemWriter.problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "LogMustBeAvailable",
                "the event log does not answer; repeat the request with the same Idempotency-Key"));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> writesRefused(WritesRefused refused) {
        return answer(ProblemWriter.problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "LogMustBeComplete",
                refused.getMessage() + " Repeat the request with the same Idempotency-Key then."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> keysUnavailable(KeysUnavailable unavailable) {
        LOG.error("the database of keys does not answer", unavailable);
        return answer(ProblemWriter.problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "KeysMustBeAvailable",
                "the keys of personal data cannot be reached; repeat the request with the same Idempotency-Key"));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> databaseUnavailable(SQLException unavailable) {
        LOG.error("the service's database does not answer as it should", unavailable);
        return answer(
                ProblemWriter.problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "DatabaseMustBeAvailable",
                        "the service's database does not answer as it should; the operator's log tells more. Repeating is safe"));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unforeseen(RuntimeException unforeseen) {
        LOG.error("a request failed in an unforeseen way", unforeseen);
        return answer(ProblemWriter.problem(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "RequestMustBeHandled",
                "the service failed; the operator's log tells more. Repeating with the same Idempotency-Key is safe"));
    }
}
