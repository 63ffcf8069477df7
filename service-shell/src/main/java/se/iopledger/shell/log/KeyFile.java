package se.iopledger.shell.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.iopledger.proofs.note.SigningKey;

/** The file that keeps a signing key, and beside it the one with its public key. */
public final class KeyFile {
    private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);

    /** What the file with public keys is called, behind the other's name. */
    private static final String PUBLIC = ".pub";

    private KeyFile() {}

    /**
     * Makes the file unless there is one. Whole and closed to others from the first moment, or not there; of several that
     * start at the same time one makes it, and the others find it.
     */
    public static void createUnlessThere(Path file, SigningKey key) throws IOException {
        Path folder = folderOf(file);
        Files.createDirectories(folder);
        // A temporary file is its owner's alone where the file system knows owners.
        Path aside = Files.createTempFile(folder, "key", null);
        try {
            Files.writeString(aside, key.secretText() + "\n", StandardCharsets.UTF_8);
            // A move would put one key in the place of another that somebody signs with already.
            Files.createLink(file, aside);
            LOG.info(
                    "Made a new key in {}; its public key is {}",
                    file,
                    key.verifier().text());
        } catch (FileAlreadyExistsException somebodyElseWasFirst) {
            LOG.debug("{} is there", file);
        } finally {
            Files.delete(aside);
        }
    }

    /** Writes the public keys beside it. At every start, since the one that made the key may have ended in between. */
    public static void publish(Path file, List<SigningKey> keys) throws IOException {
        String text = keys.stream().map(key -> key.verifier().text() + "\n").collect(Collectors.joining());
        Path published = file.resolveSibling(file.getFileName() + PUBLIC);
        if (Files.exists(published) && Files.readString(published).equals(text)) {
            return;
        }
        Path aside = Files.createTempFile(folderOf(file), "public-key", null);
        Files.writeString(aside, text, StandardCharsets.UTF_8);
        Files.move(aside, published, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path folderOf(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(file + " is no file");
        }
        return folder;
    }
}
