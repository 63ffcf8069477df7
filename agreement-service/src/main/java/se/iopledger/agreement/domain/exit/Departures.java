package se.iopledger.agreement.domain.exit;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.Numbered;
import se.iopledger.agreement.domain.ReasonableDates;
import se.iopledger.contracts.agreement.Ending;
import se.iopledger.contracts.terms.Sector;

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
     * @param endsAgreement whether the agreement ends with it, and not only a party's part in it
     * @param termsVersion the version of the terms that goes on without the party, or null
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
    }

    /** Those that have their ground. */
    public Stream<Departure> standing(Known known) {
        return all.stream().filter(departure -> known.breaches().carry(departure.breachId(), departure.since()));
    }

    /** The one that stands of a kind. */
    Optional<Departure> standing(Known known, Ending how) {
        return standing(known).filter(departure -> departure.how() == how).findFirst();
    }

    /** A partnership needs a civil party: where one after the other goes, the last of them takes the agreement along. */
    static boolean leavesNoCivilParty(Known known, String party, LocalDate lastDay) {
        LocalDate after = ReasonableDates.atTheLatest(lastDay).plusDays(1);
        Set<String> gone = known.departures()
                .standing(known)
                .filter(departure -> !departure.lastDay().isAfter(lastDay))
                .flatMap(departure -> Stream.ofNullable(departure.party()))
                .collect(Collectors.toSet());
        return known.termsOn(after).parties().stream()
                .filter(other -> other.sector() == Sector.CIVIL)
                .allMatch(other -> other.id().equals(party) || gone.contains(other.id()));
    }

    private static boolean endsTheAgreement(Known known, Departure departure) {
        String party = departure.party();
        return departure.endsAgreement() || (party != null && leavesNoCivilParty(known, party, departure.lastDay()));
    }

    /** What they make of the last day. */
    Stream<Cut> cuts(Known known) {
        return standing(known)
                .filter(departure -> endsTheAgreement(known, departure))
                .map(departure -> new Cut(
                        departure.id(),
                        departure.lastDay(),
                        departure.how(),
                        departure.since(),
                        departure.calculation(),
                        departure.clauses()));
    }

    /** Those by which only a party's part in it ends. */
    public Departures thatEndNoAgreement() {
        return new Departures(
                all.stream().filter(departure -> !departure.endsAgreement()).toList());
    }

    Departures and(Departure more) {
        return new Departures(Numbered.and(all, more));
    }
}
