package se.iopledger.shell.http;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import java.util.Arrays;
import java.util.Optional;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.core.MethodParameter;
import org.springframework.web.method.HandlerMethod;
import se.iopledger.shell.command.RequestKey;

/**
 * What the description of the API says of every command: that it carries a key and may name a version. An endpoint that
 * takes a {@link RequestKey} is one, and says nothing more about it.
 */
final class CommandsInTheDescription implements OperationCustomizer {
    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        boolean command = Arrays.stream(handler.getMethodParameters())
                .map(MethodParameter::getParameterType)
                .anyMatch(RequestKey.class::equals);
        if (command) {
            header(operation, "Idempotency-Key", true, "The same for a repeated request; a random UUID will do.");
            header(operation, "If-Match", false, "The ETag of the version that the request was decided on.");
        }
        return operation;
    }

    /** Unless the endpoint describes it itself. */
    private static void header(Operation operation, String name, boolean required, String description) {
        boolean there = Optional.ofNullable(operation.getParameters()).stream()
                .flatMap(parameters -> parameters.stream())
                .anyMatch(parameter -> name.equals(parameter.getName()));
        if (!there) {
            operation.addParametersItem(new HeaderParameter()
                    .name(name)
                    .required(required)
                    .description(description)
                    .schema(new StringSchema()));
        }
    }
}
