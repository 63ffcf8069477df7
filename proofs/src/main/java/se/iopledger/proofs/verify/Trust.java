package se.iopledger.proofs.verify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.iopledger.proofs.DoesNotHold;
import se.iopledger.proofs.note.Checkpoint;
import se.iopledger.proofs.note.SignatureType;
import se.iopledger.proofs.note.SignedNote;
import se.iopledger.proofs.note.VerifierKey;

/**
 * Whose signatures count.
 *
 * @param logKeys one of them must have signed, and none may be misused
 * @param witnessKeys each of them must have cosigned
 */
public record Trust(List<VerifierKey> logKeys, List<VerifierKey> witnessKeys) {

    public Trust {
        logKeys = List.copyOf(logKeys);
        witnessKeys = List.copyOf(witnessKeys);
    }

    /** A log's key alone. */
    public static Trust in(VerifierKey logKey) {
        return new Trust(List.of(logKey), List.of());
    }

    /** The checkpoint of a note if its signatures are as they should be; null, and the report says why, if not. */
    @Nullable Checkpoint open(String place, SignedNote note, Report report) {
        Checkpoint checkpoint = opened(place, note, report);
        if (checkpoint != null) {
            for (VerifierKey witness : witnessKeys) {
                openCosignature(place, note, witness, report);
            }
        }
        return checkpoint;
    }

    private @Nullable Checkpoint opened(String place, SignedNote note, Report report) {
        try {
            Checkpoint checkpoint = Checkpoint.open(note, logKeys);
            String signers = note.verify(logKeys).stream()
                    .map(signed -> signed.key().toString())
                    .collect(Collectors.joining(" and "));
            report.holds(
                    place,
                    checkpoint.origin() + " of " + checkpoint.size() + " entries, root "
                            + checkpoint.root().base64() + ", signed by " + signers);
            return checkpoint;
        } catch (DoesNotHold refused) {
            report.fails(place, String.valueOf(refused.getMessage()));
            return null;
        }
    }

    private static void openCosignature(String place, SignedNote note, VerifierKey witness, Report report) {
        try {
            Optional<Instant> at = note.verify(List.of(witness)).stream()
                    .flatMap(signed -> signed.at().stream())
                    .findFirst();
            at.ifPresentOrElse(
                    time -> report.holds(place, "cosigned by " + witness + " at " + time),
                    () -> report.fails(place, "not cosigned by " + witness));
        } catch (DoesNotHold refused) {
            report.fails(place, String.valueOf(refused.getMessage()));
        }
    }

    /** All keys of the two lists that are given for another kind than they are. */
    List<VerifierKey> misplaced() {
        return Stream.concat(
                        logKeys.stream().filter(key -> key.type() != SignatureType.ED25519),
                        witnessKeys.stream().filter(key -> key.type() != SignatureType.COSIGNATURE_V1))
                .collect(Collectors.toCollection(ArrayList::new));
    }
}
