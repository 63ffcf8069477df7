package se.iopledger.agreement.domain.exit;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.agreement.domain.Story.APPROVER;
import static se.iopledger.agreement.domain.Story.REGISTRAR;
import static se.iopledger.agreement.domain.Story.document;
import static se.iopledger.agreement.domain.Story.givenActive;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
import se.iopledger.agreement.domain.ConductCommand.DemandRemediationPlan;
import se.iopledger.agreement.domain.ConductCommand.FollowUpDeficiency;
import se.iopledger.agreement.domain.ConductCommand.RegisterDeficiency;
import se.iopledger.agreement.domain.ExitCommand.ExcludeActor;
import se.iopledger.agreement.domain.PartyRules;
import se.iopledger.agreement.domain.Story;
import se.iopledger.agreement.domain.amend.Amending;
import se.iopledger.agreement.domain.amend.Amendment;
import se.iopledger.agreement.domain.life.Life;
import se.iopledger.agreement.domain.life.WhatFollows;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AmendmentEvent.Way;
import se.iopledger.contracts.agreement.ConductEvent.Outcome;
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

    /** Linköping's three and a fourth one, with Stockholm's clause. */
    private static final Terms FOUR = Paper.of("LIN")
            .with(
                    "/exits/-",
                    "{\"id\":\"exclusion\",\"kind\":\"ACTOR_EXCLUSION\",\"inCaseOf\":\"deficiencies that remain\","
                            + "\"stepsBefore\":[\"remediation plan\"],\"clauses\":[\"STO-8\"]}")
            .with("/groups/0/kind", "\"STEERING\"")
            .with(
                    "/parties/-",
                    "{\"id\":\"forening\",\"name\":\"An association (made up)\",\"sector\":\"CIVIL\",\"clauses\":[\"LIN-1\"]}")
            .terms();

    private static final String ID = AgreementId.of(FOUR);
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

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<LocalDate> days = Arbitraries.integers().between(0, 300).map(FROM::plusDays);
        Arbitrary<Integer> later = Arbitraries.integers().between(0, 200);
        Arbitrary<String> parties = Arbitraries.of(CIVIL);
        return Arbitraries.oneOf(
                        Combinators.combine(parties, days, later)
                                .<Step>as((party, day, more) -> new Excluded(party, day, day.plusDays(more))),
                        Combinators.combine(parties, days, later)
                                .<Step>as((party, day, more) -> new LetGo(party, day, day.plusDays(more))))
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    @Property(tries = 300)
    @Clause("STO-8")
    void aCivilPartyIsLeftOnEveryDayOnWhichTheAgreementIsInForce(@ForAll("steps") List<Step> steps) {
        Story story = after(steps);
        Life.Span span = span(story);
        for (LocalDate day = span.first(); !day.isAfter(span.last()); day = day.plusDays(1)) {
            assertThat(story.known().termsOn(day).parties())
                    .as("parties on " + day)
                    .extracting(Party::sector)
                    .contains(Sector.CIVIL);
        }
    }

    /** Nothing here brings anybody back. */
    @Property(tries = 300)
    @Clause("STO-8")
    void nobodyIsAPartyAfterTheDayThatWasItsLast(@ForAll("steps") List<Step> steps) {
        Story story = after(steps);
        Life.Span span = span(story);
        story.known().departures().all().forEach(departure -> {
            LocalDate from = departure.lastDay().plusDays(1);
            for (LocalDate day = from; !day.isAfter(span.last()); day = day.plusDays(1)) {
                assertThat(PartyRules.ids(story.known().termsOn(day)))
                        .as("parties on " + day)
                        .doesNotContain(String.valueOf(departure.party()));
            }
        });
    }

    /** What was told step by step is what all the facts together make of it. */
    @Property(tries = 300)
    @Clause("STO-8")
    void whatIsToldFollowsFromTheFactsAlone(@ForAll("steps") List<Step> steps) {
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
                case LetGo go -> letGo(story, go);
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

    private static Story letGo(Story story, LetGo go) {
        Life.Version base = Amending.base(story.known());
        Terms without = TermsWithout.of(base.terms(), go.party());
        Story proposed = tried(
                story,
                List.of(new ProposeAmendment(
                        ID,
                        "kommun",
                        go.signedOn(),
                        Way.SIGNED_BY_ALL,
                        go.from(),
                        "it wants to go",
                        true,
                        base.number(),
                        without,
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
            signatures.add(new SignAmendment(
                    ID, amendment.id(), party, go.signedOn(), document(), Mandate.of(APPROVER, TODAY)));
        }
        return tried(proposed, signatures);
    }

    private static Story fellShort(Story story, String party, String deficiency) {
        return story.when(new RegisterDeficiency(
                        ID, party, LocalDate.of(2022, 2, 1), "reports do not come (simulated)", on("2022-02-01")))
                .happens()
                .when(new DemandRemediationPlan(
                        ID,
                        deficiency,
                        FOUR.groups().getFirst().id(),
                        LocalDate.of(2022, 2, 15),
                        LocalDate.of(2022, 3, 31),
                        on("2022-02-15")))
                .happens()
                .when(new FollowUpDeficiency(
                        ID, deficiency, LocalDate.of(2022, 6, 30), Outcome.REMAINS, on("2022-06-30")))
                .happens();
    }

    private static ExcludeActor exclusion(Excluded excluded) {
        return new ExcludeActor(
                ID,
                "exclusion",
                excluded.party(),
                "deficiency-" + (CIVIL.indexOf(excluded.party()) + 1),
                new Resolution("the steering group", excluded.decidedOn(), "minutes, point 3", null),
                List.of(new StepTaken("remediation plan", LocalDate.of(2022, 2, 15))),
                excluded.lastDay(),
                Mandate.of(APPROVER, TODAY));
    }

    private static Mandate on(String today) {
        return Mandate.of(REGISTRAR, LocalDate.parse(today));
    }
}
