package se.iopledger.reporting.agreement;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.terms.Terms;

/**
 * What was heard of an agreement.
 *
 * @param municipality code of the municipality it belongs to
 * @param lastDay its last day as it stands
 * @param refusal why nothing could be made of its terms here; null where all is well
 */
public record KnownAgreement(
        String agreementId,
        String municipality,
        int termsVersion,
        Terms terms,
        LocalDate lastDay,
        Standing standing,
        @Nullable Refusal refusal) {

    /** How far the agreement has come. */
    public enum Standing {
        REGISTERED,
        ACTIVE,
        ENDED,
        VOIDED
    }

    /**
     * A rule of this service that the terms break.
     *
     * @param rule the rule's name
     * @param detail what is wrong, for a person
     */
    public record Refusal(String rule, String detail) {}
}
