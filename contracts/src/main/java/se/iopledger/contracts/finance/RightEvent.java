package se.iopledger.contracts.finance;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;

/**
 * An event of one municipality's register of attest rights: who may examine and who may approve payments, up to which
 * amount, on which days, of which agreements. Persons are opaque ids of users, never names.
 */
public sealed interface RightEvent {
    /** Id of the register: the subject of the entry, and the key of its record in Kafka. */
    String registerId();

    /** Names the right inside the register, as right-1. */
    String rightId();

    /** What a right lets its holder do. */
    enum Step {
        /** Examine that a payment is owed. */
        EXAMINE,
        /** Approve a payment that somebody else examined. */
        APPROVE
    }

    /**
     * A right was proposed. It holds when somebody else has granted it, and not before.
     *
     * @param holder opaque id of the user who is to have it
     * @param limit kronor up to which it holds for one payment
     * @param from first day on which it is to hold
     * @param until last day; left out for one that holds until it is revoked
     * @param agreementId the one agreement that it is for; left out for any
     * @param unit the one board or administration, as the terms call it, whose payments it is for; left out for any
     * @param proposedBy opaque id: who grants it must be somebody else, and neither is its holder
     * @param why for a person, as the decision on delegation that it rests on
     */
    record RightProposed(
            String registerId,
            String rightId,
            String holder,
            Step step,
            Money limit,
            LocalDate from,
            @Nullable LocalDate until,
            @Nullable String agreementId,
            @Nullable String unit,
            String proposedBy,
            String why)
            implements RightEvent {}

    /**
     * The right was granted.
     *
     * @param from first day on which it holds: the proposed one, or the day of the grant where that is later
     * @param grantedBy opaque id
     */
    record RightGranted(String registerId, String rightId, LocalDate from, String grantedBy) implements RightEvent {}

    /** The right was not granted. */
    record RightRefused(String registerId, String rightId, String refusedBy, String why) implements RightEvent {}

    /**
     * The right ends. What was attested by it before stays attested.
     *
     * @param lastDay last day on which it holds; the day before the revocation where it ends at once
     * @param revokedBy opaque id
     */
    record RightRevoked(String registerId, String rightId, LocalDate lastDay, String revokedBy, String why)
            implements RightEvent {}
}
