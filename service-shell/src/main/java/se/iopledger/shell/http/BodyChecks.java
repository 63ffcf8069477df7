package se.iopledger.shell.http;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;
import se.iopledger.contracts.OcrReference;
import se.iopledger.contracts.PersonalIdentityNumbers;

/**
 * What every request record must keep: a component that is not {@code @Nullable} is there, no text is blank or longer
 * than {@link #LONGEST_TEXT}, and no text holds a personal identity number, references included: a number may have been
 * copied into one from a signing service's evidence (NOR-13).
 */
@ControllerAdvice
public class BodyChecks extends RequestBodyAdviceAdapter {
    static final int LONGEST_TEXT = 2_000;

    @Override
    public boolean supports(
            MethodParameter parameter, Type targetType, Class<? extends HttpMessageConverter<?>> converterType) {
        return true;
    }

    @Override
    public Object afterBodyRead(
            @Nullable Object body,
            HttpInputMessage input,
            MethodParameter parameter,
            Type targetType,
            Class<? extends HttpMessageConverter<?>> converterType) {
        // The JSON text null is read as nothing, and handlers count on a body.
        if (body == null) {
            throw new BadRequest(
                    HttpStatus.BAD_REQUEST, new InputProblem("", "BodyMustBeGiven", "the body must not be null"));
        }
        check(body, "");
        return body;
    }

    private static void check(Object value, String pointer) {
        switch (value) {
            case OcrReference _ -> {
                // A valid one may read like a personal identity number, and its field says what it is.
            }
            case Record parts -> {
                for (RecordComponent component : parts.getClass().getRecordComponents()) {
                    checkComponent(parts, component, pointer + "/" + component.getName());
                }
            }
            case Collection<?> items -> {
                int index = 0;
                for (Object item : items) {
                    checkItem(item, pointer + "/" + index++);
                }
            }
            default -> {
                // Leaves other than text have been checked by being read.
            }
        }
    }

    private static void checkItem(@Nullable Object item, String pointer) {
        if (item == null) {
            throw refusal(pointer, "FieldIsRequired", "an item of a list must not be null");
        } else if (item instanceof String text) {
            checkText(text, pointer);
        } else {
            check(item, pointer);
        }
    }

    private static void checkComponent(Record parts, RecordComponent component, String pointer) {
        Object value = read(parts, component);
        if (value == null) {
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                throw refusal(pointer, "FieldIsRequired", "this field must be given");
            }
        } else if (value instanceof String text) {
            checkText(text, pointer);
        } else {
            check(value, pointer);
        }
    }

    private static void checkText(String text, String pointer) {
        if (text.isBlank()) {
            throw refusal(pointer, "TextMustNotBeBlank", "leave the field out where there is nothing to say");
        }
        if (text.length() > LONGEST_TEXT) {
            throw refusal(pointer, "TextMustFitTheLimit", "a text has at most " + LONGEST_TEXT + " characters");
        }
        if (text.chars().anyMatch(character -> character < ' ' && character != '\n' && character != '\t')) {
            throw refusal(pointer, "TextMustBePlain", "a text holds no control characters");
        }
        if (PersonalIdentityNumbers.occurIn(text)) {
            throw refusal(
                    pointer,
                    "PersonalIdentityNumberMustNotBeGiven",
                    "the text holds what reads as a personal identity number; leave it out");
        }
    }

    private static @Nullable Object read(Record parts, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(parts);
        } catch (ReflectiveOperationException unreadable) {
            throw new IllegalStateException("a request record that cannot be read", unreadable);
        }
    }

    private static BadRequest refusal(String pointer, String rule, String detail) {
        return new BadRequest(HttpStatus.UNPROCESSABLE_CONTENT, new InputProblem(pointer, rule, detail));
    }
}
