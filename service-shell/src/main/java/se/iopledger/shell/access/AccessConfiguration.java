package se.iopledger.shell.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import se.iopledger.shell.http.ProblemWriter;

/** HTTP Basic with users from configuration. Everything but health and the API's description needs a sign-in. */
@Configuration
@EnableConfigurationProperties(Users.class)
public class AccessConfiguration {
    @Bean
    SecurityFilterChain securityFilterChain(HttpSecurity http, ProblemWriter problems) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers(
                                "/actuator/health",
                                "/actuator/health/**",
                                "/v3/api-docs",
                                "/v3/api-docs/**",
                                "/v3/api-docs.yaml")
                        .permitAll()
                        .requestMatchers("/actuator/**")
                        .hasRole(Role.OPERATOR.name())
                        .anyRequest()
                        .authenticated())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // No cookies carry the sign-in, and no form can send JSON or YAML across origins unasked.
                .csrf(AbstractHttpConfigurer::disable)
                .httpBasic(basic -> basic.authenticationEntryPoint((request, response, refused) -> {
                    response.setHeader("WWW-Authenticate", "Basic realm=\"IOP Ledger\", charset=\"UTF-8\"");
                    boolean tried = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
                    problems.write(
                            response,
                            HttpStatus.UNAUTHORIZED,
                            "SignInIsRequired",
                            tried ? "user or password is wrong, or it is not HTTP Basic" : "sign in with HTTP Basic");
                }))
                .exceptionHandling(
                        exceptions -> exceptions.accessDeniedHandler((request, response, denied) -> problems.write(
                                response, HttpStatus.FORBIDDEN, "AccessIsDenied", "this is not open to the user")))
                .build();
    }

    @Bean
    UserDetailsService userDetailsService(Users users) {
        Map<String, Users.User> byId =
                users.users().stream().collect(Collectors.toUnmodifiableMap(Users.User::id, Function.identity()));
        return id -> {
            Users.User user = byId.get(id);
            if (user == null) {
                throw new UsernameNotFoundException("no such user");
            }
            return org.springframework.security.core.userdetails.User.withUsername(user.id())
                    .password(user.password())
                    .roles(user.roles().stream().map(Role::name).toArray(String[]::new))
                    .build();
        };
    }

    /** Compares in constant time. Configured passwords are random and long, so a slow hash would only cost time. */
    @Bean
    PasswordEncoder passwordEncoder() {
        return new PasswordEncoder() {
            @Override
            public @Nullable String encode(@Nullable CharSequence rawPassword) {
                return rawPassword == null ? null : rawPassword.toString();
            }

            @Override
            public boolean matches(@Nullable CharSequence rawPassword, @Nullable String configured) {
                return rawPassword != null
                        && configured != null
                        && MessageDigest.isEqual(
                                rawPassword.toString().getBytes(StandardCharsets.UTF_8),
                                configured.getBytes(StandardCharsets.UTF_8));
            }
        };
    }

    @Bean
    WebMvcConfigurer signedInArgument(Users users) {
        Map<String, SignedIn> byId = users.users().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Users.User::id, user -> new SignedIn(user.id(), user.municipalities(), user.roles())));
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new SignedInArgument(byId));
            }
        };
    }

    private record SignedInArgument(Map<String, SignedIn> byId) implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == SignedIn.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binderFactory) {
            String user = Objects.requireNonNull(request.getUserPrincipal()).getName();
            return Objects.requireNonNull(byId.get(user));
        }
    }
}
