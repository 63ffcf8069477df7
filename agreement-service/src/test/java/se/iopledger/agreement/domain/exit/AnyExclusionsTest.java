package se.iopledger.agreement.domain.exit;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.agreement.domain.Story.APPROVER;
import static se.iopledger.agreement.domain.Story.REGISTRAR;
import static se.iopledger.agreement.domain.Story.document;
import static se.iopledger.agreement.domain.Story.givenActive;
import static se.iopledger.agreement.domain.exit.SeveralActors.FOUR;
import static se.iopledger.agreement.domain.exit.SeveralActors.fellShort;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.AgreementCommand;
import se.iopledger.agreement.domain.AgreementDecider;
import se.iopledger.agreement.domain.AgreementId;
import se.iopledger.agreement.domain.AmendmentCommand.ProposeAmendment;
import se.iopledger.agreement.domain.AmendmentCommand.SignAmendment;
import se.iopledger.agreement.domain.ExitCommand.ExcludeActor;
import se.iopledger.agreement.domain.PartyRules;
import se.iopledger.agreement.domain.Story;
import se.iopledger.agreement.domain.amend.Amending;
import se.iopledger.agreement.domain.amend.Amendment;
import se.iopledger.agreement.domain.life.Life;
import se.iopledger.agreement.domain.life.WhatFollows;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AmendmentEvent.AmendmentProposed;
import se.iopledger.contracts.agreement.AmendmentEvent.Way;
import se.iopledger.contracts.agreement.Resolution;
import se.iopledger.contracts.agreement.StepTaken;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.Party;
import se.iopledger.contracts.terms.Sector;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;

/** In whichever order parties are terminated or let go, from whichever days, and whenever it is recorded. */
final class AnyExclusionsTest {
    private static final LocalDate FROM = LocalDate.of(2022, 7, 4);

    /** When all of it is recorded: near the end of the period, so that whatever was decided first may come last. */
    private static final LocalDate TODAY = LocalDate.of(2023, 9, 15);

    private static final String ID = AgreementId.of(FOUR);
    private static final Arbitrary<LocalDate> DAYS =
            Arbitraries.integers().between(0, 300).map(FROM::plusDays);
    private static final Arbitrary<Integer> LATER = Arbitraries.integers().between(0, 200);
    private static final List<String> CIVIL = List.of("stadsmission", "pastorat", "forening");

    private static final Story ALL_FELL_SHORT = fellShort(
            fellShort(fellShort(givenActive(FOUR), "stadsmission", "deficiency-1"), "pastorat", "deficiency-2"),
            "forening",
            "deficiency-3");

    /** Something that takes a party out: on a day, from another one. */
    sealed interface Step {}

    /** The steering group terminates it. */
    record Excluded(String party, LocalDate decidedOn, LocalDate lastDay) implements Step {}

    /** All sign terms without it, on those that others are made on. */
    record LetGo(String party, LocalDate signedOn, LocalDate from) implements Step {}

    /** All sign terms with everybody again. */
    record BroughtBack(LocalDate signedOn, LocalDate from) implements Step {}

    @Provide
    Arbitrary<List<Step>> steps() {
        return leaving().list().ofMinSize(1).ofMaxSize(6);
    }

    @Provide
    Arbitrary<List<Step>> stepsBackToo() {
        Arbitrary<Step> back =
                Combinators.combine(DAYS, LATER).as((day, more) -> new BroughtBack(day, day.plusDays(more)));
        return Arbitraries.oneOf(leaving(), leaving(), back).list().ofMinSize(2).ofMaxSize(7);
    }

    private static Arbitrary<Step> leaving() {
        Arbitrary<String> parties = Arbitraries.of(CIVIL);
        return Arbitraries.oneOf(
                Combinators.combine(parties, DAYS, LATER)
                        .<Step>as((party, day, more) -> new Excluded(party, day, day.plusDays(more))),
                Combinators.combine(parties, DAYS, LATER)
                        .<Step>as((party, day, more) -> new LetGo(party, day, day.plusDays(more))));
    }

