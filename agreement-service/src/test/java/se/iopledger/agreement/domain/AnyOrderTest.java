package se.iopledger.agreement.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.agreement.domain.Story.AT_LAST;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.life.Life;
import se.iopledger.agreement.domain.life.WhatFollows;
import se.iopledger.agreement.domain.settle.Blocking;
import se.iopledger.agreement.testing.Five;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AgreementEvent.FindingsRaised;
import se.iopledger.contracts.agreement.ConductEvent;
import se.iopledger.contracts.agreement.ExitEvent.NoticeGiven;
import se.iopledger.contracts.agreement.ExtensionEvent.ExtensionAgreed;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.agreement.LifeEvent;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.terms.Terms;

/**
 * The same facts, recorded in two orders, lead to the same agreement (ADR 0041). Where a rule takes in a fact in one order
 * only, or makes another fact of it, they are not the same facts.
 */
final class AnyOrderTest {
    private static final LocalDate THE_END = LocalDate.of(2060, 1, 1);

    @Property(tries = 300)
    void theOrderOfRecordingDecidesNothing(@ForAll("recordings") Recording recording, @ForAll Random random) {
        Story active = Story.givenActive(recording.terms());
        List<AgreementCommand> accepted = accepted(active, recording.commands());
        List<AgreementCommand> shuffled = new ArrayList<>(accepted);
        Collections.shuffle(shuffled, random);
        Optional<Recorded> inOneOrder = recorded(active, accepted);
        Optional<Recorded> inAnother = recorded(active, shuffled);
        Assume.that(accepted.size() > 2 && inAnother.isPresent());
        Assume.that(
                inOneOrder.orElseThrow().facts().equals(inAnother.orElseThrow().facts()));

        Known one = inOneOrder.orElseThrow().settled();
        Known other = inAnother.orElseThrow().settled();
        assertThat(other.stage()).isEqualTo(one.stage());
        assertThat(termsByDay(other)).isEqualTo(termsByDay(one));
        assertThat(openFindings(other)).isEqualTo(openFindings(one));
        assertThat(followed(other)).isEqualTo(followed(one));
    }

    /** What is recorded of an agreement once it is in force. */
    record Recording(Terms terms, List<AgreementCommand> commands) {}

    @Provide
    Arbitrary<Recording> recordings() {
        return Arbitraries.of(Five.ALL)
                .flatMap(terms -> AnyCommand.once(terms)
                        .list()
                        .ofMinSize(20)
                        .ofMaxSize(60)
                        .map(commands -> new Recording(terms, commands)));
    }

    private static List<AgreementCommand> accepted(Story active, List<AgreementCommand> commands) {
        List<AgreementCommand> accepted = new ArrayList<>();
        Agreement agreement = active.agreement();
        for (AgreementCommand command : commands) {
            if (AgreementDecider.decide(command, agreement)
                    instanceof Decision.Accepted<AgreementEvent>(List<AgreementEvent> events)) {
                accepted.add(command);
                agreement = after(agreement, events);
            }
        }
        return accepted;
    }

    /** What was recorded, apart from what followed, and the agreement when all has followed. */
    private record Recorded(Set<AgreementEvent> facts, Known settled) {}

    /** Empty where one of the commands is refused in this order. */
    private static Optional<Recorded> recorded(Story active, List<AgreementCommand> commands) {
        Set<AgreementEvent> facts = new HashSet<>();
        Agreement agreement = active.agreement();
        for (AgreementCommand command : commands) {
            switch (AgreementDecider.decide(command, agreement)) {
                case Decision.Rejected<AgreementEvent> _ -> {
                    return Optional.empty();
                }
                case Decision.Accepted<AgreementEvent>(List<AgreementEvent> events) -> {
                    agreement = after(agreement, events);
                    events.stream()
                            .filter(AnyOrderTest::isAFact)
                            .map(AnyOrderTest::withoutWhatItTold)
                            .forEach(facts::add);
                }
            }
        }
        return Optional.of(new Recorded(facts, (Known) after(agreement, WhatFollows.by(THE_END, agreement))));
    }

    private static boolean isAFact(AgreementEvent event) {
        return switch (event) {
            case LifeEvent _, ConductEvent.OfDeadline _, FindingsRaised _ -> false;
            default -> true;
        };
    }

    /** Some facts say what followed from them when they were recorded. Another order may tell them something else. */
    private static AgreementEvent withoutWhatItTold(AgreementEvent event) {
        return switch (event) {
            case NoticeGiven given ->
                new NoticeGiven(
                        given.agreementId(),
                        given.exit() + given.by() + given.givenOn(),
                        given.exit(),
                        given.by(),
                        given.givenOn(),
                        given.form(),
                        given.to(),
                        given.cause(),
                        given.breachId(),
                        given.steps(),
                        given.givenOn(),
                        "",
                        List.of(),
                        List.of());
            case ExtensionAgreed agreed ->
                new ExtensionAgreed(
                        agreed.agreementId(),
                        agreed.boundOn().toString(),
                        agreed.boundOn(),
                        agreed.boundOn(),
                        "",
                        agreed.signatures(),
                        agreed.boundOn(),
                        agreed.documentId(),
                        List.of());
            default -> event;
        };
    }

    private static Agreement after(Agreement agreement, List<AgreementEvent> events) {
        Agreement after = agreement;
        for (AgreementEvent event : events) {
            after = AgreementDecider.evolve(after, event);
        }
        return after;
    }

    /** Of several versions from one day only the one that holds. */
    private static Map<LocalDate, Terms> termsByDay(Known known) {
        return known.life().versions().stream()
                .collect(Collectors.toMap(
                        Life.Version::from, Life.Version::terms, (earlier, later) -> later, TreeMap::new));
    }

    private static Set<String> openFindings(Known known) {
        return known.findings().stream()
                .filter(finding -> Blocking.standing(known, finding, AT_LAST) instanceof Blocking.Standing.Open)
                .map(Finding::id)
                .collect(Collectors.toSet());
    }

    private static Set<String> followed(Known known) {
        return known.life().followed().stream().map(Life.Followed::id).collect(Collectors.toSet());
    }
}
