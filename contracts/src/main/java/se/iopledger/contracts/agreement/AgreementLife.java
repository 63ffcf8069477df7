package se.iopledger.contracts.agreement;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementActivated;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExpired;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExtended;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementRegistered;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementVoided;
import se.iopledger.contracts.agreement.LifeEvent.ActivationReversed;
import se.iopledger.contracts.agreement.LifeEvent.AgreementEnded;
import se.iopledger.contracts.agreement.LifeEvent.EndReversed;
import se.iopledger.contracts.agreement.LifeEvent.ExtensionReversed;
import se.iopledger.contracts.agreement.LifeEvent.LastDayChanged;
import se.iopledger.contracts.agreement.LifeEvent.TermsChangeReversed;
import se.iopledger.contracts.agreement.LifeEvent.TermsChanged;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.Terms;

/**
 * What holds of an agreement that is in force, or was, as the events of its life tell it. Whoever acts on agreements keeps
 * this and reckons from it alone; what an event says and a later one takes back leaves no trace.
 *
 * @param firstDay first day of the agreement
 * @param lastDay last day as it stands
 * @param calculation how the last day was reckoned, for a person; null where it is that of the terms or of an extension
 * @param ended how it ended; null while it runs
 * @param versions of the terms, by the day from which they hold
 * @param extensions that happened, in order
 */
