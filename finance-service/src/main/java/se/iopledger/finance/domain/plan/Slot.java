package se.iopledger.finance.domain.plan;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.PlannedTranche;
import se.iopledger.contracts.finance.Share;
import se.iopledger.contracts.finance.Tranche;
import se.iopledger.contracts.finance.Tranche.Reading;

/**
 * One tranche as several versions of the terms give it, one after the other in time. It stays one tranche as long as the
 * versions agree on the time it pays for: a change of the amount in the middle of a month makes one invoice, not two.
 *
 * @param trancheId as the first of them calls it
 * @param pieces in order of time, at least one
 */
@CheckReturnValue
record Slot(String trancheId, List<Piece> pieces) {
    Slot {
        pieces = List.copyOf(pieces);
    }

    /** What all held versions give, each for its days. A later one that divides the time otherwise has slots of its own. */
    static List<Slot> of(List<Piece> inOrderOfVersions) {
        List<Slot> slots = new ArrayList<>();
        for (Piece piece : inOrderOfVersions) {
            String id = piece.uncut().trancheId();
            int same = IntStream.range(0, slots.size())
                    .filter(index -> slots.get(index).goesOnWith(piece))
                    .findFirst()
                    .orElse(-1);
            if (same >= 0) {
                slots.set(same, slots.get(same).and(piece));
            } else if (slots.stream().anyMatch(slot -> slot.trancheId().equals(id))) {
                slots.add(new Slot(id + "-v" + piece.share().termsVersion(), List.of(piece)));
            } else {
                slots.add(new Slot(id, List.of(piece)));
            }
        }
        return slots;
    }

    private boolean goesOnWith(Piece next) {
        Piece last = pieces.getLast();
        return last.uncut().trancheId().equals(next.uncut().trancheId())
                && last.whole().equals(next.whole())
                && last.share().termsVersion() != next.share().termsVersion()
                && (labels(last).isEmpty()
                        || labels(next).isEmpty()
                        || labels(last).equals(labels(next)));
    }

    private static List<String> labels(Piece piece) {
        return piece.uncut().readings().stream().map(Reading::label).toList();
    }

    private Slot and(Piece more) {
        return new Slot(
                trancheId, Stream.concat(pieces.stream(), Stream.of(more)).toList());
    }

    List<Share> shares() {
        return pieces.stream().map(Piece::share).toList();
    }

    Money owed() {
        return Money.sum(shares().stream().map(Share::amount).toList());
    }

    /** The date is that of the version that holds on it: a later version dates what was not due before it held. */
    @Nullable LocalDate dueDate() {
        LocalDate dueDate = pieces.getFirst().uncut().dueDate();
        for (Piece next : pieces.subList(1, pieces.size())) {
            if (dueDate == null || !dueDate.isBefore(next.share().first())) {
                dueDate = next.uncut().dueDate();
            }
        }
        return dueDate;
    }

    /** What its amount rests on, beside the terms. */
    List<UsedInput> inputs() {
        return pieces.stream()
                .flatMap(piece -> piece.inputs().stream())
                .distinct()
                .toList();
    }

    List<String> clauses() {
        return all(Tranche::clauses);
    }

    PlannedTranche planned() {
        Tranche last = pieces.getLast().uncut();
        return new PlannedTranche(
                new Tranche(
                        trancheId,
                        last.payer(),
                        last.recipient(),
                        last.year(),
                        last.number(),
                        last.of(),
                        pieces.getFirst().share().first(),
                        pieces.getLast().share().last(),
                        owed(),
                        Money.sum(pieces.stream().map(Piece::guaranteed).toList()),
                        dueDate(),
                        pieces.stream().anyMatch(piece -> piece.uncut().standing() == Tranche.Standing.PROVISIONAL)
                                ? Tranche.Standing.PROVISIONAL
                                : Tranche.Standing.FIRM,
                        last.settlement(),
                        last.manner(),
                        clauses(),
                        calculation(),
                        all(Tranche::assumptions),
                        readings()),
                shares(),
                null);
    }

    String calculation() {
        return pieces.size() == 1
                ? pieces.getFirst().calculation()
                : pieces.stream()
                        .map(piece ->
                                "By version " + piece.share().termsVersion() + " of the terms: " + piece.calculation())
                        .collect(Collectors.joining(" "));
    }

    private <T> List<T> all(Function<Tranche, List<T>> part) {
        return pieces.stream()
                .map(Piece::uncut)
                .map(part)
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    /** A version that can be read in one way only gives the same in each reading of the others. */
    List<Reading> readings() {
        List<Reading> readings = List.of();
        Money before = Money.ZERO;
        for (Piece piece : pieces) {
            List<Reading> more = piece.readings();
            Money amount = piece.share().amount();
            if (more.isEmpty()) {
                readings = plus(readings, amount);
            } else if (readings.isEmpty()) {
                readings = plus(more, before);
            } else {
                readings = sums(readings, more);
            }
            before = before.plus(amount);
        }
        return readings;
    }

    private static List<Reading> plus(List<Reading> readings, Money amount) {
        return readings.stream()
                .map(reading -> new Reading(
                        reading.label(), sum(reading.amount(), amount), reading.calculation(), reading.clauses()))
                .toList();
    }

    private static List<Reading> sums(List<Reading> readings, List<Reading> more) {
        return IntStream.range(0, readings.size())
                .mapToObj(index -> {
                    Reading one = readings.get(index);
                    Reading other = more.get(index);
                    return new Reading(
                            one.label(),
                            sum(one.amount(), other.amount()),
                            one.calculation() + " " + other.calculation(),
                            Clauses.together(List.of(one.clauses(), other.clauses())));
                })
                .toList();
    }

    private static @Nullable Money sum(@Nullable Money one, @Nullable Money other) {
        return one == null || other == null ? null : one.plus(other);
    }
}
