package se.iopledger.agreement.domain.amend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;
import se.iopledger.agreement.domain.Agreement;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.AgreementCommand;
import se.iopledger.agreement.domain.AgreementDecider;
import se.iopledger.agreement.domain.AgreementId;
import se.iopledger.agreement.domain.AmendmentCommand.ProposeAmendment;
import se.iopledger.agreement.domain.AmendmentCommand.SignAmendment;
import se.iopledger.agreement.domain.AmendmentCommand.WithdrawAmendment;
import se.iopledger.agreement.domain.Story;
import se.iopledger.agreement.domain.life.Life;
import se.iopledger.agreement.testing.Five;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExpired;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExtended;
import se.iopledger.contracts.agreement.AmendmentEvent.AmendmentProposed;
import se.iopledger.contracts.agreement.AmendmentEvent.Way;
import se.iopledger.contracts.agreement.LifeEvent.ExtensionReversed;
import se.iopledger.contracts.agreement.LifeEvent.LastDayChanged;
import se.iopledger.contracts.agreement.LifeEvent.TermsChangeReversed;
import se.iopledger.contracts.agreement.LifeEvent.TermsChanged;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.Terms;

/** However proposals, signatures and withdrawals follow one another, one version of the terms holds on each day. */
final class AnyAmendmentsTest {
    private static final String STO = AgreementId.of(Five.STO);

    private static final List<Terms> OTHER_TERMS = Stream.of(
                    Paper.of("STO").with("/exits/2/noticeMonths", "3"),
                    Paper.of("STO").with("/period/last", "\"2023-06-30\""),
                    Paper.of("STO").with("/period/last", "\"2022-03-31\"").without("/extension"),
                    Paper.of("STO").without("/extension"),
                    Paper.of("STO"))
            .map(Paper::terms)
            .toList();

    /** Whoever only hears the events reckons for each day the version that the model says holds on it. */
    @Property(tries = 200)
    void onEachDayOfThePeriodTheVersionHoldsOfWhichTheEventsTell(@ForAll("commands") List<AgreementCommand> commands) {
        Run run = Run.of(commands);
        for (int state = 0; state < run.states.size(); state++) {
            Known known = run.states.get(state);
            Life.Span span = known.life().inForce();
            if (span == null) {
                throw new AssertionError("the agreement is in force");
            }
            List<TermsChanged> told = toldBy(run.history.subList(0, run.told.get(state)));
            for (LocalDate day = span.first(); !day.isAfter(span.last()); day = day.plusDays(1)) {
                TermsChanged holds = heldOn(day, told);
                assertThat(known.life().versionOn(day).map(Life.Version::number))
                        .as("version on " + day)
                        .contains(holds == null ? 1 : holds.termsVersion());
                assertThat(known.termsOn(day)).isSameAs(holds == null ? Five.STO : holds.terms());
            }
        }
    }

    /** The changes that were told and not taken back, in the order in which they were told. */
    private static List<TermsChanged> toldBy(List<AgreementEvent> history) {
        List<TermsChanged> told = new ArrayList<>();
        for (AgreementEvent event : history) {
            if (event instanceof TermsChanged changed) {
                assertThat(told)
                        .extracting(TermsChanged::termsVersion)
                        .as("told once")
                        .doesNotContain(changed.termsVersion());
                told.add(changed);
            }
            if (event instanceof TermsChangeReversed reversed) {
                assertThat(told.removeIf(changed -> changed.termsVersion() == reversed.termsVersion()))
                        .as("only what was told is taken back")
                        .isTrue();
            }
        }
        return told;
    }

    /** The one with the latest day by then, of two with the same day the one that was told later; null for the first. */
    private static @Nullable TermsChanged heldOn(LocalDate day, List<TermsChanged> told) {
        TermsChanged holds = null;
        for (TermsChanged changed : told) {
            boolean later = holds == null || !changed.from().isBefore(holds.from());
            if (!changed.from().isAfter(day) && later) {
                holds = changed;
            }
        }
        return holds;
    }

    @Property(tries = 200)
    void aVersionIsMadeOnTheOneThatItReplaces(@ForAll("commands") List<AgreementCommand> commands) {
        List<Integer> bound = new ArrayList<>(List.of(1));
        Run run = Run.of(commands);
        for (AgreementEvent event : run.history) {
            if (event instanceof TermsChanged changed) {
                AmendmentProposed proposal = run.last()
                        .amendments()
                        .find(String.valueOf(changed.because()))
                        .orElseThrow()
                        .proposal();
                assertThat(proposal.madeOn()).isEqualTo(bound.getLast());
                bound.add(changed.termsVersion());
            }
        }
        assertThat(bound).doesNotHaveDuplicates();
    }

