package se.iopledger.finance.domain.plan;

import java.util.List;
import se.iopledger.contracts.finance.Tranche;

/**
 * A tranche that a version of the terms gives.
 *
 * @param inputs what its amount rests on beside the terms
 */
record Given(Tranche tranche, List<UsedInput> inputs) {
    Given {
        inputs = List.copyOf(inputs);
    }
}