    /**
     * Reckoned in another way: a party is who is named by what all signed for the day, unless its exclusion had come into
     * effect by then, and all had not signed that since it was known, for days after it.
     */
    @Property(tries = 150)
    @Clause({"STO-8", "STO-13"})
    void whoIsAPartyFollowsFromWhatAllSignedAndWhatTheGroupDecided(@ForAll("stepsBackToo") List<Step> steps) {
        Story story = after(steps);
        for (LocalDate day : daysOnWhichSomethingChanges(story)) {
            assertThat(PartyRules.ids(story.known().termsOn(day)))
                    .as("parties on " + day)
                    .containsExactlyElementsOf(whoShouldBeAParty(story, day));
        }
        LocalDate last = span(story).last();
        if (last.isBefore(FOUR.period().last())) {
            assertThat(whoShouldBeAParty(story, last.plusDays(1)))
                    .as("with whom it would have gone on")
                    .containsExactly("kommun");
        }
    }

    private static List<String> whoShouldBeAParty(Story story, LocalDate day) {
        Optional<AmendmentProposed> signed = story.known().amendments().all().stream()
                .filter(amendment -> amendment.boundOn().isPresent())
                .map(Amendment::proposal)
                .filter(proposal -> !proposal.from().isAfter(day))
                .max(Comparator.comparing(AmendmentProposed::from).thenComparingInt(AmendmentProposed::termsVersion));
        return PartyRules.ids(signed.map(AmendmentProposed::terms).orElse(FOUR)).stream()
                .filter(party -> story.known().departures().all().stream()
                        .filter(exclusion -> party.equals(exclusion.party())
                                && exclusion.lastDay().isBefore(day))
                        .allMatch(exclusion -> signed.filter(
                                        terms -> terms.termsVersion() > Objects.requireNonNull(exclusion.termsVersion())
                                                && terms.from().isAfter(exclusion.lastDay()))
                                .isPresent()))
                .toList();
    }

    @Property(tries = 150)
    @Clause("STO-8")
    void aCivilPartyIsLeftOnEveryDayOnWhichTheAgreementIsInForce(@ForAll("stepsBackToo") List<Step> steps) {
        Story story = after(steps);
        for (LocalDate day : daysOnWhichSomethingChanges(story)) {
            assertThat(story.known().termsOn(day).parties())
                    .as("parties on " + day)
                    .extracting(Party::sector)
                    .contains(Sector.CIVIL);
        }
    }

    /** Nothing here brings anybody back. */
    @Property(tries = 150)
    @Clause("STO-8")
    void nobodyIsAPartyAfterTheDayThatWasItsLast(@ForAll("steps") List<Step> steps) {
        Story story = after(steps);
        for (LocalDate day : daysOnWhichSomethingChanges(story)) {
            story.known().departures().all().stream()
                    .filter(departure -> departure.lastDay().isBefore(day))
                    .forEach(
                            departure -> assertThat(PartyRules.ids(story.known().termsOn(day)))
                                    .as("parties on " + day)
                                    .doesNotContain(String.valueOf(departure.party())));
        }
    }

    @Property(tries = 150)
    @Clause("STO-8")
    void nobodyIsAPartyOnTheDaysForWhichAllLetItGo(@ForAll("steps") List<Step> steps) {
        Story story = after(steps);
        for (LocalDate day : daysOnWhichSomethingChanges(story)) {
            story.known().amendments().all().stream()
                    .filter(amendment -> amendment.boundOn().isPresent())
                    .map(Amendment::proposal)
                    .filter(proposal -> !proposal.from().isAfter(day))
                    .forEach(proposal -> assertThat(PartyRules.ids(proposal.terms()))
                            .as("parties on " + day + " are among those of " + proposal.amendmentId())
                            .containsAll(PartyRules.ids(story.known().termsOn(day))));
        }
    }

