package se.iopledger.contracts.agreement;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event of the decisions that settle findings. A settlement changes no terms: whoever acts on the terms reads from it
 * which of their readings holds.
 */
public sealed interface SettlementEvent extends FactEvent {
    /**
     * Somebody with the right to do so decided how a finding is to be taken. An earlier settlement of the same finding
     * stays recorded; of several that stand, the one decided last holds.
     *
     * @param settlementId names the settlement inside the agreement, as settlement-1
     * @param finding id of the finding, as {@code AdjustmentMustHaveOneStart}
     * @param reading the reading that holds from now on, where the finding offers several
     * @param decidedBy the role or body that decided, as the steering group
     * @param decidedOn day of the decision
     * @param reason why it was decided so
     * @param reference case number, paragraph of the minutes or document that shows the decision
     * @param clauses the clauses that the finding concerns
     */
    record FindingSettled(
            String agreementId,
            String settlementId,
            String finding,
            @Nullable ChosenReading reading,
            String decidedBy,
            LocalDate decidedOn,
            String reason,
            @Nullable String reference,
            List<String> clauses)
            implements SettlementEvent {
        public FindingSettled {
            clauses = List.copyOf(clauses);
        }
    }

    /**
     * One of the readings that the paper allows.
     *
     * @param id stable inside the finding: what the terms' own readings answer to, as {@code from-2022-07-01}
     * @param text the reading, for a person
     * @param clauses the clauses that carry it
     */
    record ChosenReading(String id, String text, List<String> clauses) {
        public ChosenReading {
            clauses = List.copyOf(clauses);
        }
    }

    /**
     * A settlement was taken back: the one decided before it holds again, or the finding is open.
     *
     * @param settlementId the settlement
     * @param withdrawnOn day on which it was taken back
     */
    record SettlementWithdrawn(String agreementId, String settlementId, LocalDate withdrawnOn)
            implements SettlementEvent {}
}
