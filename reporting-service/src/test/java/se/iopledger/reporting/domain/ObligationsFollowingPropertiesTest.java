package se.iopledger.reporting.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementActivated;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExtended;
import se.iopledger.contracts.agreement.AgreementLife;
import se.iopledger.contracts.agreement.Ending;
import se.iopledger.contracts.agreement.LifeEvent.ActivationReversed;
import se.iopledger.contracts.agreement.LifeEvent.AgreementEnded;
import se.iopledger.contracts.agreement.LifeEvent.EndReversed;
import se.iopledger.contracts.agreement.LifeEvent.ExtensionReversed;
import se.iopledger.contracts.agreement.LifeEvent.LastDayChanged;
import se.iopledger.contracts.agreement.LifeEvent.TermsChangeReversed;
import se.iopledger.contracts.agreement.LifeEvent.TermsChanged;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.reporting.ReportingEvent;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.reporting.domain.ReportingCommand.FollowAgreement;

/** Whatever is told of an agreement's life, in whatever turn and however often: only what holds in the end counts. */
class ObligationsFollowingPropertiesTest {
    private static final String LONG_AFTER = "2040-01-01";

    /** What happens next, by two numbers: which kind of thing, and which of them. */
    record Step(int kind, int which) {}

    @Property(tries = 300)
    void inTheEndIsOwedWhatAFreshCalculationGives(
            @ForAll("versions") List<Terms> versions, @ForAll("steps") List<Step> steps) {
        Followed followed = new Followed(versions);
        for (Step step : steps) {
            followed.take(step);
            if (followed.state instanceof Obligations.Owed owed) {
                assertThat(owed.until()).isEqualTo(followed.life.orElseThrow().lastDay());
            }
        }
        followed.decide(ReportingScenario.workOffDue(LONG_AFTER));

        assertThat(comparable(followed.state)).isEqualTo(comparable(fresh(followed.life)));
    }

    private static Obligations fresh(Optional<AgreementLife> life) {
        Reporting reporting = new Reporting();
        reporting.hear((FollowAgreement) ReportingScenario.follow(LONG_AFTER, 0, life));
        reporting.decide(ReportingScenario.workOffDue(LONG_AFTER));
        return reporting.state;
    }

    /** Without the words on what else a version asked for meanwhile. */
    private static Object comparable(Obligations state) {
        return state instanceof Obligations.Owed owed
                ? List.of(owed.until(), owed.byId(), owed.overdueOn())
                : "nothing is owed";
    }

    /** reporting-service's aggregate without its shell: what it has answered it answers with nothing. */
    private static class Reporting {
        Obligations state = Obligations.none();
        private long answered = -1;

        void hear(FollowAgreement command) {
            if (command.cause().position() > answered && decide(command)) {
                answered = command.cause().position();
            }
        }

        final boolean decide(ReportingCommand command) {
            Decision<ReportingEvent> decision = ReportingDecider.decide(command, state);
            assertThat(decision).isInstanceOf(Decision.Accepted.class);
            List<ReportingEvent> events = ((Decision.Accepted<ReportingEvent>) decision).events();
            for (ReportingEvent event : events) {
                state = ReportingDecider.evolve(state, event);
            }
            return !events.isEmpty();
        }
    }

    /** An agreement that lives as agreement-service would let it, and what it asks for. */
    private static final class Followed extends Reporting {
        private final List<Terms> versions;
        private final List<FollowAgreement> sent = new ArrayList<>();
        private LocalDate today;
        private int version = 1;
        Optional<AgreementLife> life = Optional.empty();

        Followed(List<Terms> versions) {
            this.versions = versions;
            today = versions.getFirst().period().first();
            activate();
        }

        void take(Step step) {
            switch (step.kind()) {
                case 0 -> {
                    today = today.plusDays(step.which());
                    decide(ReportingScenario.workOffDue(today.toString()));
                }
                case 1 ->
                    sent.stream().skip(step.which() % sent.size()).findFirst().ifPresent(this::hear);
                case 2 -> {
                    if (life.isPresent()) {
                        tell(new ActivationReversed(ReportingScenario.AGREEMENT));
                    } else {
                        activate();
                    }
                }
                default -> life.ifPresent(lived -> live(step, lived));
            }
        }

        private void live(Step step, AgreementLife lived) {
            String id = ReportingScenario.AGREEMENT;
            LocalDate some = latestFirst().plusDays(step.which());
            switch (step.kind()) {
                case 3, 4 -> {
                    LocalDate first = lived.lastDay().plusDays(1);
                    tell(new AgreementExtended(id, first, first.plusDays(step.which()), List.of()));
                }
                case 5 ->
                    lived.extensions().stream().reduce((one, other) -> other).ifPresent(last -> {
                        // What was told after it is taken back first, as agreement-service does.
                        if (!last.firstDay().minusDays(1).isBefore(latestFirst())) {
                            tell(new ExtensionReversed(id, last.firstDay(), last.lastDay()));
                        }
                    });
                case 6, 7 -> tell(new LastDayChanged(id, some, ""));
                case 8 ->
                    tell(new LastDayChanged(
                            id, max(some, lived.lastVersion().terms().period().last()), ""));
                case 9, 10 ->
                    tell(new TermsChanged(id, ++version, versions.get(version % versions.size()), some, some, null));
                case 11 ->
                    lived.versions().stream()
                            .filter(one -> one.number() != lived.firstVersion().number())
                            .skip(step.which() % lived.versions().size())
                            .findFirst()
                            .ifPresent(one -> tell(new TermsChangeReversed(id, one.number())));
                case 12 -> tell(new AgreementEnded(id, lived.lastDay(), Ending.NOTICE, "notice-1", List.of()));
                default -> tell(new EndReversed(id, lived.lastDay()));
            }
        }

        private static LocalDate max(LocalDate one, LocalDate other) {
            return one.isAfter(other) ? one : other;
        }

        /** No agreement ends before its terms begin: that is refused by a rule, and tested elsewhere. */
        private LocalDate latestFirst() {
            return versions.stream()
                    .map(terms -> terms.period().first())
                    .max(LocalDate::compareTo)
                    .orElseThrow();
        }

        private void activate() {
            Terms terms = versions.getFirst();
            tell(new AgreementActivated(
                    ReportingScenario.AGREEMENT,
                    ++version,
                    terms,
                    terms.period().first(),
                    max(latestFirst(), terms.period().last())));
        }

        private void tell(AgreementEvent event) {
            life = AgreementLife.after(life, event);
            FollowAgreement command = (FollowAgreement) ReportingScenario.follow(today.toString(), sent.size(), life);
            sent.add(command);
            hear(command);
        }
    }

    @Provide
    Arbitrary<List<Terms>> versions() {
        return new ReportingPropertiesTest().texts().list().ofMinSize(1).ofMaxSize(3);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 13),
                        Arbitraries.integers().between(0, 1500))
                .as(Step::new)
                .list()
                .ofMaxSize(12);
    }
}
