package se.iopledger.local.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocumentLinksTest {

    private static final Repository REPOSITORY = Repository.find();
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:|#)([^)#\\s]+)(?:#[^)]*)?\\)");

    @Test
    void everyLinkToAFileFindsIt() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            for (MatchResult link :
                    LINK.matcher(Files.readString(page)).results().toList()) {
                if (!Files.exists(page.resolveSibling(link.group(1)))) {
                    broken.add(page + " -> " + link.group(1));
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void everyDecisionIsListed() {
        String index = REPOSITORY.text("docs/adr/README.md");
        List<String> decisions = REPOSITORY.files("docs/adr", ".md").stream()
                .map(page -> page.getFileName().toString())
                .filter(name -> !name.equals("README.md"))
                .toList();
        assertThat(decisions).isNotEmpty().allSatisfy(name -> {
            String title =
                    REPOSITORY.text("docs/adr/" + name).lines().findFirst().orElseThrow();
            assertThat(index).contains("[" + title.substring("# ".length()) + "](" + name + ")");
        });
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(REPOSITORY.files("docs", ".md"));
        try (Stream<Path> top = Files.list(REPOSITORY.file(""))) {
            top.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        for (String module : REPOSITORY.modules()) {
            Path readme = REPOSITORY.file(module + "/README.md");
            if (Files.exists(readme)) {
                pages.add(readme);
            }
        }
        return pages;
    }
}
