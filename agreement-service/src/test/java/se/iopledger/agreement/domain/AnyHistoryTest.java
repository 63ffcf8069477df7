package se.iopledger.agreement.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.asof.AsOf;
import se.iopledger.agreement.domain.contact.Contact;
import se.iopledger.agreement.domain.correct.FactsAlone;
import se.iopledger.agreement.domain.life.Life;
import se.iopledger.agreement.domain.life.WhatFollows;
import se.iopledger.agreement.domain.sign.Signatures;
import se.iopledger.agreement.testing.Five;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AgreementEvent.DataSubjectErased;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.Party;
import se.iopledger.contracts.terms.Terms;

/** Whatever is asked in whatever order, the model keeps its promises. */
final class AnyHistoryTest {
    @Property(tries = 100)
    void aReplayGivesTheSameState(@ForAll("commands") List<AgreementCommand> commands) {
        Run run = Run.of(commands);
        Agreement replayed = Agreement.UNREGISTERED;
        for (AgreementEvent event : run.history) {
            replayed = AgreementDecider.evolve(replayed, event);
        }
        assertThat(replayed).isEqualTo(run.agreement);
    }

    @Property(tries = 100)
    void inForceOnlyWhileApprovedAndSignedByEveryParty(@ForAll("commands") List<AgreementCommand> commands) {
        Run.each(commands, (known, command) -> {
            if (known.life().inForce() != null) {
                assertThat(known.approval()).isNotNull();
                assertThat(known.signatures().all())
                        .extracting(Signatures.Signature::party)
                        .containsExactlyInAnyOrderElementsOf(known.registration().terms().parties().stream()
                                .map(Party::id)
                                .toList());
            }
        });
    }

    /** So that leaving one out is enough to void it. */
    @Property(tries = 100)
    void anAgreementIsMadeOfItsFactsAlone(@ForAll("commands") List<AgreementCommand> commands) {
        Run.each(commands, (known, command) -> {
            if (!known.registration().voided()) {
                assertThat(FactsAlone.of(known, known.facts())).isEqualTo(new FactsAlone.Hold(known));
            }
        });
    }

    /** The number by which a fact is corrected is that of its entry. */
    @Property(tries = 100)
    void factsBearTheNumbersOfTheirEntries(@ForAll("commands") List<AgreementCommand> commands) {
        Run run = Run.of(commands);
        if (run.agreement instanceof Agreement.Known known) {
            assertThat(known.facts().told()).isEqualTo(run.history.size());
            assertThat(known.facts().all())
                    .allSatisfy(fact -> assertThat(fact.event()).isEqualTo(run.history.get(fact.number())));
        }
    }

    @Property(tries = 100)
    void approvedAndSignedByAllMeansActivated(@ForAll("commands") List<AgreementCommand> commands) {
        if (Run.of(commands).agreement instanceof Agreement.Known known && known.stage() instanceof Stage.Approved) {
            assertThat(Agreement.missingForActivation(known)).isNotEmpty();
        }
    }

    @Property(tries = 100)
    void nothingIsLeftDueAfterAnAcceptedCommand(@ForAll("commands") List<AgreementCommand> commands) {
        Agreement agreement = Agreement.UNREGISTERED;
        for (AgreementCommand command : commands) {
            if (AgreementDecider.decide(command, agreement) instanceof Decision.Accepted<AgreementEvent> accepted) {
                for (AgreementEvent event : accepted.events()) {
                    agreement = AgreementDecider.evolve(agreement, event);
                }
                assertThat(WhatFollows.by(command.mandate().today(), agreement)).isEmpty();
            }
        }
    }

    /** What is recorded when, and on which clock, makes no difference to what holds in the end. */
    @Property(tries = 100)
    void inTheEndOnlyTheFactsCount(@ForAll("commands") List<AgreementCommand> commands) {
        if (Run.of(commands).agreement instanceof Agreement.Known known
                && !known.registration().voided()) {
            LocalDate theEnd = LocalDate.of(2060, 1, 1);
            Agreement lived = settled(known, theEnd);
            Agreement atOnce = settled(known.with(Life.NOTHING_FOLLOWED), theEnd);
            assertThat(((Agreement.Known) lived).stage()).isEqualTo(((Agreement.Known) atOnce).stage());
            assertThat(((Agreement.Known) lived).life().versions())
                    .isEqualTo(((Agreement.Known) atOnce).life().versions());
        }
    }

    /** A day on which every fact has come to hold shows what holds. */
    @Property(tries = 100)
    void whatHeldInTheEndIsWhatHolds(@ForAll("commands") List<AgreementCommand> commands) {
        List<AsOf.Recorded> recorded = new ArrayList<>();
        Agreement agreement = Agreement.UNREGISTERED;
        for (AgreementCommand command : commands) {
            if (AgreementDecider.decide(command, agreement) instanceof Decision.Accepted<AgreementEvent> accepted) {
                for (AgreementEvent event : accepted.events()) {
                    recorded.add(new AsOf.Recorded(event, EffectiveDates.of(event, agreement, command.mandate())));
                    agreement = AgreementDecider.evolve(agreement, event);
                }
            }
        }
        LocalDate theEnd = LocalDate.of(2060, 1, 1);
        Agreement stood = AsOf.of(recorded, theEnd);
        assertThat(stood instanceof Agreement.Known known ? known.stage() : null)
                .isEqualTo(settled(agreement, theEnd) instanceof Agreement.Known known ? known.stage() : null);
    }

    private static Agreement settled(Agreement agreement, LocalDate day) {
        Agreement settled = agreement;
        for (AgreementEvent event : WhatFollows.by(day, agreement)) {
            settled = AgreementDecider.evolve(settled, event);
        }
        return settled;
    }

