package se.iopledger.finance.domain.right;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.RightEvent.Step;
import se.iopledger.finance.domain.pay.AttestRight;

/**
 * All rights that were ever proposed in a municipality.
 *
 * @param rights by id
 */
@CheckReturnValue
public record RightsRegister(SortedMap<String, Right> rights) {
    public RightsRegister {
        rights = Collections.unmodifiableSortedMap(new TreeMap<>(rights));
    }

    /**
     * One right.
     *
     * @param until last day, as it stands; null for one that holds until it is revoked
     * @param decidedBy who granted or refused it; null before
     */
    public record Right(
            String rightId,
            String holder,
            Step step,
            Money limit,
            LocalDate from,
            @Nullable LocalDate until,
            @Nullable String agreementId,
            @Nullable String unit,
            Standing standing,
            String proposedBy,
            String why,
            @Nullable String decidedBy) {
        Right standing(Standing changed, LocalDate firstDay, @Nullable LocalDate lastDay, @Nullable String by) {
            return new Right(
                    rightId, holder, step, limit, firstDay, lastDay, agreementId, unit, changed, proposedBy, why, by);
        }

        /** Whether its holder has it on that day. */
        public boolean holdsOn(LocalDate day) {
            return standing == Standing.GRANTED && !day.isBefore(from) && (until == null || !day.isAfter(until));
        }

        AttestRight asHeld() {
            return new AttestRight(
                    rightId,
                    switch (step) {
                        case EXAMINE -> AttestRight.Step.EXAMINE;
                        case APPROVE -> AttestRight.Step.APPROVE;
                    },
                    limit,
                    from,
                    until,
                    agreementId,
                    unit);
        }
    }

    /** Whether a right was granted. */
    public enum Standing {
        PROPOSED,
        /** Also after it was revoked: it held on its days. */
        GRANTED,
        REFUSED
    }

    public static RightsRegister empty() {
        return new RightsRegister(new TreeMap<>());
    }

    /** What the user was granted, for whatever days. */
    public List<AttestRight> heldBy(String user) {
        return granted(right -> right.holder().equals(user));
    }

    /** What anybody was granted, for whatever days. */
    public List<AttestRight> granted() {
        return granted(_ -> true);
    }

    private List<AttestRight> granted(Predicate<Right> which) {
        return rights.values().stream()
                .filter(right -> right.standing() == Standing.GRANTED)
                .filter(which)
                .map(Right::asHeld)
                .toList();
    }

    Optional<Right> find(String rightId) {
        return Optional.ofNullable(rights.get(rightId));
    }

    RightsRegister with(Right right) {
        SortedMap<String, Right> changed = new TreeMap<>(rights);
        changed.put(right.rightId(), right);
        return new RightsRegister(changed);
    }
}
