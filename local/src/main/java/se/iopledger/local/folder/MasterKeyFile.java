package se.iopledger.local.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The master key that wraps the keys of persons, made once per data folder: one line, {@code <id>:<32 bytes in Base64>}.
 * In a deployment somebody makes it and keeps it apart from all databases; here it only shows how that is.
 */
public final class MasterKeyFile {

    private static final int KEY_BYTES = 32;
    private static final int ID_BYTES = 4;

    private MasterKeyFile() {}

    /** @return the file, which only its owner may read; made with a random key the first time */
    public static Path in(DataFolder folder) {
        Path file = folder.file("agreement-master-key");
        if (!Files.exists(file)) {
            make(file);
        }
        return file;
    }

    /** Closed to others from the first moment, and moved into place whole. */
    private static void make(Path file) {
        Path aside = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(aside);
            Files.createFile(aside, ownersOnly(file));
            Files.writeString(aside, key() + "\n");
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileAttribute<?>[] ownersOnly(Path file) {
        Path parent = file.getParent();
        return parent != null && DataFolder.isPosix(parent)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** An id of its own for each key, so that one that was lost is missed by name. */
    private static String key() {
        SecureRandom random = new SecureRandom();
        byte[] id = new byte[ID_BYTES];
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(id);
        random.nextBytes(key);
        return "local-" + HexFormat.of().formatHex(id) + ":"
                + Base64.getEncoder().encodeToString(key);
    }
}
