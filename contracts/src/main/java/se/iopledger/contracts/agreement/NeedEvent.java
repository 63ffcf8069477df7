package se.iopledger.contracts.agreement;

import java.time.LocalDate;
import java.util.List;

/** An event of the needs that the agreement answers to, where its terms have the parties analyse them together (NOR-12). */
public sealed interface NeedEvent extends FactEvent {
    /**
     * The parties analysed the needs. Where these have changed, any party may call for the agreement to be adjusted.
     *
     * @param analysisId names the analysis inside the agreement, as analysis-1
     * @param obligation id of the obligation in the terms that asks for it
     * @param analysedOn day on which it was concluded
     * @param by ids of the parties that made it together
     * @param needsChanged whether the needs are others than those that the agreement was made for
     * @param conclusion what was found, in words
     * @param clauses what the terms say of it
     */
    record NeedsAnalysed(
            String agreementId,
            String analysisId,
            String obligation,
            LocalDate analysedOn,
            List<String> by,
            boolean needsChanged,
            String conclusion,
            List<String> clauses)
            implements NeedEvent {
        public NeedsAnalysed {
            by = List.copyOf(by);
            clauses = List.copyOf(clauses);
        }
    }
}
