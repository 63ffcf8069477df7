package se.iopledger.finance.domain.index;

import java.util.List;
import se.iopledger.contracts.finance.IndexValue;
import se.iopledger.contracts.finance.PriceIndex;
import se.iopledger.contracts.model.Command;
import se.iopledger.contracts.model.Mandate;

/** What somebody records of one price index. */
public sealed interface IndexCommand extends Command {
    /** Id of the stream: of the municipality and the index. */
    String indexId();

    PriceIndex index();

    @Override
    default String streamId() {
        return indexId();
    }

    /**
     * Values became known: all of them are recorded, or none.
     *
     * @param values at least one
     */
    record RecordIndexValues(String indexId, PriceIndex index, List<IndexValue> values, Mandate mandate)
            implements IndexCommand {
        public RecordIndexValues {
            values = List.copyOf(values);
        }
    }

    /**
     * The index is no longer published.
     *
     * @param lastYear the last year that it is published for
     * @param source where that is said
     */
    record CeaseIndex(String indexId, PriceIndex index, int lastYear, String source, Mandate mandate)
            implements IndexCommand {}

    /**
     * The index is published after all.
     *
     * @param source where that is said
     */
    record ResumeIndex(String indexId, PriceIndex index, String source, Mandate mandate) implements IndexCommand {}
}
