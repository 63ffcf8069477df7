package se.iopledger.reporting.witness;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is witnessed, and with which key: {@code iop.witness.*}.
 *
 * @param name of the witness, in a key that it makes itself: as {@code audit.example.org/witness}
 * @param signingKey the key that cosigns, made with {@code key new --for-witness}
 * @param signingKeyFile a file with that key, instead
 * @param createSigningKey whether to make that file, with a new key, if there is none: for a first start on one's own
 *     machine
 * @param entriesWithin how long the entries of a signed checkpoint may take to arrive before that is an alarm
 * @param signedWithin how long a checkpoint may take to arrive behind its entries before a person is told
 * @param logs those that are witnessed; without any, nothing is
 */
@ConfigurationProperties("iop.witness")
record WitnessSettings(
        @Nullable String name,
        @Nullable String signingKey,
        @Nullable String signingKeyFile,
        @DefaultValue("false") boolean createSigningKey,
        @DefaultValue("PT2M") Duration entriesWithin,
        @DefaultValue("PT2M") Duration signedWithin,
        @DefaultValue List<Log> logs) {
    WitnessSettings {
        logs = List.copyOf(logs);
        if (entriesWithin.isNegative() || entriesWithin.isZero()) {
            throw new IllegalArgumentException("iop.witness.entries-within must be longer than nothing");
        }
        if (signedWithin.isNegative() || signedWithin.isZero()) {
            throw new IllegalArgumentException("iop.witness.signed-within must be longer than nothing");
        }
    }

    /**
     * A log that is witnessed: {@code iop.witness.logs[n].*}.
     *
     * @param source as its entries name it, such as {@code /agreement-service}
     * @param key its public keys, separated by white space; several while one replaces another
     * @param keyFile a file with them, one a line, instead; waited for where it is not there yet
     * @param tiles address of the log as its service serves it, such as {@code http://agreement-service:8080/log}, for
     *     finding the entry that differs
     * @param tilesUser who may read there
     */
    record Log(
            String source,
            @Nullable String key,
            @Nullable String keyFile,
            @Nullable String tiles,
            @Nullable String tilesUser,
            @Nullable String tilesPassword) {
        Log {
            if (source == null || !source.startsWith("/")) {
                throw new IllegalArgumentException(
                        "iop.witness.logs[n].source must be configured as the log's entries name it, as"
                                + " /agreement-service");
            }
            // Found out when a log differs, it would be too late.
            if (isGiven(tiles)) {
                ServedTiles.checkAddress("" + tiles);
                if (!isGiven(tilesUser) || !isGiven(tilesPassword)) {
                    throw new IllegalArgumentException("iop.witness.logs[n].tiles of " + source
                            + " needs tiles-user and tiles-password beside it");
                }
            }
        }

        private static boolean isGiven(@Nullable String value) {
            return value != null && !value.isBlank();
        }

        @Override
        public String toString() {
            return "Log " + source;
        }
    }

    @Override
    public String toString() {
        return "WitnessSettings " + logs;
    }
}
