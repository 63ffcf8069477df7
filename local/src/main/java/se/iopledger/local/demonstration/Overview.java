package se.iopledger.local.demonstration;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the three services say of one agreement.
 *
 * @param agreementId its id in the APIs
 * @param lastDay of the agreement, with the extensions that have happened
 * @param findings how many findings it has
 * @param assumed the steps to its coming into force that no document shows: "approval", "signatures"
 * @param nextTranches due next, all on the same day; empty if none is left or none can be scheduled
 * @param waitingFor what finance-service lacks before it can schedule, in words
 * @param overdue how many obligations are
 */
public record Overview(
        String agreementId,
        String shortName,
        String state,
        LocalDate lastDay,
        int findings,
        Set<String> assumed,
        List<Tranche> nextTranches,
        List<String> waitingFor,
        int overdue,
        Optional<Obligation> nextObligation) {

    public Overview {
        assumed = Set.copyOf(assumed);
        nextTranches = List.copyOf(nextTranches);
        waitingFor = List.copyOf(waitingFor);
    }

    /**
     * @param dueDate absent while it cannot be dated
     * @param amountKronor in SEK with two decimals; absent while it is awaited
     * @param recipient by name
     */
    public record Tranche(Optional<LocalDate> dueDate, Optional<BigDecimal> amountKronor, String recipient) {}

    /** @param dueDate absent while it cannot be dated */
    public record Obligation(Optional<LocalDate> dueDate, String title) {}
}
