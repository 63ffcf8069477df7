package se.iopledger.contracts.agreement;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What shows that a decision was made or a signature given.
 *
 * @param kind how it is known
 * @param note what the evidence is, in words; for {@link Kind#ASSUMED} why it is assumed
 * @param transactionId the signing service's reference, for {@link Kind#ELECTRONIC_SIGNATURE}
 * @param signedAt the signing service's time, for {@link Kind#ELECTRONIC_SIGNATURE}
 */
public record Evidence(
        Kind kind,
        @Nullable String note,
        @Nullable String transactionId,
        @Nullable OffsetDateTime signedAt) {
    public enum Kind {
        /** A dated document is at hand. */
        DOCUMENT,
        /** Signed by an electronic signing service. */
        ELECTRONIC_SIGNATURE,
        /** Not evidenced: assumed by whoever takes the agreement over. Stays visible as a finding. */
        ASSUMED
    }
}
