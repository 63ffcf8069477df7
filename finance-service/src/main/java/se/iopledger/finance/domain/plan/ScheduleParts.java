package se.iopledger.finance.domain.plan;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.ArrayList;
import java.util.List;
import se.iopledger.contracts.finance.FinanceEvent.FundingScheduleDerived;
import se.iopledger.contracts.finance.PlannedTranche;
import se.iopledger.contracts.finance.Tranche;

/** Cuts the plan of an agreement that has just begun into events that each fit an entry of the log (65,535 bytes, design.md). */
@CheckReturnValue
public final class ScheduleParts {
    /** Leaves room for the entry around the event, whose reason alone may have some thousand bytes. */
    static final int LARGEST_PART_BYTES = 56_000;

    /** Field names, dates, amounts, names of rules and punctuation of one tranche in JSON; measured by a test. */
    private static final int FIXED_BYTES = 700;

    private static final int FIXED_BYTES_OF_A_READING = 100;

    private ScheduleParts() {}

    /** The whole schedule as its parts; one part with nothing in it where there are no tranches. */
    public static List<FundingScheduleDerived> of(String agreementId, FundingPlan plan) {
        List<List<Tranche>> parts = new ArrayList<>();
        List<Tranche> part = new ArrayList<>();
        int bytes = bytesOfAwaited(plan);
        for (PlannedTranche planned : plan.tranches()) {
            Tranche tranche = planned.tranche();
            int more = bytesOf(tranche);
            if (!part.isEmpty() && bytes + more > LARGEST_PART_BYTES) {
                parts.add(part);
                part = new ArrayList<>();
                bytes = 0;
            }
            part.add(tranche);
            bytes += more;
        }
        parts.add(part);
        List<FundingScheduleDerived> events = new ArrayList<>();
        for (List<Tranche> tranches : parts) {
            events.add(new FundingScheduleDerived(
                    agreementId,
                    plan.basis().termsVersion(),
                    events.size() + 1,
                    parts.size(),
                    plan.basis().firstDay(),
                    plan.basis().lastDay(),
                    plan.basis().takeoverDate(),
                    tranches,
                    events.isEmpty() ? plan.basis().awaits() : List.of()));
        }
        return events;
    }

    private static int bytesOfAwaited(FundingPlan plan) {
        return plan.basis().awaits().stream()
                .mapToInt(awaited -> FIXED_BYTES_OF_A_READING + bytesOf(awaited.what()) + bytesOf(awaited.clauses()))
                .sum();
    }

    private static int bytesOf(Tranche tranche) {
        int readings = tranche.readings().stream()
                .mapToInt(reading -> FIXED_BYTES_OF_A_READING
                        + bytesOf(reading.label())
                        + bytesOf(reading.calculation())
                        + bytesOf(reading.clauses()))
                .sum();
        return FIXED_BYTES
                + bytesOf(tranche.trancheId())
                + bytesOf(tranche.payer())
                + bytesOf(tranche.recipient())
                + bytesOf(tranche.calculation())
                + bytesOf(tranche.clauses())
                + readings;
    }

    private static int bytesOf(List<String> texts) {
        return texts.stream().mapToInt(text -> bytesOf(text) + 3).sum();
    }

    /** At most so many bytes has the text in JSON: UTF-8, with what JSON escapes. */
    private static int bytesOf(String text) {
        return text.chars()
                .map(character -> {
                    if (character < ' ') {
                        return 6;
                    }
                    if (character == '"' || character == '\\') {
                        return 2;
                    }
                    return character < 0x80 ? 1 : 3;
                })
                .sum();
    }
}
