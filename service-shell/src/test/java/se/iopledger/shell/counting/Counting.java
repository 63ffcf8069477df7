package se.iopledger.shell.counting;

import java.time.LocalDate;
import java.util.List;
import se.iopledger.contracts.EventCatalogue;
import se.iopledger.contracts.model.Cause;
import se.iopledger.contracts.model.Caused;
import se.iopledger.contracts.model.Command;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.model.Rejection;

/** A pure model with the least that a model can have: it counts up to a limit. */
public final class Counting {
    public static final String MUNICIPALITY = "0380";
    public static final int LIMIT = 1_000;
    public static final List<EventCatalogue.Released> EVENTS =
            List.of(new EventCatalogue.Released("se.iopledger.test.counted", 1, Counted.class));

    private Counting() {}

    public sealed interface CountingCommand extends Command {}

    public record Count(String streamId, int by, Mandate mandate) implements CountingCommand {}

    /** Brings the total to what is wanted; stores nothing if it is that already. */
    public record Hold(String streamId, int total, Mandate mandate) implements CountingCommand {}

    public record CountBecause(String streamId, int by, Cause cause, Mandate mandate)
            implements CountingCommand, Caused {}

    public sealed interface CountingEvent permits Counted {}

    public record Counted(int by) implements CountingEvent {}

    public sealed interface Tally {
        record None() implements Tally {}

        record Some(int total) implements Tally {}
    }

    static Decision<CountingEvent> decide(CountingCommand command, Tally tally) {
        int by = switch (command) {
            case Count count -> count.by();
            case CountBecause count -> count.by();
            case Hold hold -> hold.total() - total(tally);
        };
        if (by == 0) {
            return Decision.accepted(List.of());
        }
        return total(tally) + by > LIMIT
                ? Decision.rejected(Rejection.conflict("TotalMustStayWithinLimit", "at most " + LIMIT))
                : Decision.accepted(List.of(new Counted(by)));
    }

    static Tally evolve(Tally tally, CountingEvent event) {
        return switch (event) {
            case Counted(int by) -> new Tally.Some(total(tally) + by);
        };
    }

    public static int total(Tally tally) {
        return switch (tally) {
            case Tally.None() -> 0;
            case Tally.Some(int total) -> total;
        };
    }

    public static Mandate mandate() {
        return Mandate.of("tester", LocalDate.of(2021, 12, 20));
    }
}
