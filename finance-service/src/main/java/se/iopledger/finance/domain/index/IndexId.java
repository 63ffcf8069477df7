package se.iopledger.finance.domain.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;
import se.iopledger.contracts.finance.PriceIndex;

/** Names the stream of an index, so that all that is recorded of it in one municipality meets in one place. */
public final class IndexId {
    private IndexId() {}

    /** @param municipality four-digit code */
    public static String of(String municipality, PriceIndex index) {
        return UUID.nameUUIDFromBytes(("index\n" + municipality + "\n" + index).getBytes(UTF_8))
                .toString();
    }
}