    /** The first day, the last one, and each of them before which other terms held, or a party's last day was. */
    private static List<LocalDate> daysOnWhichSomethingChanges(Story story) {
        Life.Span span = span(story);
        Stream<LocalDate> changes = Stream.of(
                        story.known().life().versions().stream().map(Life.Version::from),
                        story.known().amendments().all().stream()
                                .map(amendment -> amendment.proposal().from()),
                        story.known().departures().all().stream()
                                .map(departure -> departure.lastDay().plusDays(1)))
                .flatMap(days -> days);
        return Stream.concat(
                        Stream.of(span.first(), span.last()), changes.flatMap(day -> Stream.of(day.minusDays(1), day)))
                .filter(day -> !day.isBefore(span.first()) && !day.isAfter(span.last()))
                .distinct()
                .sorted()
                .toList();
    }

    /** What was told step by step is what all the facts together make of it. */
    @Property(tries = 150)
    @Clause("STO-8")
    void whatIsToldFollowsFromTheFactsAlone(@ForAll("stepsBackToo") List<Step> steps) {
        Story story = after(steps);
        Life told = story.known().life();
        Life anew = anew(story);
        assertThat(anew.versions()).isEqualTo(told.versions());
        assertThat(anew.inForce()).isEqualTo(told.inForce());
        assertThat(anew.ended()).isEqualTo(told.ended());
    }

    private static Life anew(Story story) {
        Known known = story.known().with(Life.NOTHING_FOLLOWED);
        for (AgreementEvent event : WhatFollows.by(TODAY, known)) {
            known = (Known) AgreementDecider.evolve(known, event);
        }
        return known.life();
    }

    private static Life.Span span(Story story) {
        Life.Span span = story.known().life().inForce();
        if (span == null) {
            throw new AssertionError("the agreement was in force");
        }
        return span;
    }

    private static Story after(List<Step> steps) {
        Story story = ALL_FELL_SHORT;
        for (Step step : steps) {
            story = switch (step) {
                case Excluded excluded -> tried(story, List.of(exclusion(excluded)));
                case LetGo go ->
                    signed(
                            story,
                            go.signedOn(),
                            go.from(),
                            TermsWithout.of(Amending.base(story.known()).terms(), go.party()));
                case BroughtBack back -> signed(story, back.signedOn(), back.from(), FOUR);
            };
        }
        return story;
    }

    /** As if nothing had been asked where one of the steps is refused. */
    private static Story tried(Story story, List<AgreementCommand> commands) {
        Story tried = story;
        for (AgreementCommand command : commands) {
            Story.Answer answer = tried.when(command);
            if (answer.decision() instanceof Decision.Rejected<AgreementEvent>) {
                return story;
            }
            tried = answer.happens();
        }
        return tried;
    }

    private static Story signed(Story story, LocalDate signedOn, LocalDate from, Terms terms) {
        Life.Version base = Amending.base(story.known());
        Story proposed = tried(
                story,
                List.of(new ProposeAmendment(
                        ID,
                        "kommun",
                        signedOn,
                        Way.SIGNED_BY_ALL,
                        from,
                        "the parties want it",
                        true,
                        base.number(),
                        terms,
                        null,
                        null,
                        null,
                        Mandate.of(REGISTRAR, TODAY))));
        List<Amendment> all = proposed.known().amendments().all();
        if (all.size() == story.known().amendments().all().size()) {
            return story;
        }
        Amendment amendment = all.getLast();
        List<AgreementCommand> signatures = new ArrayList<>();
        for (String party : Set.copyOf(amendment.proposal().needs().signatures())) {
            signatures.add(
                    new SignAmendment(ID, amendment.id(), party, signedOn, document(), Mandate.of(APPROVER, TODAY)));
        }
        return tried(proposed, signatures);
    }

    private static ExcludeActor exclusion(Excluded excluded) {
        return new ExcludeActor(
                ID,
                "exclusion",
                excluded.party(),
                "deficiency-" + (CIVIL.indexOf(excluded.party()) + 1),
                new Resolution("the steering group", excluded.decidedOn(), "minutes, point 3", null),
                List.of(
                        new StepTaken("dialogue in the steering group", LocalDate.of(2022, 2, 1)),
                        new StepTaken("remediation plan", LocalDate.of(2022, 2, 15))),
                excluded.lastDay(),
                Mandate.of(APPROVER, TODAY));
    }
}
