package se.iopledger.agreement.domain.archive;

import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.agreement.ArchiveEvent.AgreementArchived;

/**
 * Whether an agreement is in the archive.
 *
 * @param archived the decision; null where there is none
 */
public record Archive(@Nullable AgreementArchived archived) {
    public static final Archive NOT_ARCHIVED = new Archive(null);
}
