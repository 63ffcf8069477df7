package se.iopledger.agreement.domain.exit;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.PartyRules;
import se.iopledger.agreement.domain.amend.Amendment;
import se.iopledger.agreement.domain.exit.Departures.Departure;
import se.iopledger.agreement.domain.life.Due;
import se.iopledger.agreement.domain.life.Living;
import se.iopledger.contracts.agreement.LifeEvent.TermsChanged;
import se.iopledger.contracts.terms.Sector;
import se.iopledger.contracts.terms.Terms;

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
        Known before = known.with(known.life().beforeVersion(version, from));
        if (!hasACivilParty(before, from)) {
            return Stream.empty();
        }
        // One who was decided on later, and had to go before, is no party of these terms either.
        List<Departure> all = Stream.concat(Stream.of(departure), excludedOn(from, before))
                .distinct()
                .toList();
        return Stream.of(Living.told(
                known,
                new TermsChanged(
                        known.agreementId(),
                        version,
                        without(before.termsOn(from), all),
                        from,
                        all.stream()
                                .map(Departure::since)
                                .max(Comparator.naturalOrder())
                                .orElseThrow(),
                        departure.id())));
    }

    /**
     * Whether a version is that of an exclusion after which, by the terms that hold before it now, no civil party is left.
     */
    public static boolean leavesNobodyNow(Known known, int version) {
        return known.departures().all().stream()
                .filter(departure -> Integer.valueOf(version).equals(departure.termsVersion()))
                .anyMatch(departure -> due(known, departure).findAny().isEmpty());
    }

    private static Terms without(Terms terms, List<Departure> departures) {
        Terms without = terms;
        for (Departure departure : departures) {
            String party = departure.party();
            without = party == null ? without : TermsWithout.of(without, party);
        }
        return without;
    }

    /** Whether the terms of a day name a civil party that was not excluded by then. */
    static boolean hasACivilParty(Known known, LocalDate day) {
        return hasACivilPartyBut(null, known, day);
    }

    /** The same, if this party went too. */
    static boolean hasACivilPartyBut(@Nullable String party, Known known, LocalDate day) {
        List<String> gone = Stream.concat(
                        Stream.ofNullable(party), excludedOn(day, known).flatMap(one -> Stream.ofNullable(one.party())))
                .toList();
        return known.termsOn(day).parties().stream()
                .anyMatch(other -> other.sector() == Sector.CIVIL && !gone.contains(other.id()));
    }

    /** The exclusions that hold on a day: the party's last day was before, and the terms of the day were made before it went. */
    static Stream<Departure> excludedOn(LocalDate day, Known known) {
        return known.departures()
                .standing(known)
                .filter(departure ->
                        departure.party() != null && departure.lastDay().isBefore(day))
                .filter(departure -> known.life()
                        .versionOn(day)
                        .filter(version -> isMadeWithout(departure, version.number(), known))
                        .isEmpty());
    }

    /**
     * An amendment that binds, without the parties that were excluded by the day from which it holds: one that was proposed
     * before, on terms with such a party, does not bring it back. One that was proposed when it was gone may.
     *
     * @param bound the amendment as it was proposed
     */
    public static Due thoseExcluded(Known known, Amendment amendment, TermsChanged bound) {
        List<Departure> excluded = known.departures()
                .standing(known)
                .filter(departure -> departure.party() != null && departure.termsVersion() != null)
                .filter(departure -> bound.from().isAfter(departure.lastDay()))
                .filter(departure ->
                        !isMadeWithout(departure, amendment.proposal().termsVersion(), known))
                .toList();
        return Living.told(
                known,
                new TermsChanged(
                        bound.agreementId(),
                        bound.termsVersion(),
                        without(bound.terms(), excluded),
                        bound.from(),
                        Stream.concat(
                                        Stream.of(bound.boundOn()),
                                        excluded.stream().map(Departure::since))
                                .max(Comparator.naturalOrder())
                                .orElseThrow(),
                        bound.because()));
    }

    /**
     * Whether a version of the terms was made for days after the party's last, and when it was known to be gone, so that it
     * is a party again if they name it: an amendment by its number, since numbers are given in the order of recording.
     * Another exclusion goes on with the terms of its day, and so without the party where that day is later.
     */
    static boolean isMadeWithout(Departure departure, int version, Known known) {
        Integer without = departure.termsVersion();
        boolean amended = without != null
                && version > without
                && known.amendments().all().stream()
                        .map(Amendment::proposal)
                        .anyMatch(proposal -> proposal.termsVersion() == version
                                && proposal.from().isAfter(departure.lastDay()));
        return amended
                || known.departures().all().stream()
                        .filter(other -> Integer.valueOf(version).equals(other.termsVersion()))
                        .anyMatch(other -> !other.lastDay().isBefore(departure.lastDay()));
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
