package se.iopledger.agreement.domain.conduct;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.agreement.domain.Numbered;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.agreement.ConductEvent.Answer;
import se.iopledger.contracts.agreement.ConductEvent.DeviationFrom;
import se.iopledger.contracts.agreement.Stipulated;

/**
 * A significant deviation from what was agreed.
 *
 * @param concerns what the terms say that it deviates from; null where nothing is named
 * @param decided null while it is not decided
 * @param made null while it is not made
 */
public record Deviation(
        String id,
        String by,
        DeviationFrom from,
        LocalDate requestedOn,
        String description,
        @Nullable Money amount,
        @Nullable Stipulated concerns,
        @Nullable Decided decided,
        @Nullable Made made)
        implements Numbered {

    /** What was decided on it. */
    public record Decided(List<String> by, LocalDate on, Answer answer) {
        public Decided {
            by = List.copyOf(by);
        }
    }

    /**
     * That it was made.
     *
     * @param approvedBefore whether it was approved by then, whenever that was recorded
     */
    public record Made(LocalDate on, boolean approvedBefore) {}

    /** Whether it was made without an approval of that day or before. */
    public boolean madeUnapproved() {
        return made != null && !approvedBy(made.on());
    }

    boolean approvedBy(LocalDate day) {
        return decided != null
                && decided.answer() == Answer.APPROVED
                && !decided.on().isAfter(day);
    }

    Deviation with(Decided changed) {
        Deviation after = new Deviation(id, by, from, requestedOn, description, amount, concerns, changed, made);
        return made == null ? after : after.with(new Made(made.on(), after.approvedBy(made.on())));
    }

    Deviation with(Made changed) {
        return new Deviation(id, by, from, requestedOn, description, amount, concerns, decided, changed);
    }
}
