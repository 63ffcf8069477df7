package se.iopledger.shell.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.PersonalIdentityNumbers;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.command.RequestKey;
import tools.jackson.databind.json.JsonMapper;

/** Beans of the HTTP edge. JSON is read and written as the published language says, strictly. */
@Configuration
public class HttpConfiguration {
    private static final String KEY_HEADER = "Idempotency-Key";
    private static final int LONGEST_KEY = 200;

    @Bean
    JsonMapper jsonMapper() {
        return ContractsJson.mapper()
                .rebuild()
                .addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class)
                .build();
    }

    @Bean
    OperationCustomizer commandsInTheDescription() {
        // They are made of the request's headers and its sign-in, and no part of what is sent.
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(RequestKey.class, SignedIn.class);
        return new CommandsInTheDescription();
    }

    @Bean
    ProblemWriter problemWriter(JsonMapper json) {
        return new ProblemWriter(json);
    }

    @Bean
    Problems problems() {
        return new Problems();
    }

    @Bean
    BodyChecks bodyChecks() {
        return new BodyChecks();
    }

    @Bean
    FilterRegistrationBean<BodyFilter> bodyFilter(ProblemWriter problems, ObjectProvider<LargeBodies> largeBodies) {
        // After the sign-in, so that nobody unknown has a body read.
        FilterRegistrationBean<BodyFilter> registration = new FilterRegistrationBean<>(
                new BodyFilter(problems, largeBodies.stream().toList()));
        registration.setOrder(0);
        return registration;
    }

    @Bean
    WebMvcConfigurer requests() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry interceptors) {
                interceptors.addInterceptor(new KnownParameters());
            }

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new RequestKeyArgument());
            }
        };
    }

    private static final class RequestKeyArgument implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == RequestKey.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binderFactory) {
            String key = request.getHeader(KEY_HEADER);
            if (key == null || !key.matches("[\\x21-\\x7e]{1," + LONGEST_KEY + "}")) {
                throw new BadRequest(
                        HttpStatus.BAD_REQUEST,
                        new InputProblem(
                                KEY_HEADER,
                                "IdempotencyKeyIsRequired",
                                "a command carries an Idempotency-Key of 1 to " + LONGEST_KEY
                                        + " visible ASCII characters, the same for a repeated request"));
            }
            if (PersonalIdentityNumbers.occurIn(key)) {
                throw new BadRequest(
                        HttpStatus.BAD_REQUEST,
                        new InputProblem(
                                KEY_HEADER,
                                "PersonalIdentityNumberMustNotBeGiven",
                                "the key reads as a personal identity number and would be stored; use a random UUID"));
            }
            HttpServletRequest servletRequest =
                    Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
            String digest = (String) Objects.requireNonNull(servletRequest.getAttribute(BodyFilter.DIGEST));
            String actor = Objects.requireNonNull(request.getUserPrincipal()).getName();
            return new RequestKey(actor, key, digest, expectedVersion(request.getHeader(HttpHeaders.IF_MATCH)));
        }

        private static @Nullable Long expectedVersion(@Nullable String ifMatch) {
            if (ifMatch == null || ifMatch.equals("*")) {
                return null;
            }
            if (!ifMatch.matches("\"[0-9]{1,18}\"")) {
                throw new BadRequest(
                        HttpStatus.BAD_REQUEST,
                        new InputProblem(
                                HttpHeaders.IF_MATCH,
                                "VersionMustBeAnETag",
                                "If-Match names one version as its ETag was given, in quotes"));
            }
            return Long.parseLong(ifMatch.substring(1, ifMatch.length() - 1));
        }
    }
}
