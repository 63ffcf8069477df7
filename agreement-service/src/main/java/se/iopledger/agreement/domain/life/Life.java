package se.iopledger.agreement.domain.life;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.Ending;
import se.iopledger.contracts.terms.Terms;

/**
 * What followed from the facts: from when to when the agreement is in force, how it ended, and which terms hold when. No
 * command changes it; {@link WhatFollows} keeps it in line with the facts.
 *
 * @param inForce first and last day as they stand; null before it is in force
 * @param ended how it ended; null where it did not
 * @param versions of the terms, by the day from which they hold; the first with the agreement's first day
 * @param followed all that followed, in the order in which it was told
 */
public record Life(@Nullable Span inForce, @Nullable Ending ended, List<Version> versions, List<Followed> followed) {
    public static final Life NOTHING_FOLLOWED = new Life(null, null, List.of(), List.of());

    public Life {
        versions = List.copyOf(versions);
        followed = List.copyOf(followed);
    }

    /** First and last day, both included. */
    public record Span(LocalDate first, LocalDate last) {}

    /** The terms from a day on, until the day before the next version's. */
    public record Version(int number, LocalDate from, Terms terms) {}

    /**
     * Something that followed, and can be taken back.
     *
     * @param id what followed; see {@link Due}
     * @param on the day on which it did
     * @param reversal the event that takes it back
     */
    public record Followed(String id, LocalDate on, AgreementEvent reversal) {}

    /** Whether this followed and was not taken back. */
    public boolean has(String id) {
        return followed.stream().anyMatch(one -> one.id().equals(id));
    }

    /** The version that holds on a day; of two with the same first day the later one. */
    public Optional<Version> versionOn(LocalDate day) {
        return versions.stream().filter(version -> !version.from().isAfter(day)).reduce((earlier, later) -> later);
    }

    /** The version with the latest day of those that hold on one; empty before the agreement is in force. */
    public Optional<Version> latestThatHolds() {
        return inForce == null ? Optional.empty() : versionOn(inForce.last());
    }

    /** The version with this number. */
    public Optional<Version> versionNumbered(int number) {
        return versions.stream().filter(version -> version.number() == number).findFirst();
    }

    /**
     * The last day on which a version holds; null where no later one is known. Before its first day where another
     * version holds from the same day: then it never does.
     */
    public @Nullable LocalDate lastDayOf(Version version) {
        int next = versions.indexOf(version) + 1;
        return next < versions.size() ? versions.get(next).from().minusDays(1) : null;
    }

    /** The versions that hold on some day from one to another, in the order of their days. */
    public List<Version> holding(LocalDate first, LocalDate last) {
        return versions.stream()
                .filter(version -> !version.from().isAfter(last) && holdsFrom(first, version))
                .toList();
    }

    /** Whether a version holds on a day or a later one: it may have been replaced before, or from its own first day. */
    private boolean holdsFrom(LocalDate day, Version version) {
        LocalDate until = lastDayOf(version);
        return until == null || !(until.isBefore(day) || until.isBefore(version.from()));
    }

    /** With this having followed: what every event that tells a {@link Due} makes of it, and for most nothing else. */
    public Life after(Due due) {
        return new Life(
                inForce,
                ended,
                versions,
                Stream.concat(followed.stream(), Stream.of(new Followed(due.id(), due.on(), due.reversal())))
                        .toList());
    }

    /** With this taken back: what every reversal makes of it. */
    public Life without(String id) {
        return new Life(
                inForce,
                ended,
                versions,
                followed.stream().filter(one -> !one.id().equals(id)).toList());
    }

    Life inForce(@Nullable Span changed) {
        return new Life(changed, ended, versions, followed);
    }

    Life ended(@Nullable Ending changed) {
        return new Life(inForce, changed, versions, followed);
    }

    Life with(Version more) {
        return new Life(
                inForce,
                ended,
                Stream.concat(versions.stream(), Stream.of(more))
                        .sorted(Comparator.comparing(Version::from).thenComparingInt(Version::number))
                        .toList(),
                followed);
    }

    /** With the versions alone that hold until one of this number does, from a day on. */
    public Life beforeVersion(int number, LocalDate from) {
        return new Life(
                inForce,
                ended,
                versions.stream()
                        .filter(version -> version.from().isBefore(from)
                                || (version.from().equals(from) && version.number() < number))
                        .toList(),
                followed);
    }

    Life withoutVersion(int number) {
        return new Life(
                inForce,
                ended,
                versions.stream().filter(version -> version.number() != number).toList(),
                followed);
    }
}
