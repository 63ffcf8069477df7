package se.iopledger.local.repository;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * The settings that a service reads, by the environment variables that set them, as its sources and the shell's say:
 * records with {@code @ConfigurationProperties}, {@code @Value} and {@code getProperty}, placeholders in YAML.
 */
final class ReadSettings {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([\\w.-]+)(:[^}]*)?");
    private static final Pattern LIST = Pattern.compile("(?:List|Set)<(\\w+)>");

    /** Environment variable, with 0 for every index of a list, to whether the service does not start without it. */
    private final Map<String, Boolean> requiredByVariable = new TreeMap<>();

    private ReadSettings() {}

    static ReadSettings of(Repository repository, String service) {
        ReadSettings settings = new ReadSettings();
        List<Path> sources = new ArrayList<>();
        List<Path> own = repository.files(service + "/src/main/java", ".java");
        for (String module : List.of("service-shell", service)) {
            repository.files(module + "/src/main/java", ".java").stream()
                    .filter(source -> !isOnRequestOnly(source) || asksForIt(repository, own))
                    .forEach(sources::add);
            for (Path yaml : repository.files(module + "/src/main/resources", ".yaml")) {
                settings.addPlaceholders(repository.text(yaml.toString()));
            }
        }
        for (CompilationUnitTree unit : JavaSources.parse(sources)) {
            settings.new Reader().scan(unit, null);
        }
        return settings;
    }

    /** What the shell brings into no service that does not import it. */
    private static boolean isOnRequestOnly(Path source) {
        return source.toString().replace('\\', '/').contains("se/iopledger/shell/personal/");
    }

    private static boolean asksForIt(Repository repository, List<Path> own) {
        return own.stream()
                .anyMatch(source -> repository
                        .text(source.toString())
                        .contains("import se.iopledger.shell.personal.PersonalDataConfiguration;"));
    }

    boolean reads(String variable) {
        return requiredByVariable.containsKey(withFirstIndex(variable));
    }

    /** Those without a default. */
    List<String> required() {
        return requiredByVariable.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String withFirstIndex(String variable) {
        return variable.replaceAll("_\\d+(?=_|$)", "_0");
    }

    private void add(String property, boolean required) {
        String variable = property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
        requiredByVariable.merge(variable, required, Boolean::logicalOr);
    }

    private void addPlaceholders(String text) {
        Matcher placeholder = PLACEHOLDER.matcher(text);
        while (placeholder.find()) {
            add(placeholder.group(1), placeholder.group(2) == null);
        }
    }

    /** Walks through one file. */
    private final class Reader extends TreeScanner<@Nullable Void, @Nullable Void> {

        private final Map<String, ClassTree> records = new HashMap<>();

        @Override
        public @Nullable Void visitCompilationUnit(CompilationUnitTree unit, @Nullable Void nothing) {
            new TreeScanner<@Nullable Void, @Nullable Void>() {
                @Override
                public @Nullable Void visitClass(ClassTree type, @Nullable Void none) {
                    if (type.getKind() == Tree.Kind.RECORD) {
                        records.put(type.getSimpleName().toString(), type);
                    }
                    return super.visitClass(type, null);
                }
            }.scan(unit, null);
            return super.visitCompilationUnit(unit, null);
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
            Optional<? extends AnnotationTree> properties =
                    JavaSources.annotation(type.getModifiers(), "ConfigurationProperties");
            if (properties.isPresent()) {
                if (type.getKind() != Tree.Kind.RECORD) {
                    throw new IllegalStateException(type.getSimpleName() + " is read as settings but is no record");
                }
                addComponents(JavaSources.texts(properties.get()).getFirst(), type);
            }
            return super.visitClass(type, null);
        }

        private void addComponents(String prefix, ClassTree settings) {
            for (Tree member : settings.getMembers()) {
                if (member instanceof VariableTree component
                        && !component.getModifiers().getFlags().contains(Modifier.STATIC)) {
                    addComponent(prefix + "." + kebab(component.getName().toString()), component);
                }
            }
        }

        private void addComponent(String property, VariableTree component) {
            String type = component.getType().toString();
            Matcher list = LIST.matcher(type);
            if (list.matches() && records.containsKey(list.group(1))) {
                addComponents(property + ".0", records.get(list.group(1)));
            } else if (records.containsKey(type)) {
                addComponents(property, records.get(type));
            } else {
                boolean hasDefault = type.contains("@Nullable")
                        || JavaSources.annotation(component.getModifiers(), "Nullable")
                                .isPresent()
                        || JavaSources.annotation(component.getModifiers(), "DefaultValue")
                                .isPresent();
                add(property, !hasDefault);
            }
        }

        private static String kebab(String name) {
            return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
        }

        @Override
        public @Nullable Void visitAnnotation(AnnotationTree annotation, @Nullable Void nothing) {
            if (JavaSources.simpleName(annotation).equals("Value")) {
                JavaSources.texts(annotation).forEach(ReadSettings.this::addPlaceholders);
            }
            return super.visitAnnotation(annotation, null);
        }

        @Override
        public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void nothing) {
            String method = call.getMethodSelect().toString();
            boolean requiredProperty = method.endsWith(".getRequiredProperty");
            if ((requiredProperty || method.endsWith(".getProperty"))
                    && !call.getArguments().isEmpty()
                    && call.getArguments().getFirst() instanceof LiteralTree name
                    && name.getValue() instanceof String property) {
                add(property, requiredProperty);
            }
            return super.visitMethodInvocation(call, null);
        }
    }
}
