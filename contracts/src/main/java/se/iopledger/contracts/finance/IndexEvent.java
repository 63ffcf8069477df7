package se.iopledger.contracts.finance;

/**
 * An event of one price index as one municipality keeps it. Its stream is no agreement's: the subject of its entries is
 * the index's own id.
 */
public sealed interface IndexEvent {
    /** Id of the stream: of the municipality and the index. */
    String indexId();

    PriceIndex index();

    /**
     * A value became known: the first of its year, a final one for a preliminary one, or that of a later edition. All
     * agreements that follow the index follow it.
     */
    record IndexValueRecorded(String indexId, PriceIndex index, IndexValue value) implements IndexEvent {}

    /**
     * The index is no longer published.
     *
     * @param lastYear the last year that it is published for
     * @param source where that is said
     */
    record IndexCeased(String indexId, PriceIndex index, int lastYear, String source) implements IndexEvent {}

    /**
     * The index is published after all.
     *
     * @param source where that is said
     */
    record IndexResumed(String indexId, PriceIndex index, String source) implements IndexEvent {}
}
