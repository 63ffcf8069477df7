package se.iopledger.agreement.domain.amend;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.exit.Departures.Departure;
import se.iopledger.agreement.domain.life.Life;
import se.iopledger.contracts.terms.Terms;

/**
 * A version of the terms, whether it came to bind or not.
 *
 * @param from first day on which it holds, held or would hold
 * @param until last such day; before from where another version holds from the same day; null where it never bound
 * @param because id of the amendment that brought or would bring it, or of the exclusion without whose party it goes on;
 *     null for the registered one
 */
@CheckReturnValue
public record TermsVersion(
        int number,
        Status status,
        LocalDate from,
        @Nullable LocalDate until,
        @Nullable String because,
        Terms terms) {
    /** Where a version stands on a day. */
    public enum Status {
        /** The agreement is not in force. */
        REGISTERED,
        /** It will hold from a later day. */
        COMING,
        IN_EFFECT,
        /** Another version holds since, or the agreement has ended. */
        PAST,
        PROPOSED,
        WITHDRAWN,
        REJECTED,
        SUPERSEDED
    }

    /** All of them: those that bind by the day from which, then those that do not, as they were recorded. */
    public static List<TermsVersion> all(Known known, LocalDate today) {
        Stream<TermsVersion> registered = known.life().versions().isEmpty()
                ? Stream.of(registered(known))
                : known.life().versions().stream().map(version -> bound(version, known, today));
        return Stream.concat(
                        registered,
                        known.amendments().all().stream()
                                .filter(amendment -> known.life()
                                        .versionNumbered(amendment.proposal().termsVersion())
                                        .isEmpty())
                                .map(TermsVersion::unbound))
                .toList();
    }

    /** The one with this number. */
    public static Optional<TermsVersion> numbered(int number, Known known, LocalDate today) {
        return all(known, today).stream()
                .filter(version -> version.number() == number)
                .findFirst();
    }

    /** The one that holds on a day; before the first day the one that was registered. */
    public static TermsVersion on(LocalDate day, Known known, LocalDate today) {
        return known.life()
                .versionOn(day)
                .map(version -> bound(version, known, today))
                .orElseGet(() -> all(known, today).getFirst());
    }

    private static TermsVersion registered(Known known) {
        return new TermsVersion(
                known.registration().termsVersion(),
                Status.REGISTERED,
                known.registration().terms().period().first(),
                null,
                null,
                known.registration().terms());
    }

    private static TermsVersion bound(Life.Version version, Known known, LocalDate today) {
        LocalDate until = until(known, version);
        return new TermsVersion(
                version.number(),
                status(version.from(), until, today),
                version.from(),
                until,
                because(version.number(), known),
                version.terms());
    }

    /** An amendment, or the exclusion of a party without which they go on. */
    private static @Nullable String because(int version, Known known) {
        return Stream.concat(
                        known.amendments().all().stream()
                                .filter(amendment -> amendment.proposal().termsVersion() == version)
                                .map(Amendment::id),
                        known.departures().all().stream()
                                .filter(departure -> Integer.valueOf(version).equals(departure.termsVersion()))
                                .map(Departure::id))
                .findFirst()
                .orElse(null);
    }

    /**
     * No version holds beyond the agreement's last day. One that begins after it waits for an extension, as long as one may
     * follow: where notice came in time, or there are no funds, it never holds.
     */
    private static @Nullable LocalDate until(Known known, Life.Version version) {
        Life life = known.life();
        LocalDate replaced = life.lastDayOf(version);
        Life.Span span = life.inForce();
        boolean waits = span != null
                && version.from().isAfter(span.last())
                && !version.from()
                        .isAfter(ProposalRules.lastDayWith(known, version.terms(), version.terms(), version.from()));
        return span == null || waits || (replaced != null && replaced.isBefore(span.last())) ? replaced : span.last();
    }

    private static Status status(LocalDate from, @Nullable LocalDate until, LocalDate today) {
        if (until != null && (until.isBefore(today) || until.isBefore(from))) {
            return Status.PAST;
        }
        return from.isAfter(today) ? Status.COMING : Status.IN_EFFECT;
    }

    private static TermsVersion unbound(Amendment amendment) {
        Amendment.Closing closing = amendment.closing();
        Status status = closing == null
                ? Status.PROPOSED
                : switch (closing.how()) {
                    case WITHDRAWN -> Status.WITHDRAWN;
                    case REJECTED -> Status.REJECTED;
                    case SUPERSEDED -> Status.SUPERSEDED;
                };
        return new TermsVersion(
                amendment.proposal().termsVersion(),
                status,
                amendment.proposal().from(),
                null,
                amendment.id(),
                amendment.proposal().terms());
    }
}
