package se.iopledger.local.repository;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which tests execute which clauses: docs/clauses.md. The clauses are those of docs/clauses.txt, the tests those that
 * carry {@code @Clause}.
 */
final class ClauseTable {

    /** Without one of these a method is no test, and what it says of itself proves nothing. */
    private static final Set<String> TEST_ANNOTATIONS =
            Set.of("Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "Property", "Example");

    private final Map<String, String> titles;
    private final Map<String, TreeMap<String, TreeSet<String>>> testsByModule = new LinkedHashMap<>();
    private final List<String> mistakes = new ArrayList<>();

    private ClauseTable(Map<String, String> titles) {
        this.titles = titles;
    }

    static ClauseTable of(Repository repository) {
        ClauseTable table = new ClauseTable(titles(repository.text("docs/clauses.txt")));
        for (String module : repository.modules()) {
            for (CompilationUnitTree unit : JavaSources.parse(repository.files(module + "/src/test/java", ".java"))) {
                new Tests(module, table).scan(unit, null);
            }
        }
        return table;
    }

    /** @param list one clause a line: the id, a space, what it is about; in the order of the table */
    private static Map<String, String> titles(String list) {
        Map<String, String> titles = new LinkedHashMap<>();
        list.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(line -> {
            String[] parts = line.split(" ", 2);
            if (titles.put(parts[0], parts[1].strip()) != null) {
                throw new IllegalStateException("docs/clauses.txt names " + parts[0] + " twice");
            }
        });
        return titles;
    }

    /** Tags that mean nothing: of unknown clauses, on switched-off tests, on what is no test. */
    List<String> mistakes() {
        return List.copyOf(mistakes);
    }

    String markdown() {
        StringBuilder page = new StringBuilder("""
                # Clauses and the tests that execute them

                Generated from the `@Clause` tags of all modules' tests and the list in `clauses.txt`; do not edit.
                `ClausesDocumentTest` in module `local` compares it and says how to write it anew.

                A clause is *covered* when at least one test checks something that follows from it, be it that what it leaves
                open is found: not that all of it is executed. *Open* clauses are later work.

                """);
        page.append("| agreement | clauses | covered | open |\n|---|---|---|---|\n");
        Map<String, List<String>> agreements = titles.keySet().stream()
                .collect(Collectors.groupingBy(ClauseTable::agreement, LinkedHashMap::new, Collectors.toList()));
        agreements.forEach((agreement, clauses) -> page.append("| [%s](#%s) | %d | %d | %d |%n"
                .formatted(
                        agreement,
                        agreement.toLowerCase(Locale.ROOT),
                        clauses.size(),
                        covered(clauses),
                        clauses.size() - covered(clauses))));
        agreements.forEach((agreement, clauses) -> {
            page.append("\n## ").append(agreement).append("\n\n| id | about | tests |\n|---|---|---|\n");
            clauses.forEach(
                    clause -> page.append("| %s | %s | %s |%n".formatted(clause, titles.get(clause), tests(clause))));
        });
        return page.toString();
    }

    private long covered(List<String> clauses) {
        return clauses.stream().filter(testsByModule::containsKey).count();
    }

    private static String agreement(String clause) {
        return clause.substring(0, clause.indexOf('-'));
    }

    private String tests(String clause) {
        return Optional.ofNullable(testsByModule.get(clause))
                .map(modules -> modules.entrySet().stream()
                        .map(module -> "%s: %s".formatted(module.getKey(), String.join(", ", module.getValue())))
                        .collect(Collectors.joining("<br>")))
                .orElse("*open*");
    }

    private void add(String clause, String module, String test) {
        if (!titles.containsKey(clause)) {
            mistakes.add(module + ": " + test + " names " + clause + ", which is not in docs/clauses.txt");
            return;
        }
        testsByModule
                .computeIfAbsent(clause, absent -> new TreeMap<>())
                .computeIfAbsent(module, absent -> new TreeSet<>())
                .add("`" + test + "`");
    }

    /** Walks through one file. */
    private static final class Tests extends TreeScanner<@Nullable Void, @Nullable Void> {

        private final String module;
        private final ClauseTable table;
        private final Deque<ClassTree> around = new ArrayDeque<>();

        Tests(String module, ClauseTable table) {
            this.module = module;
            this.table = table;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
            around.push(type);
            super.visitClass(type, null);
            around.pop();
            return null;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
            JavaSources.annotation(method.getModifiers(), "Clause").ifPresent(clause -> add(method, clause));
            return super.visitMethod(method, null);
        }

        private void add(MethodTree method, AnnotationTree clause) {
            List<ClassTree> outerFirst = new ArrayList<>(around);
            Collections.reverse(outerFirst);
            String test = outerFirst.stream().map(ClassTree::getSimpleName).collect(Collectors.joining(".")) + "#"
                    + method.getName();
            if (TEST_ANNOTATIONS.stream()
                    .noneMatch(name ->
                            JavaSources.annotation(method.getModifiers(), name).isPresent())) {
                table.mistakes.add(module + ": " + test + " is no test");
            }
            boolean disabled =
                    JavaSources.annotation(method.getModifiers(), "Disabled").isPresent()
                            || around.stream()
                                    .anyMatch(type -> JavaSources.annotation(type.getModifiers(), "Disabled")
                                            .isPresent());
            if (disabled) {
                table.mistakes.add(module + ": " + test + " is switched off");
            }
            JavaSources.texts(clause).forEach(id -> table.add(id, module, test));
        }
    }
}
