package se.iopledger.agreement.domain.life;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.iopledger.agreement.domain.Agreement;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.AgreementDecider;
import se.iopledger.agreement.domain.amend.TermsChanging;
import se.iopledger.agreement.domain.conduct.Deadlines;
import se.iopledger.agreement.domain.exit.GoingOnWithout;
import se.iopledger.agreement.domain.exit.Notices;
import se.iopledger.agreement.domain.extend.Extending;
import se.iopledger.agreement.domain.life.Life.Followed;
import se.iopledger.agreement.domain.life.Life.Span;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExtended;
import se.iopledger.contracts.agreement.LifeEvent.EndReversed;
import se.iopledger.contracts.agreement.LifeEvent.ExtensionReversed;
import se.iopledger.contracts.agreement.LifeEvent.LastDayChanged;
import se.iopledger.contracts.agreement.LifeEvent.TermsChangeReversed;
import se.iopledger.contracts.agreement.LifeEvent.TermsChanged;

/**
 * The one rule of time. What follows from an agreement's facts by a day is reckoned anew, as if nothing had followed yet,
 * in the order of effective days. What was told and does not follow is taken back, the latest first; what follows and was
 * not told is told.
 *
 * <p>So it makes no difference when a fact is recorded: a notice that comes to light after the extension it should have
 * stopped takes the extension back (STO-3), and years that passed unseen happen one after the other.
 */
@CheckReturnValue
public final class WhatFollows {
    private WhatFollows() {}

    /** What each feature says follows, whether told already or not. A feature with something due has a line here. */
    private static Stream<Due> due(Known known) {
        return Stream.of(
                        Activating.due(known),
                        TermsChanging.due(known),
                        GoingOnWithout.due(known),
                        Extending.due(known),
                        Ends.due(known),
                        Deadlines.due(known))
                .flatMap(dues -> dues);
    }

    /** The events that bring what was told in line with the facts, by a day. */
    public static List<AgreementEvent> by(LocalDate today, Agreement agreement) {
        return agreement instanceof Known known && !known.registration().voided() ? by(today, known) : List.of();
    }

    private static List<AgreementEvent> by(LocalDate today, Known known) {
        Reckoned reckoned = reckon(known, reached(today, known));
        LocalDate anew = firstExtensionToldOtherwise(known, reckoned);
        Telling telling = new Telling(known);
        for (Followed followed : known.life().followed().reversed()) {
            if (!reckoned.known().life().has(followed.id())
                    || isOfTheRunFrom(anew, followed)
                    || bringsOtherTerms(followed, reckoned.known().life(), known.life())) {
                telling.tell(followed.reversal());
            }
        }
        for (Due due : reckoned.dues()) {
            if (!telling.known.life().has(due.id())) {
                gapBefore(due, telling.known).ifPresent(telling::tell);
                telling.tell(due.event());
            }
        }
        lastDayThatChanged(telling.known, reckoned.known()).ifPresent(telling::tell);
        return List.copyOf(telling.events);
    }

    /**
     * The agreement as it would have come by a day if nothing ended it earlier than its terms do: by what its parties had
     * agreed on by then, whenever that was recorded.
     */
    public static Known unended(Known known, LocalDate day) {
        Known agreed = known.with(known.amendments().boundBy(day))
                .with(known.continuation().agreedBy(day))
                .with(Notices.NONE)
                .with(known.departures().ofPartiesBy(day));
        LocalDate activated =
                Activating.facts(known).max(Comparator.naturalOrder()).orElse(day);
        return reckon(agreed, activated.isAfter(day) ? activated : day).known();
    }

    /** What is told of an agreement, one after the other, and the agreement as it makes it. */
    private static final class Telling {
        private final List<AgreementEvent> events = new ArrayList<>();
        private Known known;

        Telling(Known known) {
            this.known = known;
        }

        void tell(AgreementEvent event) {
            events.add(event);
            known = (Known) AgreementDecider.evolve(known, event);
        }
    }

    /**
     * Extensions and the end follow one another without gap, and are told so: from the first day of the first extension that
     * is told otherwise, also to another last day, they are told anew. After the end of all days where none is.
     */
    private static LocalDate firstExtensionToldOtherwise(Known known, Reckoned reckoned) {
        List<AgreementEvent> reversals = reckoned.known().life().followed().stream()
                .map(Followed::reversal)
                .toList();
        return Stream.concat(
                        known.life().followed().stream()
                                .map(Followed::reversal)
                                .filter(ExtensionReversed.class::isInstance)
                                .filter(reversal -> !reversals.contains(reversal))
                                .map(reversal -> ((ExtensionReversed) reversal).firstDay()),
                        reckoned.dues().stream()
                                .filter(due -> !known.life().has(due.id()))
                                .map(Due::event)
                                .filter(AgreementExtended.class::isInstance)
                                .map(event -> ((AgreementExtended) event).firstDay()))
                .min(Comparator.naturalOrder())
                .orElse(LocalDate.MAX);
    }

