package se.iopledger.agreement.domain.exit;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.PartyRules;
import se.iopledger.agreement.domain.amend.Amendment;
import se.iopledger.agreement.domain.exit.Departures.Departure;
import se.iopledger.agreement.domain.life.Due;
import se.iopledger.agreement.domain.life.Living;
import se.iopledger.contracts.agreement.AmendmentEvent.AmendmentProposed;
import se.iopledger.contracts.agreement.LifeEvent.TermsChanged;

/** An agreement with more civil parties goes on without the one that was excluded, from the day after its last one. */
@CheckReturnValue
public final class GoingOnWithout {
    private GoingOnWithout() {}

    /** The terms without the parties that were excluded, while the agreement is in force. */
    public static Stream<Due> due(Known known) {
        if (known.life().inForce() == null || known.life().ended() != null) {
            return Stream.empty();
        }
        return known.departures().standing(known).flatMap(departure -> due(known, departure));
    }

    private static Stream<Due> due(Known known, Departure departure) {
        String party = departure.party();
        Integer version = departure.termsVersion();
        if (party == null || version == null) {
            return Stream.empty();
        }
        LocalDate from = departure.lastDay().plusDays(1);
        return Stream.of(Living.told(
                known,
                new TermsChanged(
                        known.agreementId(),
                        version,
                        TermsWithout.of(known.termsOn(from), party),
                        from,
                        departure.since(),
                        departure.id())));
    }

    /**
     * An amendment that binds, without the parties that were excluded by the day from which it holds: one that was made
     * before, on terms with such a party, does not bring it back. One that was made on terms without it may.
     *
     * @param bound the amendment as it was proposed
     */
    public static Due thoseExcluded(Known known, Amendment amendment, TermsChanged bound) {
        TermsChanged without = bound;
        for (Departure departure : known.departures().standing(known).toList()) {
            String party = departure.party();
            Integer version = departure.termsVersion();
            if (party != null
                    && version != null
                    && bound.from().isAfter(departure.lastDay())
                    && !isMadeOn(version, departure, amendment.proposal().madeOn(), known)) {
                without = new TermsChanged(
                        without.agreementId(),
                        without.termsVersion(),
                        TermsWithout.of(without.terms(), party),
                        without.from(),
                        without.boundOn().isBefore(departure.since()) ? departure.since() : without.boundOn(),
                        without.because());
            }
        }
        return Living.told(known, without);
    }

    /** Whether a version of the terms came of the one by which a party was excluded, at any remove. */
    private static boolean isMadeOn(int exclusion, Departure departure, int version, Known known) {
        if (version == exclusion) {
            return true;
        }
        Optional<Integer> base = known.amendments().all().stream()
                .map(Amendment::proposal)
                .filter(proposal -> proposal.termsVersion() == version)
                .map(AmendmentProposed::madeOn)
                .findFirst();
        // Another exclusion was made on the terms of its day, and so without the party where that day is later.
        return base.map(madeOn -> isMadeOn(exclusion, departure, madeOn, known))
                .orElseGet(() -> known.departures().all().stream()
                        .filter(other -> Integer.valueOf(version).equals(other.termsVersion()))
                        .anyMatch(other -> !other.lastDay().isBefore(departure.lastDay())));
    }

    /** The parties with which an amendment was proposed and without which it is told, as a part of an id; mostly none. */
    public static String whoIsLeftOut(Known known, TermsChanged told) {
        List<String> parties = PartyRules.ids(told.terms());
        return known.amendments().all().stream()
                .filter(amendment -> amendment.id().equals(told.because()))
                .flatMap(amendment -> PartyRules.ids(amendment.proposal().terms()).stream())
                .filter(party -> !parties.contains(party))
                .map(party -> ":without:" + party)
                .collect(Collectors.joining());
    }
}
