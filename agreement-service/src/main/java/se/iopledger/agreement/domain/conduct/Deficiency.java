package se.iopledger.agreement.domain.conduct;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import se.iopledger.agreement.domain.Numbered;
import se.iopledger.contracts.agreement.ConductEvent.Outcome;
import se.iopledger.contracts.agreement.Stipulated;

/**
 * A party's falling short, and what was done about it.
 *
 * @param party id of the party in the terms
 * @param against what the terms say that it falls short of; null where nothing is named
 * @param registeredBy opaque id of who registered it; null where that was not told
 * @param plan null where none was demanded
 * @param followedUp null while it is open
 */
public record Deficiency(
        String id,
        String party,
        LocalDate noticedOn,
        String description,
        @Nullable Stipulated against,
        @Nullable String registeredBy,
        @Nullable Plan plan,
        @Nullable FollowUp followedUp)
        implements Numbered {

    /**
     * The plan of how it is to be remedied.
     *
     * @param by id of the group that demanded it
     * @param submittedOn null where none was handed in
     * @param acceptedOn null where none was accepted
     */
    public record Plan(
            String by,
            LocalDate demandedOn,
            LocalDate deadline,
            @Nullable LocalDate submittedOn,
            @Nullable LocalDate acceptedOn) {}

    /**
     * What came of it.
     *
     * @param registeredBy opaque id of who recorded it; null where that was not told
     */
    public record FollowUp(
            LocalDate on, Outcome outcome, @Nullable String registeredBy) {}

    public boolean stillOpen() {
        return followedUp == null;
    }

    /** Whether it remains although a plan was demanded: what STO-8 makes the exclusion of an actor depend on. */
    public boolean remainsAfterThePlan() {
        return plan != null && followedUp != null && followedUp.outcome() == Outcome.REMAINS;
    }

    /** Whether this person recorded what an exclusion rests on: that it is there, or that it remains. */
    public boolean wasRecordedBy(String actor) {
        return actor.equals(registeredBy) || (followedUp != null && actor.equals(followedUp.registeredBy()));
    }

    /** Whether the plan's deadline passed without one: neither handed in nor made unnecessary by then. */
    boolean missed(Plan demanded) {
        boolean settledByThen = followedUp != null && !followedUp.on().isAfter(demanded.deadline());
        return demanded.submittedOn() == null && !settledByThen;
    }

    /** The day of the latest that was recorded of it: nothing more happens to it before. */
    LocalDate lastStepOn() {
        if (plan == null) {
            return noticedOn;
        }
        if (plan.acceptedOn() != null) {
            return plan.acceptedOn();
        }
        return plan.submittedOn() != null ? plan.submittedOn() : plan.demandedOn();
    }

    Deficiency with(Plan changed) {
        return new Deficiency(id, party, noticedOn, description, against, registeredBy, changed, followedUp);
    }

    Deficiency with(FollowUp changed) {
        return new Deficiency(id, party, noticedOn, description, against, registeredBy, plan, changed);
    }
}