    /** Whoever follows an agreement's life hears of no extension that does not begin where it stood. */
    @Property(tries = 200)
    void extensionsAreToldWithoutGap(@ForAll("commands") List<AgreementCommand> commands) {
        LocalDate last = Five.STO.period().last();
        for (AgreementEvent event : Run.of(commands).history) {
            if (event instanceof AgreementExtended extended) {
                assertThat(extended.firstDay()).isEqualTo(last.plusDays(1));
            }
            last = lastDayAfter(event, last);
        }
    }

    private static LocalDate lastDayAfter(AgreementEvent event, LocalDate before) {
        return switch (event) {
            case AgreementExtended extended -> extended.lastDay();
            case ExtensionReversed reversed -> reversed.firstDay().minusDays(1);
            case LastDayChanged changed -> changed.lastDay();
            case AgreementExpired expired -> expired.lastDay();
            default -> before;
        };
    }

    @Property(tries = 200)
    void aReplayGivesTheSameState(@ForAll("commands") List<AgreementCommand> commands) {
        Run run = Run.of(commands);
        Agreement replayed = Story.givenActive(Five.STO).agreement();
        for (AgreementEvent event : run.history) {
            replayed = AgreementDecider.evolve(replayed, event);
        }
        assertThat(replayed).isEqualTo(run.last());
    }

    @Provide
    Arbitrary<List<AgreementCommand>> commands() {
        Arbitrary<LocalDate> days = Arbitraries.integers().between(0, 700).map(Story.TAKEOVER::plusDays);
        Arbitrary<String> parties = Arbitraries.of("stad", "stiftelse");
        Arbitrary<String> amendments = Arbitraries.of("amendment-1", "amendment-2", "amendment-3", "amendment-4");
        Arbitrary<AgreementCommand> proposals = Combinators.combine(
                        parties,
                        days,
                        days,
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.of(OTHER_TERMS),
                        amendments.injectNull(0.8))
                .as((by, on, from, madeOn, terms, supersedes) -> new ProposeAmendment(
                        STO,
                        by,
                        on,
                        Way.SIGNED_BY_ALL,
                        from,
                        "why",
                        true,
                        madeOn,
                        terms,
                        null,
                        null,
                        supersedes,
                        Mandate.of(Story.REGISTRAR, on)));
        Arbitrary<AgreementCommand> signatures = Combinators.combine(
                        amendments, parties, days, Arbitraries.integers().between(0, 400))
                .as((amendment, party, on, late) -> new SignAmendment(
                        STO, amendment, party, on, Story.document(), Mandate.of(Story.APPROVER, on.plusDays(late))));
        Arbitrary<AgreementCommand> withdrawals = Combinators.combine(amendments, parties, days)
                .as((amendment, party, on) ->
                        new WithdrawAmendment(STO, amendment, party, on, Mandate.of(Story.APPROVER, on)));
        Arbitrary<AgreementCommand> wakings = days.map(on -> Story.workOffDueOn(Five.STO, on));
        return Arbitraries.frequencyOf(
                        Tuple.of(4, proposals), Tuple.of(8, signatures), Tuple.of(1, withdrawals), Tuple.of(1, wakings))
                .list()
                .ofMaxSize(40);
    }

    /**
     * What came of a sequence of commands, with the state after each that was accepted.
     *
     * @param told how many events had led to each state
     */
    private record Run(List<AgreementEvent> history, List<Known> states, List<Integer> told) {
        static Run of(List<AgreementCommand> commands) {
            List<AgreementEvent> history = new ArrayList<>();
            List<Known> states = new ArrayList<>();
            Agreement agreement = Story.givenActive(Five.STO).agreement();
            List<Integer> told = new ArrayList<>(List.of(0));
            states.add((Known) agreement);
            for (AgreementCommand command : commands) {
                if (AgreementDecider.decide(command, agreement) instanceof Decision.Accepted<AgreementEvent> accepted) {
                    for (AgreementEvent event : accepted.events()) {
                        agreement = AgreementDecider.evolve(agreement, event);
                        history.add(event);
                    }
                    states.add((Known) agreement);
                    told.add(history.size());
                }
            }
            return new Run(history, states, told);
        }

        Known last() {
            return states.getLast();
        }
    }
}
