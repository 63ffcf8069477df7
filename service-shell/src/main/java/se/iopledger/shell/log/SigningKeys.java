package se.iopledger.shell.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.proofs.Malformed;
import se.iopledger.proofs.note.SignatureType;
import se.iopledger.proofs.note.SigningKey;
import se.iopledger.proofs.note.VerifierKey;

/** The keys that sign the log's checkpoints, from configuration or a file. Without one, the service does not start. */
final class SigningKeys {
    private static final String HOW = "iop.log.signing-keys (environment variable IOP_LOG_SIGNING_KEYS) or"
            + " iop.log.signing-keys-file (IOP_LOG_SIGNING_KEYS_FILE)";

    private SigningKeys() {}

    /**
     * @throws IllegalStateException if there is no key, or one cannot be read; the message says what to do and tells
     *     nothing of a key
     */
    static List<SigningKey> of(SealSettings settings) {
        @Nullable String text = given(settings.signingKeys());
        @Nullable String file = given(settings.signingKeysFile());
        if (text != null && file != null) {
            throw new IllegalStateException("Only one of " + HOW + " can be configured.");
        }
        if (text != null) {
            return parse("iop.log.signing-keys", text);
        }
        if (file == null) {
            throw new IllegalStateException(HOW + " must be configured, or nothing of the log could be proved. Make a"
                    + " key once with: java -jar proofs.jar key new " + settings.origin() + " FILE");
        }
        return read(Path.of(file), settings);
    }

    /** @throws IllegalStateException if one cannot be read */
    static List<VerifierKey> former(SealSettings settings) {
        String text = given(settings.formerKeys());
        if (text == null) {
            return List.of();
        }
        try {
            return Arrays.stream(text.strip().split("\\s+"))
                    .map(VerifierKey::parse)
                    .toList();
        } catch (Malformed notAKey) {
            throw new IllegalStateException("iop.log.former-keys: " + notAKey.getMessage(), notAKey);
        }
    }

    private static @Nullable String given(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }

    private static List<SigningKey> read(Path file, SealSettings settings) {
        try {
            if (settings.createSigningKey() && !Files.exists(file)) {
                KeyFile.createUnlessThere(
                        file, SigningKey.generate(settings.origin(), SignatureType.ED25519, new SecureRandom()));
            }
            List<SigningKey> keys = parse(file.toString(), Files.readString(file));
            if (settings.createSigningKey()) {
                KeyFile.publish(file, keys);
            }
            return keys;
        } catch (IOException failure) {
            throw new IllegalStateException("The signing keys in " + file + " cannot be read: " + failure, failure);
        }
    }

    private static List<SigningKey> parse(String place, String text) {
        List<SigningKey> keys = new ArrayList<>();
        for (String word : text.strip().split("\\s+")) {
            if (!word.isEmpty()) {
                keys.add(parseOne(place, keys.size() + 1, word));
            }
        }
        if (keys.isEmpty()) {
            throw new IllegalStateException(place + " has no signing key.");
        }
        return keys;
    }

    private static SigningKey parseOne(String place, int number, String word) {
        SigningKey key;
        try {
            key = SigningKey.parse(word);
        } catch (Malformed notAKey) {
            throw new IllegalStateException(place + ", key " + number + ": " + notAKey.getMessage(), notAKey);
        }
        if (key.verifier().type() != SignatureType.ED25519) {
            throw new IllegalStateException(
                    place + ", key " + number + ": is a witness's key, which signs for no log.");
        }
        return key;
    }
}
