package se.iopledger.proofs.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import se.iopledger.proofs.Malformed;
import se.iopledger.proofs.note.SignedNote;
import se.iopledger.proofs.note.VerifierKey;

/** Reads what is named on the command line, and says of each fault in which file it is. */
final class InputFiles {

    private static final int MOST_KEY_FILE_BYTES = 65_536;

    private InputFiles() {}

    static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException notAPath) {
            throw new Malformed("not a file's name: " + name, notAPath);
        }
    }

    /** @throws Malformed if the file cannot be read or is larger */
    static byte[] bytes(Path file, int mostBytes) {
        try (InputStream in = open(file)) {
            byte[] bytes = in.readNBytes(mostBytes + 1);
            if (bytes.length > mostBytes) {
                throw new Malformed(file + ": has more than " + mostBytes + " bytes");
            }
            return bytes;
        } catch (IOException failure) {
            throw unreadable(file, failure);
        }
    }

    static InputStream open(Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw new Malformed(file + ": is a directory, not a file");
            }
            return Files.newInputStream(file);
        } catch (IOException failure) {
            throw unreadable(file, failure);
        }
    }

    static Malformed unreadable(Path file, IOException failure) {
        String why = switch (failure) {
            case NoSuchFileException _ -> "there is no such file";
            case AccessDeniedException _ -> "may not be read";
            default -> "cannot be read: " + failure.getMessage();
        };
        return new Malformed(file + ": " + why, failure);
    }

    static SignedNote note(Path file) {
        byte[] bytes = bytes(file, SignedNote.MOST_BYTES);
        try {
            return SignedNote.parse(bytes);
        } catch (Malformed notANote) {
            throw notANote.in(file.toString());
        }
    }

    /** A public key as it is written on the command line, or a file with one a line. */
    static List<VerifierKey> keys(String keyOrFile) {
        if (keyOrFile.contains("+") && !Files.exists(path(keyOrFile))) {
            return List.of(VerifierKey.parse(keyOrFile));
        }
        Path file = path(keyOrFile);
        List<VerifierKey> keys = new ArrayList<>();
        int number = 0;
        for (String line : text(file).lines().toList()) {
            number++;
            if (!line.isBlank()) {
                try {
                    keys.add(VerifierKey.parse(line.strip()));
                } catch (Malformed notAKey) {
                    throw notAKey.in(file + ", line " + number);
                }
            }
        }
        if (keys.isEmpty()) {
            throw new Malformed(file + ": has no key");
        }
        return keys;
    }

    static String text(Path file) {
        return new String(bytes(file, MOST_KEY_FILE_BYTES), StandardCharsets.UTF_8);
    }
}
