package se.iopledger.agreement.domain.conduct;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import se.iopledger.agreement.domain.Numbered;
import se.iopledger.contracts.agreement.ConductEvent.Result;

/**
 * What a check of a requirement on a party found.
 *
 * @param nextCheckOn last day for the next one; null where none was set
 */
public record RequirementCheck(
        String id,
        String requirementId,
        String party,
        LocalDate checkedOn,
        Result result,
        @Nullable String note,
        @Nullable LocalDate nextCheckOn)
        implements Numbered {
    boolean isOf(String requirement, String ofParty) {
        return requirementId.equals(requirement) && party.equals(ofParty);
    }
}
