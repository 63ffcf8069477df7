package se.iopledger.eventlog.seal;

import org.jspecify.annotations.Nullable;
import se.iopledger.eventlog.Failure;

/**
 * How a sealer fares.
 *
 * @param leading whether this instance seals; otherwise it stands by
 * @param failing whether its last attempt failed
 * @param broken whether it refuses to seal, because tree and log do not agree
 * @param sealedSize how many entries are sealed, as far as this instance knows; -1: none, or not known yet
 * @param lag how many entries wait to be sealed
 * @param lastFailure the last failure since the start, also when overcome
 */
public record SealerHealth(
        boolean leading,
        boolean failing,
        boolean broken,
        long sealedSize,
        long lag,
        @Nullable Failure lastFailure) {}
