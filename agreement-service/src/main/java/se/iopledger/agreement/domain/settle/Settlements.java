package se.iopledger.agreement.domain.settle;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.agreement.SettlementEvent.FindingSettled;

/** The decisions that settled findings, in the order in which they were recorded. */
public record Settlements(List<Settlement> all) {
    public static final Settlements NONE = new Settlements(List.of());

    public Settlements {
        all = List.copyOf(all);
    }

    /**
     * A decision on a finding.
     *
     * @param settled what was decided
     * @param withdrawnOn null where it stands
     */
    public record Settlement(
            FindingSettled settled, @Nullable LocalDate withdrawnOn) {
        public String id() {
            return settled.settlementId();
        }

        public boolean stands() {
            return withdrawnOn == null;
        }
    }

    /** All decisions on a finding, also those that no longer hold. */
    public List<Settlement> of(String finding) {
        return all.stream()
                .filter(settlement -> settlement.settled().finding().equals(finding))
                .toList();
    }

    /**
     * The decision on a finding that holds: of those that stand the one decided last, whenever it was recorded; of several
     * of one day the one recorded last.
     */
    public Optional<Settlement> holding(String finding) {
        return of(finding).stream()
                .filter(Settlement::stands)
                .sorted(Comparator.comparing(
                        (Settlement settlement) -> settlement.settled().decidedOn()))
                .reduce((earlier, later) -> later);
    }

    Optional<Settlement> find(String id) {
        return all.stream().filter(settlement -> settlement.id().equals(id)).findFirst();
    }

    Settlements and(FindingSettled settled) {
        return new Settlements(Stream.concat(all.stream(), Stream.of(new Settlement(settled, null)))
                .toList());
    }

    Settlements withdrawn(String id, LocalDate on) {
        return new Settlements(all.stream()
                .map(settlement -> settlement.id().equals(id) ? new Settlement(settlement.settled(), on) : settlement)
                .toList());
    }
}
