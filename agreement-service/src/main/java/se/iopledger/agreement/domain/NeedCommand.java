package se.iopledger.agreement.domain;

import java.time.LocalDate;
import java.util.List;
import se.iopledger.contracts.model.Mandate;

/** What is recorded of the needs that the agreement answers to. */
public sealed interface NeedCommand extends AgreementCommand {
    /**
     * Record what the parties found when they analysed the needs together.
     *
     * @param analysedOn not after today, and in the phase that the terms give it
     * @param by ids of the parties that made it: all whom the terms name
     * @param conclusion what was found, in words
     */
    record AnalyseNeeds(
            String agreementId,
            LocalDate analysedOn,
            List<String> by,
            boolean needsChanged,
            String conclusion,
            Mandate mandate)
            implements NeedCommand {
        public AnalyseNeeds {
            by = List.copyOf(by);
        }
    }
}
