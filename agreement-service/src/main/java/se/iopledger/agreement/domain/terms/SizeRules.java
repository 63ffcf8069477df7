package se.iopledger.agreement.domain.terms;

import java.util.List;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.Terms;

/** Rules on how large terms may be. */
final class SizeRules {
    /**
     * The activation tells the terms again, in an entry of at most 65,535 bytes beside a reason of 2,000 characters (at
     * most 12,000 bytes as JSON): terms that could be registered and never come into force are refused at the door.
     */
    private static final int MOST_BYTES = 48_000;

    private SizeRules() {}

    static List<Rejection> check(Terms terms) {
        Breaches breaches = new Breaches();
        int sizeBytes = ContractsJson.sizeBytes(terms);
        breaches.when(
                sizeBytes > MOST_BYTES,
                "",
                "TermsMustFitWithTheirActivation",
                "as JSON the terms take " + sizeBytes + " bytes, at most " + MOST_BYTES
                        + " are taken in; say longer texts shortly and refer to the paper",
                List.of());
        return breaches.found();
    }
}
