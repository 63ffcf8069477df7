package se.iopledger.local.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

class DependenciesDocumentTest {

    private static final Repository REPOSITORY = Repository.find();
    private static final Pattern ARTIFACT_ROW = Pattern.compile("(?m)^\\| `([^`]+:[^`]+)` \\|");

    @Test
    void thePageNamesEveryDirectDependencyAndNoOther() throws Exception {
        Set<String> direct = new TreeSet<>(dependencies("pom.xml"));
        for (String module : REPOSITORY.modules()) {
            direct.addAll(dependencies(module + "/pom.xml"));
        }
        direct.removeIf(artifact -> artifact.startsWith("se.iopledger:"));
        Set<String> documented = ARTIFACT_ROW
                .matcher(REPOSITORY.text("docs/dependencies.md"))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(documented).isEqualTo(direct);
    }

    /** Those that a module uses, as {@code group:artifact}; not those that are only managed. */
    private static List<String> dependencies(String pom) throws Exception {
        File file = REPOSITORY.file(pom).toFile();
        Element project = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(file)
                .getDocumentElement();
        return children(project, "dependencies").stream()
                .flatMap(dependencies -> children(dependencies, "dependency").stream())
                .map(dependency -> text(dependency, "groupId") + ":" + text(dependency, "artifactId"))
                .toList();
    }

    private static String text(Element parent, String name) {
        return children(parent, name).getFirst().getTextContent().strip();
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> children = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && element.getTagName().equals(name)) {
                children.add(element);
            }
        }
        return children;
    }
}