    private static boolean isOfTheRunFrom(LocalDate day, Followed followed) {
        return followed.reversal() instanceof ExtensionReversed extension
                ? !extension.firstDay().isBefore(day)
                : followed.reversal() instanceof EndReversed && !followed.on().isBefore(day);
    }

    /** Terms that go on without a party are those of their day without it, and change with them. */
    private static boolean bringsOtherTerms(Followed followed, Life reckoned, Life told) {
        return followed.reversal() instanceof TermsChangeReversed reversed
                && !reckoned.versionNumbered(reversed.termsVersion())
                        .equals(told.versionNumbered(reversed.termsVersion()));
    }

    /** Other terms may have moved the day after which an extension begins. */
    private static Optional<AgreementEvent> gapBefore(Due due, Known told) {
        Span span = told.life().inForce();
        if (!(due.event() instanceof AgreementExtended extended) || span == null) {
            return Optional.empty();
        }
        LocalDate before = extended.firstDay().minusDays(1);
        return span.last().equals(before)
                ? Optional.empty()
                : Optional.of(new LastDayChanged(
                        extended.agreementId(), before, "it runs to " + before + " before it is extended"));
    }

    private static Optional<AgreementEvent> lastDayThatChanged(Known told, Known reckoned) {
        Span span = told.life().inForce();
        return Ends.lastDay(reckoned)
                .filter(changed -> span != null && !changed.lastDay().equals(span.last()))
                .map(AgreementEvent.class::cast);
    }

    /** Time does not run backwards: because a clock is behind, nothing is taken back and no signature waits. */
    private static LocalDate reached(LocalDate today, Known known) {
        return Stream.of(Stream.of(today), known.life().followed().stream().map(Followed::on), Activating.facts(known))
                .flatMap(days -> days)
                .max(Comparator.naturalOrder())
                .orElse(today);
    }

    /** What follows by a day, and the agreement with it. */
    private record Reckoned(List<Due> dues, Known known) {}

    // Ends: nothing follows twice but terms that rest on those of days before, and each extension moves the last day
    // forward by at least a year.
    private static Reckoned reckon(Known facts, LocalDate day) {
        List<Due> dues = new ArrayList<>();
        Known known = facts.with(Life.NOTHING_FOLLOWED);
        for (Optional<Due> next = next(known, day); next.isPresent(); next = next(known, day)) {
            String id = next.get().id();
            if (known.life().has(id)) {
                known = without(next.get(), dues, known);
            }
            dues.add(next.get());
            Known before = known;
            known = (Known) AgreementDecider.evolve(known, next.get().event());
            Optional<AgreementEvent> moved = lastDayThatMoved(next.get(), before);
            if (moved.isPresent()) {
                known = (Known) AgreementDecider.evolve(known, moved.get());
            }
            known = withoutTermsThatNoLongerFollow(dues, known);
        }
        return new Reckoned(dues, known);
    }

    /** Terms of a day before may have come since that leave nobody with whom the agreement could go on without a party. */
    private static Known withoutTermsThatNoLongerFollow(List<Due> dues, Known known) {
        return dues.stream()
                .filter(due -> due.event() instanceof TermsChanged changed
                        && GoingOnWithout.leavesNobodyNow(known, changed.termsVersion()))
                .findFirst()
                .map(due -> withoutTermsThatNoLongerFollow(dues, without(due, dues, known)))
                .orElse(known);
    }

    private static Known without(Due due, List<Due> dues, Known known) {
        dues.removeIf(one -> one.id().equals(due.id()));
        return (Known) AgreementDecider.evolve(known, due.reversal());
    }

    /** Other terms may let the agreement run to another day. That is told by itself, when all is reckoned. */
    private static Optional<AgreementEvent> lastDayThatMoved(Due due, Known before) {
        if (!(due.event() instanceof TermsChanged changed)) {
            return Optional.empty();
        }
        LocalDate lastDay = changed.terms().period().last();
        LocalDate lastDayBefore = before.termsOn(changed.from()).period().last();
        return lastDay.equals(lastDayBefore)
                ? Optional.empty()
                : Optional.of(new LastDayChanged(
                        changed.agreementId(),
                        lastDay,
                        "by version " + changed.termsVersion() + " of the terms it runs to " + lastDay));
    }

    /** Whether terms of a day before came to be others since these followed. */
    private static boolean restsOnOtherTermsNow(Due due, Life followed) {
        return due.event() instanceof TermsChanged changed
                && followed.versionNumbered(changed.termsVersion())
                        .filter(version -> version.terms().equals(changed.terms()))
                        .isEmpty();
    }

    /** The earliest that is due and has not followed; of several on one day the first named above. */
    private static Optional<Due> next(Known known, LocalDate day) {
        return due(known)
                .filter(due -> !due.on().isAfter(day))
                .filter(due -> !known.life().has(due.id()) || restsOnOtherTermsNow(due, known.life()))
                .collect(Collectors.minBy(Comparator.comparing(Due::on)));
    }
}
