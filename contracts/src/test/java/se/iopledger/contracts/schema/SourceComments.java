package se.iopledger.contracts.schema;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * The Javadoc of the published records, so that a reader of a schema finds the same words as a reader of the code and
 * nobody has to write them twice.
 */
final class SourceComments {
    private static final Pattern COMPONENT =
            Pattern.compile("^\\s*@param\\s+(\\w+)\\s+(.*?)(?=^\\s*@|\\z)", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern INLINE = Pattern.compile("\\{@(?:code|link|literal)\\s+#?([^}]*)}");
    private static final char OPENING = '\u0001';

    /** Comment by the element's name: {@code Tranche}, {@code Tranche.Standing}, {@code Tranche.Standing.FIRM}. */
    private final Map<String, String> comments;

    private SourceComments(Map<String, String> comments) {
        this.comments = comments;
    }

    static SourceComments none() {
        return new SourceComments(Map.of());
    }

    /** @param root the folder that holds the sources */
    static SourceComments under(Path root) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (Stream<Path> files = Files.walk(root);
                StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(sources));
            Map<String, String> comments = new HashMap<>();
            DocTrees documentation = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                new Collector(documentation, comments).scan(unit, null);
            }
            return new SourceComments(Map.copyOf(comments));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What a type is, without what is said of its components. */
    Optional<String> ofType(Class<?> type) {
        return Optional.ofNullable(comments.get(nameOf(type)))
                .map(comment -> plain(comment.split("(?m)^\\s*@", 2)[0]))
                .filter(text -> !text.isEmpty());
    }

    /** What a component is, said at the record or else at the interface that asks for it. */
    Optional<String> ofComponent(Class<?> type, String component) {
        Matcher matcher = COMPONENT.matcher(comments.getOrDefault(nameOf(type), ""));
        Optional<String> own = matcher.results()
                .filter(result -> result.group(1).equals(component))
                .map(result -> plain(result.group(2)))
                .map(text -> Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".")
                .findFirst();
        return own.or(() -> interfacesOf(type)
                .map(asking -> comments.get(nameOf(asking) + "." + component + "()"))
                .filter(Objects::nonNull)
                .map(SourceComments::plain)
                .findFirst());
    }

    /** The nearest first. */
    private static Stream<Class<?>> interfacesOf(Class<?> type) {
        return Stream.of(type.getInterfaces())
                .flatMap(asking -> Stream.concat(Stream.of(asking), interfacesOf(asking)));
    }

    Optional<String> ofConstant(Class<?> type, String constant) {
        return Optional.ofNullable(comments.get(nameOf(type) + "." + constant)).map(SourceComments::plain);
    }

    /** {@code AgreementEvent.AgreementSigned} for a nested type. */
    static String nameOf(Class<?> type) {
        Class<?> outer = type.getDeclaringClass();
        return outer == null ? type.getSimpleName() : nameOf(outer) + "." + type.getSimpleName();
    }

    /** Without markup: inline tags become their content, in which an angle bracket is no markup. */
    private static String plain(String javadoc) {
        String inlined = INLINE.matcher(javadoc)
                .replaceAll(tag -> Matcher.quoteReplacement(
                        tag.group(1).replace('#', '.').replace('<', OPENING).strip()));
        return inlined.replaceAll("<[^>]+>", " ")
                .replace(OPENING, '<')
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static final class Collector extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private final DocTrees documentation;
        private final Map<String, String> comments;

        Collector(DocTrees documentation, Map<String, String> comments) {
            this.documentation = documentation;
            this.comments = comments;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void unused) {
            keep(pathName(getCurrentPath()));
            return super.visitClass(type, null);
        }

        @Override
        public @Nullable Void visitVariable(VariableTree variable, @Nullable Void unused) {
            if (getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.ENUM) {
                keep(pathName(getCurrentPath().getParentPath()) + "." + variable.getName());
            }
            return super.visitVariable(variable, null);
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
            if (method.getParameters().isEmpty()) {
                keep(pathName(getCurrentPath().getParentPath()) + "." + method.getName() + "()");
            }
            return super.visitMethod(method, null);
        }

        private void keep(String name) {
            String comment = documentation.getDocComment(getCurrentPath());
            if (comment != null) {
                comments.put(name, comment);
            }
        }

        private static String pathName(TreePath path) {
            String name = "";
            for (Tree tree : path) {
                if (tree instanceof ClassTree type) {
                    name = name.isEmpty() ? type.getSimpleName().toString() : type.getSimpleName() + "." + name;
                }
            }
            return name;
        }
    }
}
