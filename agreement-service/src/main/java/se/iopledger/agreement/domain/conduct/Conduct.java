package se.iopledger.agreement.domain.conduct;

import java.util.List;
import java.util.stream.Stream;

/** What is recorded of how the parties keep the agreement, each list in the order in which it was recorded. */
public record Conduct(List<Deficiency> deficiencies) {
    public static final Conduct NOTHING = new Conduct(List.of());

    public Conduct {
        deficiencies = List.copyOf(deficiencies);
    }

    /** The deficiencies of a party that remain although a plan was demanded (STO-8). */
    public Stream<Deficiency> failedPlansOf(String party) {
        return deficiencies.stream()
                .filter(Deficiency::remainsAfterThePlan)
                .filter(deficiency -> deficiency.party().equals(party));
    }

    Conduct withDeficiencies(List<Deficiency> changed) {
        return new Conduct(changed);
    }
}
