package se.iopledger.local.repository;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** docker-compose.yml, with merge keys ({@code <<}) resolved and variables left as they stand. */
final class ComposeFile {

    private final Map<String, Object> services;

    private ComposeFile(Map<String, Object> services) {
        this.services = services;
    }

    static ComposeFile read(String yaml) {
        Object document = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        return new ComposeFile(map(merged(map(document)).get("services")));
    }

    Map<String, Object> service(String name) {
        return map(Objects.requireNonNull(services.get(name), name));
    }

    Iterable<String> services() {
        return services.keySet();
    }

    /** Variables and their values, all text: what is not quoted would be read as something else by one of the tools. */
    Map<String, String> environment(String service) {
        Map<String, String> environment = new LinkedHashMap<>();
        map(service(service).getOrDefault("environment", Map.of()))
                .forEach((name, value) -> environment.put(name, (String) value));
        return environment;
    }

    List<String> texts(String service, String key) {
        return ((List<?>) service(service).getOrDefault(key, List.of()))
                .stream().map(String.class::cast).toList();
    }

    @SuppressWarnings("unchecked") // Compose files have no other keys than texts.
    static Map<String, Object> map(@Nullable Object node) {
        return (Map<String, Object>) Objects.requireNonNull(node);
    }

    private static Map<String, Object> merged(Map<String, Object> node) {
        Map<String, Object> whole = new LinkedHashMap<>();
        if (node.get("<<") instanceof Map<?, ?> base) {
            whole.putAll(merged(map(base)));
        }
        node.forEach((key, value) -> {
            if (!key.equals("<<")) {
                whole.put(key, value instanceof Map<?, ?> inner ? merged(map(inner)) : value);
            }
        });
        return whole;
    }
}
