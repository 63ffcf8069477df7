package se.iopledger.finance.domain;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.ArrayList;
import java.util.List;
import se.iopledger.contracts.finance.FinanceEvent.FundingScheduleDerived;
import se.iopledger.contracts.finance.Tranche;
import se.iopledger.contracts.finance.Tranche.Reading;

/** Cuts a schedule into events that each fit an entry of the log (65,535 bytes, design.md). */
@CheckReturnValue
final class ScheduleParts {
    /** Leaves room for three bytes a character, and for the entry around it. */
    static final int LARGEST_PART_CHARACTERS = 20_000;

    /** Field names, dates, amounts and ids of one tranche in JSON; measured by a test. */
    private static final int FIXED_CHARACTERS = 700;

    private ScheduleParts() {}

    /** The whole schedule as its parts; one part with nothing in it where there are no tranches. */
    static List<FundingScheduleDerived> of(String agreementId, AgreementFunding.Scheduled schedule) {
        List<List<Tranche>> parts = new ArrayList<>();
        List<Tranche> part = new ArrayList<>();
        int characters = 0;
        for (Tranche tranche : schedule.tranches()) {
            int weight = charactersOf(tranche);
            if (!part.isEmpty() && characters + weight > LARGEST_PART_CHARACTERS) {
                parts.add(part);
                part = new ArrayList<>();
                characters = 0;
            }
            part.add(tranche);
            characters += weight;
        }
        parts.add(part);
        List<FundingScheduleDerived> events = new ArrayList<>();
        for (List<Tranche> tranches : parts) {
            events.add(new FundingScheduleDerived(
                    agreementId,
                    schedule.termsVersion(),
                    events.size() + 1,
                    parts.size(),
                    schedule.firstDay(),
                    schedule.lastDay(),
                    schedule.takeoverDate(),
                    tranches,
                    events.isEmpty() ? schedule.awaits() : List.of()));
        }
        return events;
    }

    private static int charactersOf(Tranche tranche) {
        int readings = 0;
        for (Reading reading : tranche.readings()) {
            readings +=
                    100 + reading.label().length() + reading.calculation().length() + charactersOf(reading.clauses());
        }
        return FIXED_CHARACTERS
                + tranche.trancheId().length()
                + tranche.payer().length()
                + tranche.recipient().length()
                + tranche.calculation().length()
                + charactersOf(tranche.clauses())
                + readings;
    }

    private static int charactersOf(List<String> clauses) {
        return clauses.stream().mapToInt(clause -> clause.length() + 3).sum();
    }
}
