package se.iopledger.shell.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses a query parameter that the endpoint does not know. Passed over, a misspelt {@code validAt} would answer with what
 * holds today, and nobody would see it.
 */
final class KnownParameters implements HandlerInterceptor {
    private static final String OURS = "se.iopledger.";

    private final ParameterNameDiscoverer names = new DefaultParameterNameDiscoverer();
    private final Map<HandlerMethod, SortedSet<String>> known = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && method.getBeanType().getName().startsWith(OURS)
                && request.getQueryString() != null) {
            SortedSet<String> here = known.computeIfAbsent(method, this::parametersOf);
            given(request).stream()
                    .filter(given -> !here.contains(given))
                    .sorted()
                    .findFirst()
                    .ifPresent(unknown -> {
                        throw new BadRequest(
                                HttpStatus.BAD_REQUEST,
                                new InputProblem(
                                        unknown,
                                        "ParameterMustBeKnown",
                                        here.isEmpty()
                                                ? "nothing is asked for here by parameters"
                                                : "there is no such parameter here; there are "
                                                        + String.join(", ", here)));
                    });
        }
        return true;
    }

    private static Set<String> given(HttpServletRequest request) {
        try {
            return request.getParameterMap().keySet();
        } catch (IllegalStateException unreadable) {
            // So the servlet container says that a percent sign is followed by no byte, or bytes are no text.
            throw new BadRequest(
                    HttpStatus.BAD_REQUEST,
                    new InputProblem(
                            "",
                            "ParametersMustBeWellFormed",
                            "the parameters are not percent-encoded UTF-8, as in sv%C3%A5r"));
        }
    }

    private SortedSet<String> parametersOf(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
                .map(this::nameOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String nameOf(MethodParameter parameter) {
        RequestParam asked = Objects.requireNonNull(parameter.getParameterAnnotation(RequestParam.class));
        if (!asked.name().isEmpty()) {
            return asked.name();
        }
        parameter.initParameterNameDiscovery(names);
        return Objects.requireNonNull(parameter.getParameterName(), "the compiler keeps parameters' names");
    }
}
