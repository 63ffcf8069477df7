package se.iopledger.finance.domain.order;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the reasons mean that banks give for a status (ISO 20022, external status reason codes). */
public final class BankReasons {
    /** The payment or the file was sent before, by any of its ids. */
    private static final Set<String> DUPLICATE = Set.of("AM05", "DUPL", "DU01", "DU02", "DU03", "DU04", "DU05");

    private BankReasons() {}

    /** Whether the bank rejects something because it has it already. */
    public static boolean sayDuplicate(@Nullable String code) {
        return code != null && DUPLICATE.contains(code.toUpperCase(Locale.ROOT));
    }
}
