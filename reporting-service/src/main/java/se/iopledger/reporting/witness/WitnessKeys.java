package se.iopledger.reporting.witness;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.proofs.Malformed;
import se.iopledger.proofs.note.SignatureType;
import se.iopledger.proofs.note.SigningKey;
import se.iopledger.proofs.note.VerifierKey;
import se.iopledger.proofs.tile.TileSource;
import se.iopledger.shell.log.KeyFile;

/** The key that cosigns, and the public keys of the logs, from configuration or files. */
final class WitnessKeys {
    private static final String HOW = "iop.witness.signing-key (environment variable IOP_WITNESS_SIGNING_KEY) or"
            + " iop.witness.signing-key-file (IOP_WITNESS_SIGNING_KEY_FILE)";

    private WitnessKeys() {}

    /**
     * The key that cosigns.
     *
     * @throws IllegalStateException if there is none, or it cannot be read; the message says what to do and tells nothing
     *     of a key
     */
    static SigningKey own(WitnessSettings settings) {
        String text = given(settings.signingKey());
        String file = given(settings.signingKeyFile());
        if ((text == null) == (file == null)) {
            throw new IllegalStateException("One of " + HOW + " must be configured, and not both. Make a key once with:"
                    + " java -jar proofs.jar key new --for-witness NAME FILE");
        }
        SigningKey key = text != null ? parse("iop.witness.signing-key", text) : read(Path.of("" + file), settings);
        if (key.verifier().type() != SignatureType.COSIGNATURE_V1) {
            throw new IllegalStateException("The key " + key.verifier()
                    + " is a log's, which cosigns nothing. Make a witness's with: java -jar proofs.jar key new"
                    + " --for-witness NAME FILE");
        }
        return key;
    }

    private static SigningKey read(Path file, WitnessSettings settings) {
        try {
            if (settings.createSigningKey() && !Files.exists(file)) {
                KeyFile.createUnlessThere(file, newKey(settings.name()));
            }
            SigningKey key = parse(file.toString(), Files.readString(file));
            if (settings.createSigningKey()) {
                KeyFile.publish(file, List.of(key));
            }
            return key;
        } catch (IOException failure) {
            throw new IllegalStateException("The witness's key in " + file + " cannot be read: " + failure, failure);
        }
    }

    private static SigningKey newKey(@Nullable String name) throws IOException {
        if (given(name) == null) {
            throw new IOException("a new key needs iop.witness.name");
        }
        return SigningKey.generate("" + name, SignatureType.COSIGNATURE_V1, new SecureRandom());
    }

    private static SigningKey parse(String place, String text) {
        try {
            return SigningKey.parse(text.strip());
        } catch (Malformed notAKey) {
            throw new IllegalStateException(place + ": " + notAKey.getMessage(), notAKey);
        }
    }

    /**
     * The logs with their public keys.
     *
     * @throws IllegalStateException if a file with keys is not there yet, or what is given is no key of one log
     */
    static List<WitnessedLog> logs(WitnessSettings settings) {
        return settings.logs().stream().map(WitnessKeys::log).toList();
    }

    private static WitnessedLog log(WitnessSettings.Log log) {
        String place = "The public keys of " + log.source();
        List<VerifierKey> keys;
        try {
            keys = Arrays.stream(keyText(place, log).strip().split("\\s+"))
                    .map(VerifierKey::parse)
                    .toList();
        } catch (Malformed notAKey) {
            throw new IllegalStateException(place + " cannot be read: " + notAKey.getMessage(), notAKey);
        }
        String origin = keys.getFirst().name();
        if (!keys.stream()
                .allMatch(
                        key -> key.type() == SignatureType.ED25519 && key.name().equals(origin))) {
            throw new IllegalStateException(place + " must be those of one log, and no witness's: " + keys);
        }
        return new WitnessedLog(log.source(), origin, keys, tiles(log));
    }

    private static String keyText(String place, WitnessSettings.Log log) {
        String text = given(log.key());
        String file = given(log.keyFile());
        if (text != null) {
            return text;
        }
        if (file == null) {
            throw new IllegalStateException(
                    place + " must be configured: iop.witness.logs[n].key, or key-file with a file of them.");
        }
        try {
            return Files.readString(Path.of(file));
        } catch (NoSuchFileException notYet) {
            throw new IllegalStateException(place + " are waited for: " + file + " is not there yet.", notYet);
        } catch (IOException failure) {
            throw new IllegalStateException(place + " in " + file + " cannot be read: " + failure, failure);
        }
    }

    private static @Nullable TileSource tiles(WitnessSettings.Log log) {
        String address = given(log.tiles());
        String user = given(log.tilesUser());
        String password = given(log.tilesPassword());
        return address == null || user == null || password == null
                ? null
                : new ServedTiles(URI.create(address), user, password);
    }

    private static @Nullable String given(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }
}
