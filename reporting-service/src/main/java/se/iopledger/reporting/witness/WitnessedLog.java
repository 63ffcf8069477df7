package se.iopledger.reporting.witness;

import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.proofs.note.VerifierKey;
import se.iopledger.proofs.tile.TileSource;

/**
 * A log that is witnessed.
 *
 * @param source as its entries name it
 * @param origin as its checkpoints name it
 * @param keys its public keys, each of which is good alone; several while one replaces another
 * @param tiles the log's own tiles, for finding where it differs; null where they are not to be asked for
 */
record WitnessedLog(
        String source,
        String origin,
        List<VerifierKey> keys,
        @Nullable TileSource tiles) {
    WitnessedLog {
        keys = List.copyOf(keys);
    }
}