    @Property(tries = 100)
    void findingsHaveIdsOfTheirOwn(@ForAll("commands") List<AgreementCommand> commands) {
        if (Run.of(commands).agreement instanceof Agreement.Known known) {
            assertThat(known.findings()).extracting(finding -> finding.id()).doesNotHaveDuplicates();
        }
    }

    @Property(tries = 100)
    void whoWasErasedStaysErased(@ForAll("commands") List<AgreementCommand> commands) {
        Run run = Run.of(commands);
        List<String> erased = run.history.stream()
                .filter(DataSubjectErased.class::isInstance)
                .map(event -> ((DataSubjectErased) event).dataSubject())
                .toList();
        assertThat(erased).doesNotHaveDuplicates();
        assertThat(erased)
                .allSatisfy(person -> assertThat(
                                ((Agreement.Known) run.agreement).contacts().find(person))
                        .containsInstanceOf(Contact.Erased.class));
    }

    /** Far more than anybody will ask: nothing that must not be ever is, and whatever is refused says why. */
    @Property(tries = 40)
    void ofTwoHundredCommandsNoneLeadsWhereNoneMayLead(@ForAll("twoHundredCommands") List<AgreementCommand> commands) {
        assertThat(commands).hasSize(200);
        List<AgreementEvent> history = new ArrayList<>();
        Agreement agreement = Agreement.UNREGISTERED;
        for (AgreementCommand command : commands) {
            switch (AgreementDecider.decide(command, agreement)) {
                case Decision.Accepted<AgreementEvent>(List<AgreementEvent> events) -> {
                    for (AgreementEvent event : events) {
                        agreement = AgreementDecider.evolve(agreement, event);
                        history.add(event);
                    }
                    if (agreement instanceof Agreement.Known known) {
                        nothingForbidden(known);
                    }
                }
                case Decision.Rejected<AgreementEvent>(Rejection rejection) -> {
                    assertThat(rejection.rule()).matches("([A-Z][a-z]+)[A-Z][A-Za-z]+");
                    assertThat(rejection.detail()).isNotBlank();
                }
            }
        }
        Agreement replayed = Agreement.UNREGISTERED;
        for (AgreementEvent event : history) {
            replayed = AgreementDecider.evolve(replayed, event);
        }
        assertThat(replayed).isEqualTo(agreement);
    }

    private static void nothingForbidden(Agreement.Known known) {
        Life life = known.life();
        if (life.inForce() == null) {
            assertThat(life.ended()).as("what never began does not end").isNull();
            assertThat(life.versions()).as("what is not in force binds nobody").isEmpty();
            return;
        }
        assertThat(known.registration().voided()).isFalse();
        assertThat(known.approval()).isNotNull();
        assertThat(known.signatures().all())
                .extracting(Signatures.Signature::party)
                .as("in force only with every party's signature, once")
                .containsExactlyInAnyOrderElementsOf(known.registration().terms().parties().stream()
                        .map(Party::id)
                        .toList());
        assertThat(life.inForce().last()).isAfterOrEqualTo(life.inForce().first());
        assertThat(life.versions()).extracting(Life.Version::number).doesNotHaveDuplicates();
        for (int later = 1; later < life.versions().size(); later++) {
            Life.Version before = life.versions().get(later - 1);
            Life.Version after = life.versions().get(later);
            LocalDate last = life.lastDayOf(before);
            assertThat(before.from().equals(after.from()) || (last != null && last.isBefore(after.from())))
                    .as("one version at most holds on a day")
                    .isTrue();
        }
        assertThat(life.followed()).extracting(Life.Followed::id).doesNotHaveDuplicates();
    }

    @Test
    void noCommandIsForgotten() {
        Set<Class<?>> made = new HashSet<>();
        for (Terms terms : Five.ALL) {
            AnyCommand.of(terms).sampleStream().limit(3000).forEach(command -> made.add(command.getClass()));
        }
        assertThat(made).as("AnyCommand has a method for each feature").containsAll(Commands.kinds());
    }

    @Provide
    Arbitrary<List<AgreementCommand>> commands() {
        return Arbitraries.of(Five.ALL)
                .flatMap(terms -> AnyCommand.of(terms).list().ofMaxSize(25));
    }

    @Provide
    Arbitrary<List<AgreementCommand>> twoHundredCommands() {
        return Arbitraries.of(Five.ALL)
                .flatMap(terms -> AnyCommand.of(terms).list().ofSize(200))
                .dontShrink();
    }

    /** What came of a sequence of commands, rejected ones included. */
    private record Run(List<AgreementEvent> history, Agreement agreement) {
        /** Looks at the agreement after each command. */
        static void each(List<AgreementCommand> commands, BiConsumer<Agreement.Known, AgreementCommand> look) {
            Agreement agreement = Agreement.UNREGISTERED;
            for (AgreementCommand command : commands) {
                if (AgreementDecider.decide(command, agreement) instanceof Decision.Accepted<AgreementEvent> accepted) {
                    for (AgreementEvent event : accepted.events()) {
                        agreement = AgreementDecider.evolve(agreement, event);
                    }
                    if (agreement instanceof Agreement.Known known) {
                        look.accept(known, command);
                    }
                }
            }
        }

        static Run of(List<AgreementCommand> commands) {
            List<AgreementEvent> history = new ArrayList<>();
            Agreement agreement = Agreement.UNREGISTERED;
            for (AgreementCommand command : commands) {
                if (AgreementDecider.decide(command, agreement) instanceof Decision.Accepted<AgreementEvent> accepted) {
                    for (AgreementEvent event : accepted.events()) {
                        agreement = AgreementDecider.evolve(agreement, event);
                        history.add(event);
                    }
                }
            }
            return new Run(history, agreement);
        }
    }
}
