package se.iopledger.shell.log;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the service's log is sealed: {@code iop.log.*}.
 *
 * @param origin names the log in its checkpoints, for ever: a name of the installation and one of the service, such as
 *     {@code ledger.example.org/agreement-service}
 * @param signingKeys the keys that sign checkpoints, separated by white space; several while one replaces another
 * @param signingKeysFile a file with those keys, one a line, instead
 * @param formerKeys public keys that the log's checkpoints were signed with and are no more, separated by white space:
 *     only where such a key was lost, so that it could not sign beside the next one
 * @param createSigningKey whether to make that file, with a new key, if there is none: for a first start on one's own
 *     machine; elsewhere a log whose key is gone must not get another one unasked. The public keys are then written beside
 *     it, to a file of the same name that ends in {@code .pub}
 */
@ConfigurationProperties("iop.log")
record SealSettings(
        String origin,
        @Nullable String signingKeys,
        @Nullable String signingKeysFile,
        @Nullable String formerKeys,
        @DefaultValue("false") boolean createSigningKey) {
    SealSettings {
        if (origin == null || origin.isBlank()) {
            throw new IllegalArgumentException(
                    "iop.log.origin must be configured (environment variable IOP_LOG_ORIGIN): the name of this log, as"
                            + " ledger.example.org/agreement-service");
        }
    }

    @Override
    public String toString() {
        return "SealSettings " + origin;
    }
}
