package se.iopledger.agreement.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import se.iopledger.agreement.domain.AgreementCommand.ApproveAgreement;
import se.iopledger.agreement.domain.AgreementCommand.EraseDataSubject;
import se.iopledger.agreement.domain.AgreementCommand.NameContactPerson;
import se.iopledger.agreement.domain.AgreementCommand.RegisterAgreement;
import se.iopledger.agreement.domain.AgreementCommand.RemoveContactPerson;
import se.iopledger.agreement.domain.AgreementCommand.SignAgreement;
import se.iopledger.agreement.domain.AgreementCommand.WorkOffDue;
import se.iopledger.agreement.domain.CorrectionCommand.ApproveCorrection;
import se.iopledger.agreement.domain.CorrectionCommand.ProposeCorrection;
import se.iopledger.agreement.domain.CorrectionCommand.RefuseCorrection;
import se.iopledger.agreement.domain.CorrectionCommand.WithdrawCorrection;
import se.iopledger.agreement.domain.ExitCommand.CallForRemedy;
import se.iopledger.agreement.domain.ExitCommand.ExcludeActor;
import se.iopledger.agreement.domain.ExitCommand.GiveNotice;
import se.iopledger.agreement.domain.ExitCommand.RecordLapse;
import se.iopledger.agreement.domain.ExitCommand.RecordRemedy;
import se.iopledger.agreement.domain.ExitCommand.RegisterBreach;
import se.iopledger.agreement.domain.ExitCommand.Rescind;
import se.iopledger.agreement.domain.ExitCommand.Revoke;
import se.iopledger.agreement.domain.ExitCommand.WithdrawNotice;
import se.iopledger.agreement.domain.ExtensionCommand.AgreeExtension;
import se.iopledger.agreement.domain.ExtensionCommand.CheckFunds;
import se.iopledger.agreement.domain.ExtensionCommand.RecordReview;
import se.iopledger.agreement.domain.SettlementCommand.SettleFinding;
import se.iopledger.agreement.domain.SettlementCommand.WithdrawSettlement;
import se.iopledger.agreement.domain.contact.Contact;
import se.iopledger.agreement.domain.correct.FactsAlone;
import se.iopledger.agreement.domain.finding.Findings;
import se.iopledger.agreement.domain.finding.Readings;
import se.iopledger.agreement.domain.life.Life;
import se.iopledger.agreement.domain.life.WhatFollows;
import se.iopledger.agreement.domain.sign.Signatures;
import se.iopledger.agreement.testing.Five;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AgreementEvent.DataSubjectErased;
import se.iopledger.contracts.agreement.ExitEvent;
import se.iopledger.contracts.agreement.ExtensionEvent.Outcome;
import se.iopledger.contracts.agreement.ExtensionEvent.Signature;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.agreement.Resolution;
import se.iopledger.contracts.agreement.StepTaken;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.personal.ErasureGround;
import se.iopledger.contracts.personal.PersonalText;
import se.iopledger.contracts.terms.ConditionKind;
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

    @Provide
    Arbitrary<List<AgreementCommand>> commands() {
        return Arbitraries.of(Five.ALL).flatMap(terms -> command(terms).list().ofMaxSize(25));
    }

    private static Arbitrary<AgreementCommand> command(Terms terms) {
        String id = AgreementId.of(terms);
        Arbitrary<Mandate> mandates = Combinators.combine(
                        Arbitraries.of(Story.REGISTRAR, Story.APPROVER),
                        Arbitraries.integers().between(-30, 2000),
                        Arbitraries.of("a reason", "").injectNull(0.2))
                .as((actor, days, reason) -> {
                    LocalDate today = Story.TAKEOVER.plusDays(days);
                    return new Mandate(actor, today, today, reason);
                });
        List<String> signatories =
                new ArrayList<>(terms.parties().stream().map(Party::id).toList());
        signatories.add("nobody");
        Arbitrary<LocalDate> dates = Arbitraries.integers().between(-10, 30).map(Story.TAKEOVER::plusDays);
        Arbitrary<se.iopledger.contracts.agreement.Evidence> evidence =
                Arbitraries.of(Story.document(), Story.assumed());
        return Arbitraries.oneOf(
                mandates.map(mandate -> (AgreementCommand) new RegisterAgreement(terms, mandate)),
                Combinators.combine(dates, evidence, mandates)
                        .as((date, shown, mandate) ->
                                new ApproveAgreement(id, "socialnämnden", date, null, shown, mandate)),
                Combinators.combine(Arbitraries.of(signatories), dates, evidence, mandates)
                        .as((party, date, shown, mandate) -> new SignAgreement(id, party, date, shown, mandate)),
                Combinators.combine(Arbitraries.of(signatories), dates, evidence, mandates)
                        .as((party, date, shown, mandate) -> new SignAgreement(id, party, date, shown, mandate)),
                mandates.map(mandate -> new WorkOffDue(id, mandate)),
                exits(terms, mandates),
                AnyConduct.of(terms, mandates),
                AnyRecord.of(terms, mandates),
                Combinators.combine(persons(), Arbitraries.of(signatories), mandates)
                        .as((person, party, mandate) -> naming(id, person, party, mandate)),
                Combinators.combine(persons(), mandates)
                        .as((person, mandate) -> new RemoveContactPerson(id, person, mandate)),
                Combinators.combine(persons(), Arbitraries.of(ErasureGround.values()), mandates)
                        .as((person, ground, mandate) -> new EraseDataSubject(id, person, ground, mandate)),
                settlements(terms, mandates),
                corrections(id, mandates));
    }

    private static Arbitrary<AgreementCommand> exits(Terms terms, Arbitrary<Mandate> mandates) {
        String id = AgreementId.of(terms);
        List<String> ways =
                new ArrayList<>(terms.exits().stream().map(exit -> exit.id()).toList());
        ways.add("none");
        Arbitrary<LocalDate> dates = Arbitraries.integers().between(-400, 1500).map(Story.TAKEOVER::plusDays);
        return Arbitraries.oneOf(
                Combinators.combine(
                                Arbitraries.of(ways),
                                Arbitraries.of(terms.parties()).map(Party::id),
                                dates,
                                Arbitraries.of(ExitEvent.Form.values()),
                                mandates)
                        .as((way, party, date, form, mandate) -> new GiveNotice(
                                id,
                                way,
                                party,
                                date,
                                form,
                                "a cause",
                                date.getDayOfMonth() > 15 ? "breach-1" : null,
                                stepsBefore(terms, way, date),
                                mandate)),
                Combinators.combine(Arbitraries.of("notice-1", "notice-2", "notice-3"), dates, mandates)
                        .as((notice, date, mandate) -> new WithdrawNotice(id, notice, date, mandate)),
                breaches(terms, dates, mandates),
                departures(terms, ways, dates, mandates),
                extensions(terms, dates, mandates));
    }

    private static Arbitrary<AgreementCommand> breaches(
            Terms terms, Arbitrary<LocalDate> dates, Arbitrary<Mandate> mandates) {
        String id = AgreementId.of(terms);
        Arbitrary<String> parties = Arbitraries.of(terms.parties()).map(Party::id);
        return Arbitraries.oneOf(
                Combinators.combine(parties, parties, dates, mandates)
                        .as((party, by, date, mandate) -> new RegisterBreach(id, party, by, "what", date, mandate)),
                Combinators.combine(dates, Arbitraries.integers().between(-1, 60), mandates)
                        .as((date, days, mandate) ->
                                new CallForRemedy(id, "breach-1", date, date.plusDays(days), mandate)),
                Combinators.combine(dates, mandates)
                        .as((date, mandate) -> new RecordRemedy(id, "breach-1", date, "how", mandate)));
    }

    private static Arbitrary<AgreementCommand> departures(
            Terms terms, List<String> ways, Arbitrary<LocalDate> dates, Arbitrary<Mandate> mandates) {
        String id = AgreementId.of(terms);
        List<String> all = terms.parties().stream().map(Party::id).toList();
        return Arbitraries.oneOf(
                Combinators.combine(
                                Arbitraries.of(ways).injectNull(0.3),
                                Arbitraries.of(all),
                                dates,
                                Arbitraries.of(ExitEvent.Form.values()),
                                mandates)
                        .as((way, party, date, form, mandate) -> new Rescind(
                                id,
                                way,
                                party,
                                "breach-1",
                                date,
                                form,
                                way == null ? resolution(date) : null,
                                mandate)),
                Combinators.combine(Arbitraries.of(ways), dates, dates, mandates)
                        .as((way, date, lastDay, mandate) -> new Revoke(
                                id, way, date, lastDay, all, stepsBefore(terms, way, date), Story.document(), mandate)),
                Combinators.combine(
                                Arbitraries.of(ways), Arbitraries.of(ConditionKind.values()), dates, dates, mandates)
                        .as((way, condition, date, lastDay, mandate) ->
                                new RecordLapse(id, way, condition, "what", resolution(date), lastDay, mandate)),
                Combinators.combine(Arbitraries.of(ways), Arbitraries.of(all), dates, dates, mandates)
                        .as((way, party, date, lastDay, mandate) -> new ExcludeActor(
                                id,
                                way,
                                party,
                                "deficiency-1",
                                resolution(date),
                                stepsBefore(terms, way, date),
                                lastDay,
                                mandate)));
    }

    private static Arbitrary<AgreementCommand> extensions(
            Terms terms, Arbitrary<LocalDate> dates, Arbitrary<Mandate> mandates) {
        String id = AgreementId.of(terms);
        Arbitrary<LocalDate> firstDays = Arbitraries.integers()
                .between(0, 2)
                .map(years -> terms.period().last().plusDays(1).plusYears(years));
        return Arbitraries.oneOf(
                Combinators.combine(dates.injectNull(0.7), dates, mandates)
                        .as((lastDay, date, mandate) -> new AgreeExtension(
                                id,
                                lastDay,
                                terms.parties().stream()
                                        .map(party -> new Signature(party.id(), date, Story.document()))
                                        .toList(),
                                mandate)),
                Combinators.combine(firstDays, Arbitraries.of(true, false), dates, mandates)
                        .as((firstDay, exist, date, mandate) ->
                                new CheckFunds(id, firstDay, exist, resolution(date), mandate)),
                Combinators.combine(dates, Arbitraries.of(Outcome.values()), mandates)
                        .as((date, outcome, mandate) -> new RecordReview(id, date, outcome, null, mandate)));
    }

    private static Resolution resolution(LocalDate decidedOn) {
        return new Resolution("a body", decidedOn, null, "a ground");
    }

    private static Arbitrary<AgreementCommand> settlements(Terms terms, Arbitrary<Mandate> mandates) {
        String id = AgreementId.of(terms);
        Arbitrary<LocalDate> dates = Arbitraries.integers().between(-30, 60).map(Story.TAKEOVER::plusDays);
        List<Finding> findings = Findings.of(terms);
        List<String> offered = Stream.concat(
                        Stream.of("no-such-reading"),
                        findings.stream()
                                .flatMap(finding -> Readings.of(terms, finding).stream())
                                .map(reading -> reading.id()))
                .toList();
        Arbitrary<@Nullable String> readings = Arbitraries.of(offered).injectNull(0.7);
        return Arbitraries.oneOf(
                Combinators.combine(Arbitraries.of(findings).map(Finding::id), readings, dates, mandates)
                        .as((finding, reading, date, mandate) ->
                                new SettleFinding(id, finding, reading, "steering group", date, null, mandate)),
                Combinators.combine(Arbitraries.of("settlement-1", "settlement-2"), dates, mandates)
                        .as((settlement, date, mandate) -> new WithdrawSettlement(id, settlement, date, mandate)));
    }

    private static Arbitrary<AgreementCommand> corrections(String id, Arbitrary<Mandate> mandates) {
        Arbitrary<String> corrections = Arbitraries.integers().between(1, 4).map(number -> "correction-" + number);
        return Arbitraries.oneOf(
                Combinators.combine(Arbitraries.integers().between(0, 30), mandates)
                        .as((fact, mandate) -> new ProposeCorrection(id, fact, mandate)),
                Combinators.combine(corrections, mandates)
                        .as((correction, mandate) -> new ApproveCorrection(id, correction, mandate)),
                Combinators.combine(corrections, mandates)
                        .as((correction, mandate) -> new RefuseCorrection(id, correction, mandate)),
                Combinators.combine(corrections, mandates)
                        .as((correction, mandate) -> new WithdrawCorrection(id, correction, mandate)));
    }

    private static List<StepTaken> stepsBefore(Terms terms, String way, LocalDate date) {
        return terms.exits().stream()
                .filter(exit -> exit.id().equals(way))
                .flatMap(exit -> exit.stepsBefore().stream())
                .map(step -> new StepTaken(step, date))
                .toList();
    }

    private static Arbitrary<String> persons() {
        return Arbitraries.of("person-a", "person-b", "person-c");
    }

    private static AgreementCommand naming(String id, String person, String party, Mandate mandate) {
        PersonalText text = new PersonalText(person, "bm9uY2U=", "Y2lwaGVydGV4dA==");
        return new NameContactPerson(id, person, party, "event", text, null, null, null, mandate);
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
