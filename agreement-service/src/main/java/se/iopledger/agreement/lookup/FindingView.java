package se.iopledger.agreement.lookup;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.settle.Blocked;
import se.iopledger.agreement.domain.settle.Blocking;
import se.iopledger.agreement.domain.settle.Settlements;
import se.iopledger.agreement.domain.settle.Settling;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.agreement.SettlementEvent.ChosenReading;

/**
 * A finding, and what became of it.
 *
 * @param standing whether it still asks for something
 * @param blocks what waits for it; null where nothing does
 * @param readings the readings that the paper allows, also when one was chosen
 * @param settlements the decisions on it, in the order in which they were recorded
 */
record FindingView(
        String id,
        String rule,
        String text,
        List<String> clauses,
        Finding.Affects affects,
        Standing standing,
        @Nullable Blocked blocks,
        List<ChosenReading> readings,
        List<SettlementView> settlements) {

    /** Whether a finding still asks for something. */
    enum Standing {
        OPEN,
        /** A decision says how it is to be taken. */
        SETTLED,
        /** A later version of the terms answers it. */
        ANSWERED,
        /** The registration was a mistake: nothing asks for anything. */
        VOID
    }

    /**
     * A decision on a finding.
     *
     * @param holds whether it is the one that counts
     * @param reading id of the reading that it chose
     * @param withdrawnOn null where it was not taken back
     */
    record SettlementView(
            String settlementId,
            boolean holds,
            @Nullable String reading,
            String decidedBy,
            LocalDate decidedOn,
            String reason,
            @Nullable String reference,
            @Nullable LocalDate withdrawnOn) {}

    /** @param day on which it is looked at: readings are those between which a decision of that day chooses */
    static List<FindingView> of(Known agreement, LocalDate day) {
        return agreement.findings().stream()
                .map(finding -> of(agreement, finding, day))
                .toList();
    }

    private static FindingView of(Known agreement, Finding finding, LocalDate day) {
        Blocking.Standing standing = Blocking.standing(agreement, finding, day);
        return new FindingView(
                finding.id(),
                finding.rule(),
                finding.text(),
                finding.clauses(),
                finding.affects(),
                agreement.registration().voided() ? Standing.VOID : view(standing),
                standing instanceof Blocking.Standing.Open(Blocked blocked)
                                && !agreement.registration().voided()
                        ? blocked
                        : null,
                Settling.readings(agreement, finding, day),
                agreement.settlements().of(finding.id()).stream()
                        .map(settlement -> view(settlement, standing))
                        .toList());
    }

    private static Standing view(Blocking.Standing standing) {
        return switch (standing) {
            case Blocking.Standing.Open _ -> Standing.OPEN;
            case Blocking.Standing.Settled _ -> Standing.SETTLED;
            case Blocking.Standing.Answered _ -> Standing.ANSWERED;
        };
    }

    private static SettlementView view(Settlements.Settlement settlement, Blocking.Standing standing) {
        var settled = settlement.settled();
        ChosenReading reading = settled.reading();
        return new SettlementView(
                settlement.id(),
                standing instanceof Blocking.Standing.Settled(Settlements.Settlement by)
                        && by.id().equals(settlement.id()),
                reading == null ? null : reading.id(),
                settled.decidedBy(),
                settled.decidedOn(),
                settled.reason(),
                settled.reference(),
                settlement.withdrawnOn());
    }
}
