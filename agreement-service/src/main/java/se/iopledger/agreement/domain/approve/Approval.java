package se.iopledger.agreement.domain.approve;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.agreement.Evidence;

/** The board's decision. */
public record Approval(
        String decidedBy, LocalDate decidedOn, @Nullable String reference, Evidence evidence) {}