@CheckReturnValue
public record AgreementLife(
        LocalDate firstDay,
        LocalDate lastDay,
        @Nullable String calculation,
        @Nullable Ending ended,
        List<TermsVersion> versions,
        List<Extension> extensions) {
    private static final Comparator<TermsVersion> BY_DAY =
            Comparator.comparing(TermsVersion::from).thenComparingInt(TermsVersion::number);

    public AgreementLife {
        versions = versions.stream().sorted(BY_DAY).toList();
        extensions = List.copyOf(extensions);
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("an agreement in force has terms");
        }
    }

    /** The terms from a day on, until the day before the next version's. */
    public record TermsVersion(int number, LocalDate from, Terms terms) {}

    /** Days by which the agreement went on, and the clauses that carried it on. */
    public record Extension(LocalDate firstDay, LocalDate lastDay, List<String> clauses) {
        public Extension {
            clauses = List.copyOf(clauses);
        }
    }

    /** The days of the agreement on which a version of the terms holds, both included. */
    public record Held(TermsVersion version, LocalDate first, LocalDate last) {}

    /** An agreement in force as its terms say, to which nothing has happened yet. */
    public static AgreementLife begun(int termsVersion, Terms terms) {
        LocalDate first = terms.period().first();
        return new AgreementLife(
                first,
                terms.period().last(),
                null,
                null,
                List.of(new TermsVersion(termsVersion, first, terms)),
                List.of());
    }

    /**
     * The rule by which an event cannot follow: {@code AgreementMustBeInForceBeforeItsLifeGoesOn},
     * {@code ExtensionMustFollowTheLastDay}. No log of ours tells such events; one that does is not followed.
     *
     * @param before what held; empty where the agreement was not in force
     */
    public static Optional<Rejection> brokenRule(Optional<AgreementLife> before, AgreementEvent event) {
        return switch (event) {
            case AgreementRegistered _, AgreementVoided _, FactEvent _, AgreementActivated _ -> Optional.empty();
            case LifeEvent life
            when before.isEmpty() ->
                Optional.of(Rejection.conflict(
                        "AgreementMustBeInForceBeforeItsLifeGoesOn",
                        life.getClass().getSimpleName() + " was told of agreement " + life.agreementId()
                                + ", which is not in force"));
            case AgreementExtended extended -> before.flatMap(life -> life.gapBefore(extended));
            case LifeEvent _ -> Optional.empty();
        };
    }

    private Optional<Rejection> gapBefore(AgreementExtended event) {
        return event.firstDay().equals(lastDay.plusDays(1)) || extensions.contains(extension(event))
                ? Optional.empty()
                : Optional.of(Rejection.conflict(
                                "ExtensionMustFollowTheLastDay",
                                "the extension begins on " + event.firstDay() + ", the agreement's last day is "
                                        + lastDay)
                        .by(event.clauses().toArray(String[]::new)));
    }

    /**
     * What holds after an event that breaks no rule. Told the same twice it stays the same.
     *
     * @param before what held; empty where the agreement was not in force
     * @return empty where it is not in force
     */
    public static Optional<AgreementLife> after(Optional<AgreementLife> before, AgreementEvent event) {
        return switch (event) {
            case AgreementRegistered _, AgreementVoided _, ActivationReversed _ -> Optional.empty();
            case FactEvent _ -> before;
            case AgreementActivated activated ->
                Optional.of(new AgreementLife(
                        activated.firstDay(),
                        activated.lastDay(),
                        null,
                        null,
                        List.of(new TermsVersion(activated.termsVersion(), activated.firstDay(), activated.terms())),
                        List.of()));
            case LifeEvent life -> before.map(held -> held.after(life));
        };
    }

    private AgreementLife after(LifeEvent event) {
        return switch (event) {
            case AgreementActivated _, ActivationReversed _ ->
                throw new IllegalArgumentException("begins or undoes it");
            case AgreementExtended extended -> extendedBy(extension(extended));
            case ExtensionReversed reversed -> withoutExtensionFrom(reversed.firstDay());
            case LastDayChanged changed -> until(changed.lastDay(), changed.calculation(), ended);
            case AgreementExpired expired -> until(expired.lastDay(), calculation, Ending.EXPIRY);
            case AgreementEnded over -> until(over.lastDay(), over.calculation(), over.how());
            case EndReversed _ -> until(lastDay, calculation, null);
            case TermsChanged changed ->
                with(
                        Stream.concat(
                                        without(changed.termsVersion()),
                                        Stream.of(new TermsVersion(
                                                changed.termsVersion(), changed.from(), changed.terms())))
                                .toList(),
                        extensions);
            case TermsChangeReversed reversed ->
                with(without(reversed.termsVersion()).toList(), extensions);
        };
    }

    private AgreementLife extendedBy(Extension more) {
        return extensions.contains(more)
                ? this
                : until(more.lastDay(), null, ended)
                        .with(
                                versions,
                                Stream.concat(extensions.stream(), Stream.of(more))
                                        .toList());
    }

    private AgreementLife withoutExtensionFrom(LocalDate firstDay) {
        Predicate<Extension> undone = extension -> extension.firstDay().equals(firstDay);
        return extensions.stream().noneMatch(undone)
                ? this
                : until(firstDay.minusDays(1), null, ended)
                        .with(
                                versions,
                                extensions.stream().filter(undone.negate()).toList());
    }

    private Stream<TermsVersion> without(int number) {
        return versions.stream().filter(version -> version.number() != number);
    }

    private AgreementLife until(LocalDate changed, @Nullable String because, @Nullable Ending how) {
        return new AgreementLife(firstDay, changed, because, how, versions, extensions);
    }

    private AgreementLife with(List<TermsVersion> changed, List<Extension> carried) {
        return new AgreementLife(firstDay, lastDay, calculation, ended, changed, carried);
    }

    private static Extension extension(AgreementExtended event) {
        return new Extension(event.firstDay(), event.lastDay(), event.clauses());
    }

    /** The version with which the agreement came into force. */
    public TermsVersion firstVersion() {
        return versions.stream()
                .min(Comparator.comparingInt(TermsVersion::number))
                .orElseThrow();
    }

    /** The version with the latest day. */
    public TermsVersion lastVersion() {
        return versions.getLast();
    }

    /** The terms that hold on a day, or held on the last before it; before all of them those with which it came into force. */
    public Terms termsOn(LocalDate day) {
        return versions.reversed().stream()
                .filter(version -> !version.from().isAfter(day))
                .findFirst()
                .orElseGet(this::firstVersion)
                .terms();
    }

    /** The agreement as it was when it came into force. */
    public AgreementLife atItsBeginning() {
        return begun(firstVersion().number(), firstVersion().terms());
    }

    /**
     * On which days of the agreement which version holds, in order and without gap. Of two versions from the same day
     * the one with the higher number holds, and the other has no day.
     */
    public List<Held> held() {
        List<Held> held = new ArrayList<>();
        LocalDate last = lastDay;
        for (TermsVersion version : versions.reversed()) {
            LocalDate first = version.from().isAfter(firstDay) ? version.from() : firstDay;
            if (!first.isAfter(last)) {
                held.addFirst(new Held(version, first, last));
                last = first.minusDays(1);
            }
        }
        return List.copyOf(held);
    }

    /** The day to which the agreement would run by its terms and extensions, if nothing ended it before. */
    public LocalDate runsTo(Terms terms) {
        return Stream.concat(
                        Stream.of(terms.period().last()), extensions.stream().map(Extension::lastDay))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }
}
