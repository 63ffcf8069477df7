package se.iopledger.agreement.domain.exit;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.Numbered;
import se.iopledger.agreement.domain.life.Life;
import se.iopledger.contracts.agreement.Ending;

/** What was recorded to end the agreement at once, or on a day that was decided, in the order in which it was. */
public record Departures(List<Departure> all) {
    public static final Departures NONE = new Departures(List.of());

    public Departures {
        all = List.copyOf(all);
    }

    /**
     * A rescission, revocation, lapse or exclusion.
     *
     * @param since the day on which it was declared, agreed or decided
     * @param lastDay the last day by it
     * @param calculation how that was reckoned, for a person
     * @param breachId the breach that it rests on, or null
     * @param party id of the party that was excluded, or null
     * @param endsAgreement whether the agreement ends with it, and not only a party's part in it, as that was known when it
     *     was recorded
     * @param termsVersion the number that the terms have which go on without the party, where others are left; null where
     *     no party was excluded
     */
    public record Departure(
            String id,
            Ending how,
            LocalDate since,
            LocalDate lastDay,
            String calculation,
            @Nullable String breachId,
            @Nullable String party,
            boolean endsAgreement,
            @Nullable Integer termsVersion,
            List<String> clauses)
            implements Numbered {
        public Departure {
            clauses = List.copyOf(clauses);
        }

        private Cut cut(LocalDate end, String reckoned) {
            return new Cut(id, end, how, since, reckoned, clauses);
        }
    }

    /** Those that have their ground. */
    public Stream<Departure> standing(Known known) {
        return all.stream().filter(departure -> known.breaches().carry(departure.breachId(), departure.since()));
    }

    /**
     * A partnership needs a civil party. Where one after the other is excluded, the last of them takes the agreement along,
     * whichever was decided on first and whenever it came to light that another had joined; where the terms let the last
     * of them go, the agreement ends the day before. An exclusion that was told with no version for those who are left
     * ends the agreement as it said.
     */
    private static boolean endsTheAgreement(Known known, Departure departure) {
        return (departure.party() == null || departure.termsVersion() == null)
                ? departure.endsAgreement()
                : !GoingOnWithout.hasACivilParty(known, departure.lastDay().plusDays(1));
    }

    /** What they make of the last day. */
    Stream<Cut> cuts(Known known) {
        return Stream.concat(
                standing(known)
                        .filter(departure -> endsTheAgreement(known, departure) && !isAgreedOnAnew(departure))
                        .map(departure -> departure.cut(departure.lastDay(), departure.calculation())),
                known.life().versions().stream()
                        .map(Life.Version::from)
                        .filter(from -> !GoingOnWithout.hasACivilParty(known, from))
                        .flatMap(from -> lastExclusionBefore(from, known)
                                .map(departure -> departure.cut(
                                        from.minusDays(1),
                                        departure.calculation() + "; from " + from
                                                + " the terms name no other civil party"))
                                .stream()));
    }

    /** LIN-8: what ends with all parties' word ends on the day that they agreed on last, as long as it had not ended by then. */
    private boolean isAgreedOnAnew(Departure departure) {
        return departure.how() == Ending.REVOCATION
                && all.stream()
                        .filter(later -> later.how() == Ending.REVOCATION)
                        .map(Departure::since)
                        .anyMatch(agreedOn ->
                                agreedOn.isAfter(departure.since()) && !agreedOn.isAfter(departure.lastDay()));
    }

    private Optional<Departure> lastExclusionBefore(LocalDate day, Known known) {
        return standing(known)
                .filter(departure ->
                        departure.party() != null && departure.lastDay().isBefore(day))
                .max(Comparator.comparing(Departure::lastDay));
    }

    /** Those by which a party's part in it ends, decided on by a day: the agreement ends only where no other is left. */
    public Departures ofPartiesBy(LocalDate day) {
        return new Departures(all.stream()
                .filter(departure ->
                        departure.termsVersion() != null && !departure.since().isAfter(day))
                .toList());
    }

    Departures and(Departure more) {
        return new Departures(Numbered.and(all, more));
    }
}
