package se.iopledger.local.repository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The checkout that this test runs in. */
final class Repository {

    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

    private final Path root;

    private Repository(Path root) {
        this.root = root;
    }

    /** Found from the working directory upwards, since a build works in the module and an IDE often in the root. */
    static Repository find() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("quickstart"))) {
            folder = Objects.requireNonNull(folder.getParent(), "not inside the repository");
        }
        return new Repository(folder);
    }

    Path file(String path) {
        return root.resolve(path);
    }

    String text(String path) {
        try {
            return Files.readString(root.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The modules in the order of the parent pom. */
    List<String> modules() {
        return MODULE.matcher(text("pom.xml"))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /** A version that the parent pom sets as a property. */
    String versionOf(String property) {
        return Pattern.compile("<" + Pattern.quote(property) + ">([^<]+)<")
                .matcher(text("pom.xml"))
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("pom.xml has no property " + property));
    }

    /** The files under a folder whose names end so, in the order of their paths; none if there is no such folder. */
    List<Path> files(String folder, String ending) {
        Path start = root.resolve(folder);
        if (!Files.isDirectory(start)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(start)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
