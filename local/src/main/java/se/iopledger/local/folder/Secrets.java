package se.iopledger.local.folder;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/** Passwords made once per data folder and kept in one file that only its owner may read. */
public final class Secrets {

    private static final int RANDOM_BYTES = 12;

    private final Path file;
    private final Properties known = new Properties();
    private final SecureRandom random = new SecureRandom();

    private Secrets(Path file) {
        this.file = file;
    }

    public static Secrets in(DataFolder folder) {
        Secrets secrets = new Secrets(folder.file("secrets.properties"));
        if (Files.exists(secrets.file)) {
            try (Reader reader = Files.newBufferedReader(secrets.file)) {
                secrets.known.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return secrets;
    }

    /** @return the password kept under this name; a new random one the first time */
    public synchronized String password(String name) {
        String password = known.getProperty(name);
        if (password == null) {
            byte[] bytes = new byte[RANDOM_BYTES];
            random.nextBytes(bytes);
            password = HexFormat.of().formatHex(bytes);
            known.setProperty(name, password);
            write();
        }
        return password;
    }

    /** Written aside and moved into place: a crash leaves the old file or the new one, never half of one. */
    private void write() {
        Path aside = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(aside);
            Files.createFile(aside);
            if (DataFolder.isPosix(aside)) {
                Files.setPosixFilePermissions(aside, PosixFilePermissions.fromString("rw-------"));
            }
            try (Writer writer = Files.newBufferedWriter(aside, StandardCharsets.UTF_8)) {
                known.store(writer, "Passwords of this data folder");
            }
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
