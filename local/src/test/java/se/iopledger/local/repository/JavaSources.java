package se.iopledger.local.repository;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Java sources as the compiler's parser sees them; nothing is resolved, compiled or loaded. */
final class JavaSources {

    private JavaSources() {}

    static List<CompilationUnitTree> parse(List<Path> files) {
        if (files.isEmpty()) {
            return List.of();
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> complaints = new DiagnosticCollector<>();
        try (StandardJavaFileManager manager =
                compiler.getStandardFileManager(complaints, Locale.ROOT, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, complaints, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            List<CompilationUnitTree> units = new ArrayList<>();
            task.parse().forEach(units::add);
            return units;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The annotation of that simple name, however it is imported. */
    static Optional<? extends AnnotationTree> annotation(ModifiersTree modifiers, String simpleName) {
        return modifiers.getAnnotations().stream()
                .filter(annotation -> simpleName(annotation).equals(simpleName))
                .findFirst();
    }

    static String simpleName(AnnotationTree annotation) {
        String name = annotation.getAnnotationType().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /**
     * The texts that an annotation names, whether one or several.
     *
     * @throws IllegalStateException if one of them is not written out
     */
    static List<String> texts(AnnotationTree annotation) {
        List<String> texts = new ArrayList<>();
        for (ExpressionTree argument : annotation.getArguments()) {
            collect(argument, texts);
        }
        return texts;
    }

    private static void collect(ExpressionTree value, List<String> texts) {
        switch (value) {
            case AssignmentTree assignment -> collect(assignment.getExpression(), texts);
            case NewArrayTree array -> array.getInitializers().forEach(element -> collect(element, texts));
            case LiteralTree literal when literal.getValue() instanceof String text -> texts.add(text);
            default -> throw new IllegalStateException("Not a text written out: " + value);
        }
    }
}
