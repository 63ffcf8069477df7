package se.iopledger.finance.order;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The bytes of banks' files, from their arrival until they are taken in. */
interface BankFileBytes {
    /** Kept before, they are kept from now on. */
    void keep(String importId, byte[] content);

    void forget(String importId);

    Optional<byte[]> of(String importId);

    /**
     * Imports whose bytes were kept before a time, by id.
     *
     * @param last only those that come after this one; from the beginning where null
     */
    List<String> keptBefore(Instant time, @Nullable String last, int limit);
}
