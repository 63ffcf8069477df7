package se.iopledger.shell.personal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import se.iopledger.eventlog.personal.MasterKeys;

/**
 * The database of keys and the master key: {@code iop.keys.*}.
 *
 * @param url PostgreSQL JDBC URL of a database that holds keys and nothing else, and is backed up apart
 * @param user the role the service works as; owns nothing
 * @param ownerUser the role that owns the database; used for migrations at the start and then no more
 * @param masterKey the master keys themselves, in the form that {@link MasterKeys} reads
 * @param masterKeyFile a file that holds them; either this or {@code masterKey}
 */
@ConfigurationProperties("iop.keys")
record KeySettings(
        String url,
        String user,
        String password,
        String ownerUser,
        String ownerPassword,
        @Nullable String masterKey,
        @Nullable String masterKeyFile) {
    KeySettings {
        mustBeGiven("url", url);
        mustBeGiven("user", user);
        mustBeGiven("password", password);
        mustBeGiven("owner-user", ownerUser);
        mustBeGiven("owner-password", ownerPassword);
        if (isBlank(masterKey) == isBlank(masterKeyFile)) {
            throw new IllegalArgumentException(
                    "one of iop.keys.master-key-file and iop.keys.master-key must be configured (environment variable"
                            + " IOP_KEYS_MASTER_KEY_FILE or IOP_KEYS_MASTER_KEY): without the master key no person's"
                            + " name could be kept or read. None is made up here, since losing it loses every name");
        }
    }

    /**
     * The master keys.
     *
     * @throws IllegalArgumentException if they cannot be read, or are not of the form
     */
    MasterKeys masterKeys() {
        if (masterKey != null && !masterKey.isBlank()) {
            return MasterKeys.parse(masterKey);
        }
        try {
            return MasterKeys.parse(Files.readString(Path.of(String.valueOf(masterKeyFile))));
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    "iop.keys.master-key-file " + masterKeyFile + " cannot be read", unreadable);
        }
    }

    private static void mustBeGiven(String name, String value) {
        if (isBlank(value)) {
            throw new IllegalArgumentException(
                    "iop.keys." + name + " must be configured (environment variable IOP_KEYS_"
                            + name.toUpperCase(Locale.ROOT).replace('-', '_') + ")");
        }
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    @Override
    public String toString() {
        return "KeySettings " + url;
    }
}
