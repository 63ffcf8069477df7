package se.iopledger.agreement.domain.exit;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.contracts.agreement.Ending;

/**
 * What ends an agreement before the day to which it would run.
 *
 * @param fact id of what was recorded that makes it end, as notice-1
 * @param since the day from which the fact that it comes of holds
 * @param calculation how the last day was reckoned, for a person
 */
@CheckReturnValue
public record Cut(
        String fact, LocalDate lastDay, Ending how, LocalDate since, String calculation, List<String> clauses) {
    public Cut {
        clauses = List.copyOf(clauses);
    }

    /** Of all that was recorded, what ends the agreement first. That it goes on, and that it ends, is asked of this alone. */
    public static Optional<Cut> of(Known known) {
        return first(all(known));
    }

    /** The same, if it leaves nothing after a day: an extension from the day after it does not follow. */
    public static Optional<Cut> by(LocalDate day, Known known) {
        return by(day, all(known));
    }

    /** The same, of what was done by a day: that alone can the parties have known of on it. */
    public static Optional<Cut> by(LocalDate day, LocalDate done, Known known) {
        return by(day, all(known).filter(cut -> !cut.since().isAfter(done)));
    }

    private static Optional<Cut> by(LocalDate day, Stream<Cut> cuts) {
        return first(cuts).filter(cut -> !cut.lastDay().isAfter(day));
    }

    private static Optional<Cut> first(Stream<Cut> cuts) {
        return cuts.min(Comparator.comparing(Cut::lastDay));
    }

    private static Stream<Cut> all(Known known) {
        return Stream.concat(known.notices().cuts(known), known.departures().cuts(known));
    }
}
