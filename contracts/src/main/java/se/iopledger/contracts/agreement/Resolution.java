package se.iopledger.contracts.agreement;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A body's decision, that something rests on.
 *
 * @param decidedBy the deciding body, as socialnämnden or the steering group
 * @param decidedOn day of the decision
 * @param reference case number or paragraph of the minutes
 * @param ground on what the decision rests, in words
 */
public record Resolution(
        String decidedBy,
        LocalDate decidedOn,
        @Nullable String reference,
        @Nullable String ground) {}
